#!/usr/bin/env python3
"""Runs seccomp-lint once over the given paths in every format, and compares what the formats say.

Usage: formats.py SECCOMP_LINT SCHEMA PATH...
Each finding must be in each format with the same path, line, column, rule and words. JSON must fit
SCHEMA.
"""
import html.parser
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as ElementTree

import jsonschema

LINE = re.compile(r"^(.+?):(\d+):(\d+): (?:error|warning): (.+) \[([a-z0-9-]+)\]$")

# Separators of lines, marks of direction, and what is no character.
UNPRINTABLE = re.compile("[\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def shown(path):
    """A path as text shows it: one line of printable UTF-8."""
    out = ""
    for c in path:
        if "\udc80" <= c <= "\udcff":
            out += f"\\x{ord(c) - 0xDC00:02x}"
        elif c in "\n\r\t":
            out += {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[c]
        elif ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0:
            out += f"\\x{ord(c):02x}"
        elif UNPRINTABLE.match(c):
            out += f"\\u{ord(c):04x}"
        else:
            out += c
    return out


def of_line(line):
    path, line_number, column, words, rule = LINE.match(line).groups()
    return path, int(line_number), int(column), rule, words


def of_text(data):
    return [of_line(line) for line in data.decode().split("\n") if line]


def of_json(data):
    """Without the words: what they are about stands apart."""
    return [(shown(f["path"]), f["line"], f["column"], f["rule"]) for f in json.loads(data)["findings"]]


def of_sarif(data):
    found = []
    run = json.loads(data)["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        # What the schema and sarif-multitool do not see.
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        if "suppressions" in result:
            continue
        place = result["locations"][0]["physicalLocation"]
        snippet = place["region"].get("snippet", {"text": ""})["text"]
        assert snippet in place.get("contextRegion", {"snippet": {"text": snippet}})["snippet"]["text"]
        path = urllib.parse.unquote(place["artifactLocation"]["uri"], errors="surrogateescape")
        region = place["region"]
        assert re.fullmatch(r"[0-9a-f]{1,16}:\d+", result["partialFingerprints"]["primaryLocationLineHash"])
        found.append((shown(path), region["startLine"], region["startColumn"], result["ruleId"],
                      result["message"]["text"]))
    return found


def of_github(data):
    """Reads commands as the runner does (actions/runner ActionCommand.cs)."""
    found = []
    for line in data.decode(errors="surrogateescape").split("\n"):
        if not line:
            continue
        command = re.match(r"^::(error|warning) (.*?)::(.*)$", line)
        values = dict(part.split("=", 1) for part in command[2].split(","))
        values["message"] = command[3]
        for key, value in values.items():
            for escape, c in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
                value = value.replace(escape, c)
            values[key] = value
        rule = re.fullmatch(r"seccomp-lint \((.*)\)", values["title"])[1]
        place = f"{values['file']}:{values['line']}:{values['col']}: "
        assert values["message"].startswith(place), line
        found.append((shown(values["file"]), int(values["line"]), int(values["col"]), rule,
                      values["message"][len(place):]))
    return found


def seen_from_here(path):
    """GitLab's paths begin at the repository."""
    here = os.getcwd()
    root = here
    while not os.path.exists(os.path.join(root, ".git")):
        if root == "/":
            return path
        root = os.path.dirname(root)
    return os.path.relpath(os.path.join(root, path), here)


def of_gitlab(data):
    issues = json.loads(data)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    return [(shown(seen_from_here(i["location"]["path"])), i["location"]["lines"]["begin"], i["column"], i["check_name"],
             i["description"].removesuffix(f" [{i['check_name']}]")) for i in issues]


def of_junit(data):
    root = ElementTree.fromstring(data)
    for suite in root:
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        names = [case.get("name") for case in suite]
        assert len(set(names)) == len(names)
    return [of_line(failure.text) for failure in root.iter("failure")]


class HtmlReader(html.parser.HTMLParser):
    """Findings stand below the heading of their rule: a place, a level, a sentence."""

    def __init__(self):
        super().__init__()
        self.open, self.rule, self.found = [], None, []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        assert not [name for name in attrs if name.startswith("on") or name in ("src", "srcset")], attrs
        assert attrs.get("href", "#").startswith("#")
        assert tag in HTML_TAGS, tag
        if tag == "h3":
            self.rule = attrs.get("id")
        if tag != "meta":
            self.open.append((tag, attrs.get("class")))
        if self.open[-1] == ("ul", "findings"):
            self.place = ""
        if self.open[-1] == ("p", "sentence"):
            self.found.append([*self.place.rsplit(":", 2), self.rule, ""])

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag, tag

    def handle_data(self, data):
        names = [tag for tag, _ in self.open]
        if names[-2:] == ["li", "code"]:
            self.place = data
        if self.open and self.open[-1] == ("p", "sentence"):
            self.found[-1][-1] += data


HTML_TAGS = {"html", "head", "meta", "title", "style", "body", "div", "h1", "h2", "h3", "p", "ul", "li",
             "span", "b", "a", "code", "pre", "table", "caption", "thead", "tbody", "tr", "th", "td",
             "script"}


def of_html(data):
    reader = HtmlReader()
    reader.feed(data.decode())
    reader.close()
    assert not reader.open, reader.open
    return [(path, int(line), int(column), rule, words) for path, line, column, rule, words in reader.found]


READERS = {"text": of_text, "json": of_json, "sarif": of_sarif, "github": of_github,
           "gitlab": of_gitlab, "junit": of_junit, "html": of_html}


def main():
    program, schema, *paths = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        reports = {name: os.path.join(folder, name) for name in READERS}
        formats = [f"--format={name}={path}" for name, path in reports.items()]
        run = subprocess.run([program, "-q", *formats, "--", *paths], check=False)
        assert run.returncode in (0, 1), run.returncode
        data = {}
        for name, path in reports.items():
            with open(path, "rb") as file:
                data[name] = file.read()
    with open(schema, encoding="utf-8") as file:
        jsonschema.Draft7Validator(json.load(file)).validate(json.loads(data["json"]))
    told = of_text(data["text"])
    assert told, "nothing was found"
    for name, reader in READERS.items():
        found = sorted(reader(data[name]))
        expected = sorted(finding[:4] if name == "json" else finding for finding in told)
        if found != expected:
            print(f"{name} differs from text:")
            print("only in text:", sorted(set(expected) - set(found))[:5])
            print(f"only in {name}:", sorted(set(found) - set(expected))[:5])
            sys.exit(1)
    print(f"{len(told)} findings")


main()
