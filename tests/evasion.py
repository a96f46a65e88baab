#!/usr/bin/env python3
"""Tries every trick of evasion.md.

Usage: evasion.py finds SECCOMP_LINT   what the linter says of each, with and without --no-skip
       evasion.py kubectl              what kubectl reads in each
UPDATE_GOLDEN=1 writes what was seen into the table.
"""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

TABLE = pathlib.Path(__file__).with_name("evasion.md")
FIELD = re.compile(r"^(kubectl|finds|file|encoding): (.*)$")
FINDING = re.compile(r"^(.+?):(\d+):(\d+): (?:error|warning): .* \[([a-z-]+)\]$")
BYTES = re.compile(r"⟨([0-9A-F ]+?)(?: \* (\d+))?⟩")
ALLOWED = ("RuntimeDefault", "Localhost")


class Trick:
    def __init__(self, name):
        self.name = name
        self.fields = {"kubectl": "", "finds": "", "encoding": "utf-8"}
        self.fields["file"] = re.sub(r"\W+", "-", name) + ".yaml"
        self.lines = []

    def path(self):
        return re.sub(r"\W+", "-", self.name) + "/" + self.fields["file"]

    def content(self):
        """The lines, where ⟨C2 85⟩ stands for these bytes and ⟨78 * 9⟩ for nine of them."""
        text = "".join(line + "\n" for line in self.lines)
        out, end = b"", 0
        for match in BYTES.finditer(text):
            out += text[end : match.start()].encode(self.fields["encoding"])
            out += bytes.fromhex(match[1]) * int(match[2] or 1)
            end = match.end()
        return out + text[end:].encode(self.fields["encoding"])


def read_table():
    tricks = []
    for line in TABLE.read_text().splitlines():
        field = FIELD.match(line)
        if line.startswith("### "):
            tricks.append(Trick(line[4:]))
        elif field:
            tricks[-1].fields[field[1]] = field[2]
        elif line.startswith("    "):
            tricks[-1].lines.append(line[4:])
    return tricks


def write_files(tricks, folder):
    for trick in tricks:
        path = pathlib.Path(folder, trick.path())
        path.parent.mkdir(parents=True)
        path.write_bytes(trick.content())
        if path.parent.name == "templates":
            path.parent.with_name("Chart.yaml").touch()


def findings(linter, folder, *options):
    """What the linter finds, by path: "restrict-seccomp 5:49, yaml-syntax 7:1"."""
    run = subprocess.run([linter, "-q", "--no-config", *options, "."], cwd=folder,
                         capture_output=True, text=True, check=False)
    found = {}
    for line in run.stdout.splitlines():
        path, row, column, rule = FINDING.match(line).groups()
        found.setdefault(path, []).append(f"{rule} {row}:{column}")
    for line in run.stderr.splitlines():
        found.setdefault(line.split(": ")[1].split(":")[0], []).append("fails")
    return {path: ", ".join(places) for path, places in found.items()}


def type_of_pod(value):
    """The seccompProfile.type of a pod; an allowed one where nothing is said."""
    for key in ("spec", "securityContext", "seccompProfile"):
        value = value.get(key) or {"type": ALLOWED[0]}
    return value.get("type", ALLOWED[0])


def objects_in(text):
    """The JSON objects that kubectl prints one after the other."""
    decoder, text = json.JSONDecoder(), text.strip()
    while text:
        value, end = decoder.raw_decode(text)
        yield value
        text = text[end:].lstrip()


def kubectl_reads(path):
    run = subprocess.run(["kubectl", "annotate", "--local", "-f", path, "tried=yes", "-o", "json"],
                         capture_output=True, text=True, check=False)
    pods = [value for value in objects_in(run.stdout) if value["kind"] == "Pod"]
    if any(type_of_pod(pod) not in ALLOWED for pod in pods):
        return "Unconfined"
    return "refuses" if run.returncode else "harmless"


def update(column, seen):
    name, lines = "", []
    for line in TABLE.read_text().splitlines():
        name = line[4:] if line.startswith("### ") else name
        is_field = line.startswith(column + ": ") and line != column + ": -"
        lines.append(f"{column}: {seen[name]}" if is_field else line)
    TABLE.write_text("\n".join(lines) + "\n")


def differences(tricks, column, seen):
    for trick in tricks:
        expected = trick.fields[column]
        if expected not in ("-", seen[trick.name]):
            yield f"{trick.name}: {column} {seen[trick.name]}, expected {expected}"


def main():
    column, *linter = sys.argv[1:]
    tricks = read_table()
    problems = [f"{trick.name}: nothing is found, though kubectl reads Unconfined" for trick in tricks
                if trick.fields["kubectl"] == "Unconfined" and trick.fields["finds"] == "nothing"]
    with tempfile.TemporaryDirectory() as folder:
        write_files(tricks, folder)
        if column == "finds":
            found = findings(*linter, folder)
            if found != findings(*linter, folder, "--no-skip"):
                problems.append("--no-skip finds something else")
            seen = {trick.name: found.get(trick.path(), "nothing") for trick in tricks}
        else:
            paths = [os.path.join(folder, trick.path()) for trick in tricks]
            with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
                seen = dict(zip((t.name for t in tricks), pool.map(kubectl_reads, paths)))
    if os.environ.get("UPDATE_GOLDEN") == "1":
        update(column, seen)
    else:
        problems += differences(tricks, column, seen)
    print("\n".join(problems) or f"{len(tricks)} tricks")
    sys.exit(bool(problems))


main()
