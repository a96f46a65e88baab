#!/usr/bin/env python3
"""Measures seccomp-lint beside other programs, in one run, and prints the ratios as Markdown.

usage: bench.py SECCOMP-LINT YARDSTICKS CORPUS...
"""

import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

CORES = os.cpu_count() or 1
PEERS = {
    "yamllint": "yamllint -d '{{rules: {{}}}}' {folder}",
    "kubeconform": "kubeconform -ignore-missing-schemas {folder}",
    "kube-linter": "kube-linter lint {folder}",
    "kubesec": "kubesec scan {file}",
    "trivy": "trivy config -q {folder}",
    "checkov": "checkov --quiet -d {folder}",
}


def medians(commands: list[str], rounds: int = 5, runs: int = 3) -> list[float]:
    """Median wall seconds of each command, measured by hyperfine. They take turns, so that what else
    the machine does meets all of them."""
    seconds: list[list[float]] = [[] for _ in commands]
    for _ in range(rounds):
        with tempfile.NamedTemporaryFile() as out:
            subprocess.run(
                ["hyperfine", "--style", "none", "--ignore-failure", "--warmup", "1",
                 "--runs", str(runs), "--export-json", out.name, *commands],
                check=True, stdout=subprocess.DEVNULL)
            for times, result in zip(seconds, json.load(open(out.name))["results"]):
                times.extend(result["times"])
    return [statistics.median(times) for times in seconds]


def seconds_of(command: str) -> float:
    """Wall seconds of one run, for what takes long."""
    start = time.monotonic()
    subprocess.run(command, shell=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.monotonic() - start


def peak_memory(command: list[str]) -> int:
    """Peak resident memory of a command in bytes; the program has to be the largest child so far."""
    code = ("import resource,subprocess,sys;subprocess.run(sys.argv[1:],stdout=-3,stderr=-3);"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss*1024)")
    return int(subprocess.run([sys.executable, "-c", code, *command], check=True,
                              capture_output=True, text=True).stdout)


def table(rows: list[tuple[str, ...]], header: tuple[str, ...]) -> None:
    print("| " + " | ".join(header) + " |")
    print("|" + " --- |" * len(header))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def folder_table(lint: str, yardsticks: pathlib.Path, folder: str) -> None:
    files = subprocess.run([lint, "--list-files", folder], check=True, capture_output=True,
                           text=True).stdout.splitlines()
    size = sum(os.path.getsize(file) for file in files)
    with tempfile.NamedTemporaryFile("w", suffix=".args", delete=False) as names:
        names.write("\0".join(files))
    each = f"xargs -0 -a {names.name} -s 2000000 -n 1000000"
    yaml_pass = f"{each} {yardsticks}/libyaml_events {CORES}"
    cpp_pass = f"{each} {yardsticks}/yaml_cpp_events {CORES}"
    plain_pass = f"{each} {yardsticks}/plain_events {CORES}"
    commands = {
        "`--disable yaml-syntax`": f"{lint} -q --disable yaml-syntax {folder}",
        "default": f"{lint} -q {folder}",
        "`--no-skip`": f"{lint} -q --no-skip {folder}",
        "`--inventory`": f"{lint} -q --inventory {folder}",
        "`rg -l seccomp`": f"rg -l seccomp {folder}",
        "`grep -rl seccomp`": f"grep -rl seccomp {folder}",
        "`cat` of the files": f"{each} cat > /dev/null",
        "plain YAML alone": plain_pass,
        "bare libyaml pass": yaml_pass,
        "bare yaml-cpp pass": cpp_pass,
        "bare libyaml and yaml-cpp passes": f"{yaml_pass}; {cpp_pass}",
    }
    for peer, command in PEERS.items():
        if shutil.which(peer):
            commands[peer] = command.format(folder=folder, file=files[0])
    slow = {name for name in commands if name in PEERS}
    times = dict(zip([name for name in commands if name not in slow],
                     medians([commands[name] for name in commands if name not in slow])))
    for name in slow:
        times[name] = seconds_of(commands[name])
    os.unlink(names.name)

    print(f"{len(files)} files, {size / 1e6:.1f} MB, {CORES} threads:\n")
    table([(name, milliseconds(times[name]), f"{times[name] / times['`rg -l seccomp`']:.2f}")
           for name in commands], ("command", "median", "× ripgrep"))
    table([
        ("`--disable yaml-syntax` ÷ `rg`",
         f"{times['`--disable yaml-syntax`'] / times['`rg -l seccomp`']:.2f}"),
        ("default ÷ bare libyaml pass", f"{times['default'] / times['bare libyaml pass']:.2f}"),
        ("plain YAML alone ÷ bare libyaml pass",
         f"{times['plain YAML alone'] / times['bare libyaml pass']:.2f}"),
        ("`--no-skip` ÷ bare libyaml and yaml-cpp passes",
         f"{times['`--no-skip`'] / times['bare libyaml and yaml-cpp passes']:.2f}"),
    ], ("ratio", "value"))


def small_file_table(lint: str, file: str) -> None:
    ours, ripgrep = medians([f"{lint} -q {file}", f"rg -l seccomp {file}"], runs=10)
    table([("one small manifest ÷ `rg` on it", f"{ours / ripgrep:.2f}")], ("ratio", "value"))


def json_table(lint: str, yardsticks: pathlib.Path) -> None:
    """One file of JSON, as a command prints it: objects in a list, which is a single document."""
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "app", "labels": {"a": "b"}},
           "spec": {"containers": [{"name": "app", "image": "app:1", "args": ["--verbose"] * 8}]}}
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "list.json")
        path.write_text(json.dumps({"apiVersion": "v1", "kind": "List", "items": [pod] * 30000},
                                   indent=2) + "\n")
        commands = {"default": f"{lint} -q {path}",
                    "plain YAML alone": f"{yardsticks}/plain_events 1 {path}",
                    "bare libyaml pass": f"{yardsticks}/libyaml_events 1 {path}"}
        times = dict(zip(commands, medians(list(commands.values()), rounds=2)))
        print(f"One JSON file of {path.stat().st_size / 1e6:.1f} MB:\n")
    table([(name, milliseconds(times[name]), f"{times[name] / times['bare libyaml pass']:.2f}")
           for name in commands], ("command", "median", "× libyaml"))


