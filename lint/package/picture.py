#!/usr/bin/env python3
"""Draws a run of the program in a terminal, as an SVG that follows the reader's light or dark mode.

usage: picture.py PROGRAM COMMAND... >run.svg    COMMAND is shown as given, and run with PROGRAM
"""

import html
import os
import re
import subprocess
import sys

COLUMNS = 110
WIDTH, HEIGHT, MARGIN = 7.8, 18, 16  # of a character, a line, and around all, in pixels
CLASSES = {"1": "b", "1;31": "e", "1;33": "w"}  # the program's colours, by what SGR says

STYLE = """
text { font: 13px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; white-space: pre;
  fill: #1f2328; }
rect { fill: #f6f8fa; stroke: #d0d7de; }
.b { font-weight: bold; } .e { font-weight: bold; fill: #b3141d; } .w { font-weight: bold; fill: #7d4e00; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; } rect { fill: #161b22; stroke: #30363d; }
  .e { fill: #ff8a80; } .w { fill: #e3b341; }
}
"""


def output_of(program, command):
    environment = {**os.environ, "CLICOLOR_FORCE": "1", "FORCE_HYPERLINK": "0", "LC_ALL": "C.UTF-8"}
    environment.pop("NO_COLOR", None)
    run = subprocess.run([program, *command[1:]], env=environment, text=True, check=False,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return run.stdout


def lines_of(text):
    """Lines of (class, text) pieces, wrapped at the terminal's width as terminals do."""
    for line in text.splitlines():
        pieces, used, style = [], 0, ""
        for escape, plain in re.findall(r"\x1b\[([\d;]*)m|([^\x1b]+)", line):
            if not plain:
                style = CLASSES.get(escape, "")
                continue
            while plain:
                fitting, plain = plain[: COLUMNS - used], plain[COLUMNS - used :]
                pieces.append((style, fitting))
                used += len(fitting)
                if used == COLUMNS and plain:
                    yield pieces
                    pieces, used = [], 0
        yield pieces


def drawn(pieces, number):
    spans = "".join(
        f'<tspan class="{style}">{html.escape(text)}</tspan>' if style else html.escape(text)
        for style, text in pieces)
    return f'<text x="{MARGIN}" y="{MARGIN + HEIGHT * number + 13}" xml:space="preserve">{spans}</text>'


def main():
    program, command = sys.argv[1], sys.argv[2:]
    text = "$ " + " ".join(command) + "\n" + output_of(program, command)
    lines = list(lines_of(text))
    width, height = round(COLUMNS * WIDTH + 2 * MARGIN), len(lines) * HEIGHT + 2 * MARGIN
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
          f'aria-label="A run of {html.escape(" ".join(command))} in a terminal">')
    print(f"<style>{STYLE}</style>")
    print(f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="6"/>')
    for number, pieces in enumerate(lines):
        print(drawn(pieces, number))
    print("</svg>")


if __name__ == "__main__":
    main()
