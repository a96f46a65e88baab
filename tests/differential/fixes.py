"""Mends random manifests, and reads them before and afterwards with another reader.

usage: fixes.py SECCOMP-LINT [--seed SEED] [--count DOCUMENTS]

Of manifests of Kubernetes, nothing but the values of profiles may differ, and only on the lines of
findings. Of Compose files, the services must come out as a model says. What is mended must not be
found again, and mending it again must change nothing.
"""

import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import yaml

import compare
from values import Mapping, Plain
from writer import Writer

GOOD = ("RuntimeDefault", "Localhost")
OFF = ("seccomp=unconfined", "seccomp:unconfined")
OTHERS = ["no-new-privileges:true", "label=disable", "apparmor=unconfined", "seccomp=builtin",
          "seccomp=profile.json", "seccomp:unconfined", "seccomp=unconfined", "seccomp=unconfined"]


class Broken(Exception):
    """A promise that does not hold."""


def expect(holds, promise):
    if not holds:
        raise Broken(promise)


def events(data):
    """What libyaml sees, without the places."""
    for event in yaml.parse(data, yaml.CSafeLoader):
        fields = dict(vars(event))
        fields.pop("start_mark")
        fields.pop("end_mark")
        yield type(event).__name__, fields


def is_readable(data):
    """Rarely, what is made is not well-formed, and the linter reads what it can."""
    try:
        return bool(list(events(data)))
    except yaml.YAMLError:
        return False


def is_mended_text(before, after):
    """Whether a text differs as a manifest may: it is a type, or holds manifests."""
    if after in GOOD:
        return True
    try:
        compare_events(before, after)
    except yaml.YAMLError:
        return False
    return True


def compare_events(before, after):
    """Expects nothing but the values of types to differ; returns how many do."""
    old, new = list(events(before)), list(events(after))
    expect(len(old) == len(new), "as many nodes as before")
    count = 0
    for (kind, fields), (new_kind, new_fields) in zip(old, new):
        if (kind, fields) == (new_kind, new_fields):
            continue
        expect(kind == new_kind == "ScalarEvent", "only scalars change")
        value, new_value = fields.pop("value"), new_fields.pop("value")
        fields.pop("implicit"), new_fields.pop("implicit")
        expect(fields == new_fields, "style, tag and anchor stay")
        expect(is_mended_text(value, new_value), f"{value!r} became {new_value!r}")
        count += 1
    return count


def lines(data):
    for encoding in ("utf-8-sig", "utf-16"):
        try:
            return data.decode(encoding).split("\n")
        except UnicodeError:
            continue
    raise Broken("the encoding stays")


def compare_lines(before, after, findings):
    """Expects lines to differ only where something was found; a block scalar has its text below."""
    old, new = lines(before), lines(after)
    expect(len(old) == len(new), "as many lines as before")
    allowed = {edit["line"] for finding in findings if "fix" in finding
               for edit in finding["fix"]["edits"]}
    for number, (line, new_line) in enumerate(zip(old, new), 1):
        expect(line == new_line or number in allowed, f"line {number} changed")
        expect(line.endswith("\r") == new_line.endswith("\r"), "line ends stay")


def compose(source):
    """A Compose file, as an object."""
    def service(number):
        options = [source.choice(OTHERS) for _ in range(source.choice([0, 1, 1, 2, 3]))]
        pairs = [("image", f"app-{number}"), ("ports", ["80:80"])]
        if source.random() < 0.9:
            pairs.insert(source.randint(0, 2), ("security_opt", options))
        if source.random() < 0.1:
            pairs = pairs[:1]
        return Mapping(pairs)
    services = Mapping([(f"s{number}", service(number)) for number in range(source.randint(1, 4))])
    return Mapping([("services", services)])


