#!/usr/bin/env python3
"""Lists the messages of the program that no fixture and no test shows, and fails when there are any.

Usage: messages.py
A message is a text of three words or more in a source; what is replaced in it, {}, may be anything.
"""
import glob
import os
import re
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
FOLDERS = ("app", "check", "files", "fix", "manifest", "suppress", "text", "yaml")
# Help is compared as a whole; rules' pages are executed.
LEFT_OUT = ("lint/app/cli.cpp", "lint/app/help.cpp")
# What nobody can provoke: mistakes of the program's own, and what no rule asks for.
INTERNAL = ("readers differ on the plain document", "nothing is written there")
TEXT = re.compile(r'(?:"(?:[^"\\\n]|\\.)*"\s*)+')


def sources():
    for folder in FOLDERS:
        yield from glob.glob(f"lint/{folder}/**/*.[ch]pp", recursive=True)
    yield from glob.glob("rules/*.cpp")


def shown():
    """All that tests expect, without what breaks lines."""
    texts = []
    for folder in ("fixtures", "tests", "lint/share/doc"):
        for path in glob.glob(f"{folder}/**", recursive=True, include_hidden=True):
            if os.path.isfile(path) and path != "tests/messages.py":
                with open(path, encoding="utf-8", errors="replace") as file:
                    texts.append(file.read())
    return re.sub(r"\s+", " ", re.sub(r'"\s*\n\s*"', "", "\n".join(texts)).replace('\\"', '"'))


def messages(path):
    """Each text of a source without comments and rules' pages, with its line."""
    with open(path, encoding="utf-8") as file:
        source = file.read()
    source = re.sub(r'R"\(.*?\)"', lambda page: "\n" * page.group().count("\n"), source, flags=re.S)
    source = re.sub(r"(^|\s)//.*|#include.*|'\\?\"'", "", source, flags=re.M)
    source = re.sub(r"kReferences\b[^;]*?\}\}?\)?;|\.(summary|name) =\s*\"[^\n]*|kName\{[^\n]*",
                    lambda words: "\n" * words.group().count("\n"), source, flags=re.S)
    for match in TEXT.finditer(source):
        text = "".join(re.findall(r'"((?:[^"\\\n]|\\.)*)"', match.group()))
        text = text.replace('\\"', '"').replace("\\n", " ")
        if text.strip().count(" ") >= 2 and len(re.findall(r"[A-Za-z]{2,}", text)) >= 3:
            yield source[:match.start()].count("\n") + 1, text


def main():
    os.chdir(ROOT)
    expected = shown()
    missing = []
    for path in sorted(sources()):
        if path in LEFT_OUT:
            continue
        for line, text in messages(path):
            parts = [part.strip() for part in re.split(r"\{\d*\}", text)]
            if text.startswith(INTERNAL) or all(part in expected for part in parts):
                continue
            missing.append(f"{path}:{line}: {text}")
    print(*missing, sep="\n")
    sys.exit(1 if missing else 0)


if __name__ == "__main__":
    main()