DEPLOYMENT = """---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app-{number}
  namespace: shop
  labels: {{app: "app-{number}"}}
spec:
  selector:
    matchLabels: {{app: "app-{number}"}}
  template:
    metadata:
      labels: {{app: "app-{number}"}}
    spec:
      containers:
"""

CONTAINER = """        - name: c{index}
          image: registry.example/app-{number}:1.{index}
          securityContext:
            seccompProfile:
              type: Unconfined
"""


def write_unconfined(path: pathlib.Path, size: int) -> None:
    """A file of about so many bytes, in which each container of each document has a finding."""
    written = number = 0
    with path.open("w") as file:
        while written < size:
            containers = (CONTAINER.format(number=number, index=index) for index in range(4))
            written += file.write(DEPLOYMENT.format(number=number) + "".join(containers))
            number += 1


def findings_table(lint: str, yardsticks: pathlib.Path) -> None:
    """Files in which every container is bad, on one thread."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for megabytes in (10, 100):
            path = pathlib.Path(folder, f"{megabytes}.yaml")
            write_unconfined(path, megabytes * 1_000_000)
            formats = ("text", "sarif", "json", "gitlab", "junit", "github")
            yaml_pass = f"{yardsticks}/libyaml_events 1 {path}"
            commands = [f"{lint} -q -j 1 --format {name} {path}" for name in formats]
            times = medians([yaml_pass, *commands], rounds=1)
            for name, command, seconds in zip(formats, commands, times[1:]):
                memory = peak_memory(command.split())
                rows.append((f"{megabytes} MB", f"`{name}`", milliseconds(seconds),
                             f"{seconds / times[0]:.2f}", f"{memory / 1e6:.1f} MB",
                             f"{memory / path.stat().st_size:.2f}"))
    print("Every container without a filter, one thread:\n")
    table(rows, ("input", "format", "median", "× libyaml", "peak memory", "÷ file"))


def growth_table(lint: str, maker: str) -> None:
    rows = []
    for shape, files, documents in (("many small files", 500, 2), ("few large files", 2, 5000)):
        first_time = 0.0
        for factor in (1, 2, 4, 8):
            with tempfile.TemporaryDirectory() as folder:
                count = (files * factor, documents) if shape.startswith("many") else (
                    files, documents * factor)
                subprocess.run([sys.executable, maker, folder, *map(str, count)], check=True)
                median = medians([f"{lint} -q {folder}"], rounds=1, runs=5)[0]
                largest = max(path.stat().st_size for path in pathlib.Path(folder).rglob("*.yaml"))
                memory = peak_memory([lint, "-q", folder])
            first_time = first_time or median
            rows.append((shape, f"{factor}×", milliseconds(median), f"{median / first_time:.2f}",
                         f"{memory / 1e6:.1f} MB", f"{largest / 1e6:.1f} MB"))
    table(rows, ("input", "size", "median", "× first", "peak memory", "largest file"))


def main() -> None:
    lint, yardsticks = sys.argv[1], pathlib.Path(sys.argv[2])
    maker = str(pathlib.Path(__file__).with_name("make_corpus.py"))
    for folder in sys.argv[3:]:
        folder_table(lint, yardsticks, folder)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, maker, folder, "1", "1"], check=True)
        small_file_table(lint, str(next(pathlib.Path(folder).rglob("*.yaml"))))
    json_table(lint, yardsticks)
    findings_table(lint, yardsticks)
    growth_table(lint, maker)


if __name__ == "__main__":
    main()
