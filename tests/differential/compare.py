"""Compares what seccomp-lint finds in random manifests with what reference.py finds.

usage: compare.py SECCOMP-LINT [--seed SEED] [--count DOCUMENTS]
"""

import argparse
import bisect
import random
import subprocess
import sys

import yaml

import documents
import reference
from linter import lint
from manifests import Maker
from writer import Writer

DOCUMENTS_A_FILE = 50
FILES_A_RUN = 200
ENCODINGS = ["utf-8"] * 6 + ["utf-8-sig", "utf-16", "utf-16-be"]


# What a path gets that has its value from elsewhere is undecided.
OPEN_PATH = "what the path gets is known only after its source is read"
OTHER_RULES = ("undecided-seccomp", "ineffective-seccomp", "invalid-seccomp-profile")


def decided(findings):
    """Without those of which the reference says nothing: about texts that nobody can read, and
    about what an allowed profile does."""
    return [finding for finding in findings
            if finding["rule"] not in OTHER_RULES or OPEN_PATH in finding["message"]]


class File:
    """Some documents in one stream, and the bytes of it."""

    def __init__(self, texts, encoding, newline):
        self.texts = texts
        self.lines = [1]  # where each document begins
        for text in texts:
            self.lines.append(self.lines[-1] + text.count("\n"))
        mark = "\ufeff" if encoding == "utf-16-be" else ""  # Python writes the others itself
        self.data = (mark + "".join(texts).replace("\n", newline)).encode(encoding)

    def expected(self):
        """The reference's number of findings in each document; None when it cannot be read."""
        try:
            return [reference.count(document) for document in documents.load_all(self.data)]
        # Where a text was shortened, an alias may lead to itself, and base64 be cut off.
        except (yaml.YAMLError, RecursionError, ValueError):
            return None

    def found(self, findings):
        """The linter's, from the lines of its findings."""
        counts = [0] * len(self.texts)
        for finding in decided(findings):
            counts[bisect.bisect(self.lines, finding["line"]) - 1] += 1
        return counts


def make_file(seed, number):
    style = random.Random(f"{seed}/{number}")
    texts = []
    for index in range(DOCUMENTS_A_FILE):
        source = random.Random(f"{seed}/{number}/{index}")
        before = texts[-1] if texts else ""
        texts.append(Writer(source).document(Maker(source).document(), before))
    return File(texts, style.choice(ENCODINGS), style.choice(["\n", "\n", "\r\n"]))


def judge_alone(program, text):
    """What the reference and the linter count in a text."""
    file = File([text], "utf-8", "\n")
    expected = file.expected()
    return None if expected is None else sum(expected), len(decided(lint(program, [file.data])[0]))


def shrink(text, differs):
    """Leaves out as many lines, and then characters, as it can while the judgements differ."""
    for split in (lambda text: text.splitlines(True), list):
        pieces = split(text)
        size = len(pieces) // 2
        while size:
            at = 0
            while at < len(pieces):
                shorter = pieces[:at] + pieces[at + size:]
                if differs("".join(shorter)):
                    pieces = shorter
                else:
                    at += size
            size //= 2
        text = "".join(pieces)
    return text


def disagreements(program, files):
    """The documents about which the two do not agree, with what each of them counts."""
    for file, findings in zip(files, lint(program, [file.data for file in files])):
        expected = file.expected()
        if expected is None or len(expected) != len(file.texts):
            sys.exit(f"no well-formed file was made:\n{''.join(file.texts)}")
        for text, wanted, counted in zip(file.texts, expected, file.found(findings)):
            if wanted != counted:
                yield text, wanted, counted


def show(program, found):
    """Prints the smallest document that makes the same trouble, and both judgements."""
    def differs(text):
        if "{{" in text:  # a template
            return False
        wanted, counted = judge_alone(program, text)
        return wanted is not None and wanted != counted

    text, wanted, counted = min(found, key=lambda each: len(each[0]))
    if differs(text):
        text = shrink(text, differs)
        wanted, counted = judge_alone(program, text)
    print(f"{text}\nreference: {wanted} findings; seccomp-lint: {counted}:")
    sys.stdout.flush()
    subprocess.run([program, "--no-config", "-"], input=text.encode(), check=False)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--count", type=int, default=10_000)
    options = parser.parse_args()
    files = -(-options.count // DOCUMENTS_A_FILE)
    for first in range(0, files, FILES_A_RUN):
        batch = [make_file(options.seed, n) for n in range(first, min(first + FILES_A_RUN, files))]
        found = list(disagreements(options.program, batch))
        if found:
            show(options.program, found)
            sys.exit(f"seed {options.seed}: {len(found)} documents are judged differently")
    print(f"seed {options.seed}: {files * DOCUMENTS_A_FILE} documents, all judged alike")


if __name__ == "__main__":
    main()