def as_json(value, source):
    """The same as JSON, in some layout."""
    def plain(value):
        if isinstance(value, Mapping):
            return {key: plain(child) for key, child in value}
        if isinstance(value, list):
            return [plain(child) for child in value]
        return yaml.safe_load(value) if isinstance(value, Plain) else value
    text = json.dumps(plain(value), indent=source.choice([None, 1, 2, "\t"]))
    return text + source.choice(["", "\n"])


def modelled(data):
    """The services as they are to be: the last option for seccomp is not the one that is off."""
    result = yaml.load(data, yaml.CSafeLoader)
    for service in result["services"].values():
        options = service.get("security_opt") or []
        while True:
            about = [at for at, option in enumerate(options) if option.startswith("seccomp")]
            if not about or options[about[-1]] not in OFF:
                break
            del options[about[-1]]
        if not options:
            service.pop("security_opt", None)
    return result


def check_compose(before, after):
    if any(mark in before for mark in (b"&", b"*", b"!")):
        return  # aliases and tags have rules of their own
    found = yaml.load(after, yaml.CSafeLoader)
    for service in found["services"].values():
        if not service.get("security_opt"):
            service.pop("security_opt", None)
    expect(found == modelled(before), "the services are as the model says")
    own_lines = [line.strip() for line in before.decode().splitlines() if line.strip()[:1] == "#"]
    left = [line.strip() for line in after.decode().splitlines() if line.strip()[:1] == "#"]
    expect(own_lines == left, "comments on lines of their own stay")


def make(seed, number):
    """The name and the bytes of a file."""
    source = random.Random(f"fix/{seed}/{number}")
    dice = source.random()
    if dice < 0.5:
        return f"{number}.yaml", compare.make_file(seed, number).data
    if dice < 0.6:
        return f"compose.{number}.json", as_json(compose(source), source).encode()
    text = Writer(source).document(compose(source), "")
    if source.random() < 0.1:
        text = text.rstrip("\n")
    return f"compose.{number}.yaml", text.replace("\n", source.choice(["\n", "\r\n"])).encode()


def run(program, folder, *options):
    ended = subprocess.run([program, "--no-config", "-q", "--format", "json", *options, folder],
                           stdout=subprocess.PIPE, check=False)
    if ended.returncode not in (0, 1):
        sys.exit(f"seccomp-lint ended with {ended.returncode}")
    found = {}
    for finding in json.loads(ended.stdout)["findings"]:
        found.setdefault(pathlib.Path(finding["path"]).name, []).append(finding)
    return found


def check_file(name, before, after, findings, left, again):
    expect(after == again, "mending twice is as mending once")
    expect(not any(finding.get("fix", {}).get("edits") for finding in left),
           "what can be mended is not found again")
    if name.startswith("compose"):
        check_compose(before, after)
    elif before != after and is_readable(before):
        compare_events(before, after)
        compare_lines(before, after, findings)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--count", type=int, default=1_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        texts = dict(make(options.seed, number) for number in range(options.count))
        for name, data in texts.items():
            pathlib.Path(folder, name).write_bytes(data)
        findings = run(options.program, folder)
        left = run(options.program, folder, "--fix", "--unsafe-fixes")
        mended = {name: pathlib.Path(folder, name).read_bytes() for name in texts}
        run(options.program, folder, "--fix", "--unsafe-fixes")
        changed = 0
        for name, before in texts.items():
            again = pathlib.Path(folder, name).read_bytes()
            try:
                check_file(name, before, mended[name], findings.get(name, []), left.get(name, []),
                           again)
            except (Broken, yaml.YAMLError) as broken:
                pathlib.Path("before.txt").write_bytes(before)
                pathlib.Path("after.txt").write_bytes(mended[name])
                sys.exit(f"seed {options.seed}, {name}: {broken}; see before.txt and after.txt")
            changed += before != mended[name]
    if not changed:
        sys.exit(f"seed {options.seed}: nothing was mended")
    print(f"seed {options.seed}: {len(texts)} files, {changed} of them mended, all as they are to be")


if __name__ == "__main__":
    main()
