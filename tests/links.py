#!/usr/bin/env python3
"""Names each relative link that leads nowhere in the Markdown pages of a folder.

usage: links.py FOLDER

A link's file must exist within the folder, and its anchor must be a heading of that page, as GitHub
writes anchors.
"""

import pathlib
import re
import sys

LEFT_OUT = {".git", "build", "node_modules"}
# A link's words may begin on the line before.
LINK = re.compile(r"\]\(<?([^)>\s]+)|^\[[^\]]+\]: *<?([^>\s]+)")
CODE = re.compile(r"(`+).+?\1(?!`)")


def prose(text):
    """The lines with their numbers, without those of code blocks."""
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        mark = re.match(r" {0,3}(```+|~~~+)", line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip(fence[0] + " "):
                fence = ""
        elif mark:
            fence = mark[1]
        elif not line.startswith(("    ", "\t")):
            yield number, line


def anchors(text):
    found = set()
    for _, line in prose(text):
        heading = re.match(r"#{1,6} +(.*?)(?: +#+)? *$", line)
        if not heading:
            continue
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading[1])
        anchor = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
        repeated = 0
        unique = anchor
        while unique in found:
            repeated += 1
            unique = f"{anchor}-{repeated}"
        found.add(unique)
    return found


def is_dead(link, page, root):
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if path.startswith("/") or not target.is_relative_to(root) or not target.exists():
        return True
    return bool(anchor) and (target.is_dir() or anchor not in anchors(target.read_text()))


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    dead = 0
    for page in sorted(root.rglob("*.md")):
        if LEFT_OUT & set(page.relative_to(root).parts):
            continue
        for number, line in prose(page.read_text()):
            for match in LINK.finditer(CODE.sub("", line)):
                link = match[1] or match[2]
                if re.match(r"[a-z][a-z+.-]*:", link) or not is_dead(link, page, root):
                    continue
                dead += 1
                print(f"{page.relative_to(root)}:{number}: {link}")
    sys.exit(dead > 0)


if __name__ == "__main__":
    main()
