"""Compares what seccomp-lint finds in random templates with what it finds in their renderings.

usage: renderings.py SECCOMP-LINT [--seed SEED] [--count TEMPLATES]

Each branch is rendered at least once. A type that a rendering shows to be bad must be reported in
the template, on the line that it comes from, and an error in the template in a rendering.
"""

import argparse
import bisect
import itertools
import random
import sys

from dialects import DIALECTS, translate
from linter import lint
from template_maker import Maker
from templates import Piece, Rendering, source, ways

TEMPLATES_A_RUN = 200


class Template:
    """The text of a template, and all of its renderings in one stream."""

    def __init__(self, seed, number):
        choices = random.Random(f"{seed}/{number}")
        nodes = Maker(choices).template()
        if choices.random() < 0.5:
            nodes = translate(nodes, choices.choice(list(DIALECTS)), choices)
        self.text = source(nodes)
        self.pieces = []
        for taken in ways(nodes):
            self.pieces += [Piece("\n---\n", 0, False), *Rendering(nodes, taken, choices).pieces]
        self.rendered = "".join(piece.text for piece in self.pieces)

    def bad_lines(self, findings):
        """The template's lines from which what is found bad in the renderings comes."""
        lines = [0, *itertools.accumulate(map(len, self.rendered.splitlines(True)))]
        pieces = [0, *itertools.accumulate(len(piece.text) for piece in self.pieces)]
        bad = set()
        for finding in filter(is_bad, findings):
            at = lines[finding["line"] - 1] + finding["column"] - 1
            index = bisect.bisect(pieces, at) - 1
            offset = self.pieces[index].offset_of(at - pieces[index])
            bad.add(self.text.count("\n", 0, offset) + 1)
        return bad


def is_bad(finding):
    """Whether a type is bad; one that is missing may stand in another branch."""
    return finding["rule"] == "restrict-seccomp" and "type is '" in finding["message"]


def disagreements(program, templates):
    """The templates in which something else is found than in their renderings, and what."""
    found = lint(program, [template.text.encode() for template in templates])
    found_rendered = lint(program, [template.rendered.encode() for template in templates])
    for template, findings, rendered in zip(templates, found, found_rendered):
        if any(finding["rule"] == "yaml-syntax" for finding in rendered):
            sys.exit(f"no well-formed rendering was made:\n{template.rendered}")
        bad = template.bad_lines(rendered)
        missed = bad - {finding["line"] for finding in findings}
        invented = {finding["line"] for finding in findings if is_bad(finding)} - bad
        broken = {f["line"] for f in findings if f["rule"] == "yaml-syntax"}
        unread = {f["line"] for f in findings if f["message"].endswith("is not checked")}
        if missed or invented or unread or broken:
            yield template.text, (f"missed {missed}, invented {invented}, not read {unread}, "
                                  f"refused {broken}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--count", type=int, default=1000)
    options = parser.parse_args()
    for first in range(0, options.count, TEMPLATES_A_RUN):
        last = min(first + TEMPLATES_A_RUN, options.count)
        batch = [Template(options.seed, number) for number in range(first, last)]
        found = list(disagreements(options.program, batch))
        if found:
            text, difference = min(found, key=lambda each: len(each[0]))
            print(f"{text}\n{difference}")
            sys.exit(f"seed {options.seed}: {len(found)} templates are judged differently")
    print(f"seed {options.seed}: {options.count} templates, all judged as their renderings")


if __name__ == "__main__":
    main()
