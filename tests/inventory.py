#!/usr/bin/env python3
"""Counts containers by what filters them, with PyYAML and this page alone, and compares the counts
with those of seccomp-lint --inventory.

Usage: inventory.py SECCOMP-LINT --seed S --count N     generated manifests
       inventory.py SECCOMP-LINT PATH...                files and folders; templates are left out
"""
import argparse
import collections
import json
import os
import random
import re
import shlex
import subprocess
import sys
import tempfile

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
POD_PATHS = {
    "Pod": ("spec",),
    "PodTemplate": ("template", "spec"),
    "CronJob": ("spec", "jobTemplate", "spec", "template", "spec"),
} | {kind: ("spec", "template", "spec") for kind in (
    "ReplicationController", "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job")}
GROUPS = ("", "apps", "batch", "extensions")
# What is no custom resource, or only speaks of pods: the API server's own groups, and policies.
NO_CUSTOM_GROUP = re.compile(r"[^.]*$|(.*\.)?(k8s\.io|kyverno\.io|gatekeeper\.sh|kubescape\.io)$")
COMPOSE_KEYS = {"version", "name", "include", "services", "models", "networks", "volumes", "secrets",
                "configs"}


def mapping(value):
    return value if isinstance(value, dict) else {}


def at(value, path):
    for key in path:
        value = mapping(value).get(key)
    return mapping(value)


def profile_state(owner):
    """None where a security context sets no profile."""
    profile = mapping(mapping(owner).get("securityContext")).get("seccompProfile")
    if profile is None:
        return None
    kind = mapping(profile).get("type")
    return {"RuntimeDefault": "RuntimeDefault", "Localhost": "Localhost",
            "Unconfined": "no filter: Unconfined"}.get(kind, "undecided")


def pod_states(spec, is_custom=False):
    selector = mapping(spec.get("nodeSelector"))
    is_windows = at(spec, ("os",)).get("name") == "windows" or "windows" in (
        selector.get("kubernetes.io/os"), selector.get("beta.kubernetes.io/os"))
    for key in ("initContainers", "containers", "ephemeralContainers"):
        for container in spec.get(key) or []:
            if is_windows:
                yield "no seccomp: Windows"
            elif mapping(mapping(container).get("securityContext")).get("privileged") is True:
                yield "no filter: privileged"
            else:
                unset = "undecided" if is_custom and "image" not in container else "node's default"
                yield profile_state(container) or profile_state(spec) or unset


def is_object(value):
    return "apiVersion" in value and bool(value.get("kind")) and not {
        "metadata", "spec", "template", "items"}.isdisjoint(value)


def custom_states(value, path=()):
    """Those of the templates of pods in a custom resource, and of the objects in it."""
    if isinstance(value, list):
        for item in value:
            yield from custom_states(item, path + ("[]",))
    elif isinstance(value, dict):
        if path and is_object(value):
            yield from object_states(value)
            return
        is_template = path[-1:] == ("spec",) and path[-2:-1] in (("template",), ("podTemplate",))
        if is_template and "containers" in value:
            yield from pod_states(value, is_custom=True)
        for key, inner in value.items():
            if key != "openAPIV3Schema" and path + (key,) != ("status",):
                yield from custom_states(inner, path + (key,))


def object_states(document, kind=None):
    """Those of an object, of a List's items, and of the objects in an OpenShift Template."""
    kind = document.get("kind") or kind
    version = document.get("apiVersion") or ""
    group = version.split("/")[0] if "/" in str(version) else ""
    if str(kind).endswith("List"):
        for item in document.get("items") or []:
            yield from object_states(mapping(item), str(kind)[:-4])
    elif kind == "Template":
        for item in document.get("objects") or []:
            yield from object_states(mapping(item))
    elif kind in POD_PATHS and group in GROUPS:
        yield from pod_states(at(document, POD_PATHS[kind]))
    elif kind == "DeploymentConfig" or (kind and not NO_CUSTOM_GROUP.match(group)):
        yield from custom_states(document)


def service_state(service):
    if service.get("privileged") is True:
        return "no filter: privileged"
    state = "Docker's default"
    for option in service.get("security_opt") or []:
        key, _, value = str(option).partition("=" if "=" in str(option) else ":")
        if key == "seccomp":
            state = {"unconfined": "no filter: Unconfined",
                     "builtin": "Docker's default"}.get(value, "custom")
    return state


def options_state(words):
    """Of the options of `docker run`."""
    flags = iter(words)
    options = []
    is_privileged = False
    for flag in flags:
        name, _, value = flag.partition("=")
        if name == "--security-opt":
            options.append(value or next(flags, ""))
        elif name == "--privileged":
            is_privileged = value in ("", "true")
    return service_state({"privileged": is_privileged, "security_opt": options})


def job_states(jobs):
    """Of a workflow's jobs."""
    for job in map(mapping, mapping(jobs).values()):
        containers = [job["container"]] if job.get("container") else []
        for container in containers + list(mapping(job.get("services")).values()):
            yield options_state(shlex.split(mapping(container).get("options") or ""))


def dev_container_states(document):
    if "image" in document or "dockerFile" in document or "dockerfile" in mapping(document.get("build")):
        words = list(document.get("runArgs") or [])
        words += ["--security-opt=" + option for option in document.get("securityOpt") or []]
        yield options_state(words + ["--privileged"] * (document.get("privileged") is True))


def states_in(path):
    with open(path, "rb") as file:
        for document in yaml.load_all(file, LOADER):
            document = mapping(document)
            if document.get("kind"):
                yield from object_states(document)
            elif os.path.basename(path) in ("devcontainer.json", ".devcontainer.json"):
                yield from dev_container_states(document)
            elif any("runs-on" in mapping(job) for job in mapping(document.get("jobs")).values()):
                yield from job_states(document["jobs"])
            elif "services" in document and COMPOSE_KEYS.issuperset(document):
                for service in map(mapping, mapping(document["services"]).values()):
                    yield service_state(service)
                    for container in service.get("pre_start") or []:
                        yield service_state({"privileged": container.get("privileged")})


def is_plain(path):
    with open(path, "rb") as file:
        text = file.read()
    return not any(mark in text for mark in (b"{{", b"${", b"<%", b"{%", b"#@"))


def count(paths):
    """By state; and the files that PyYAML reads."""
    counts = collections.Counter()
    files = []
    for path in paths:
        if not is_plain(path):
            continue
        try:
            counts.update(list(states_in(path)))
            files.append(path)
        except (yaml.YAMLError, ValueError):
            pass
    return counts, files


def walk(paths):
    for path in paths:
        if os.path.isfile(path):
            yield path
        for folder, _, names in os.walk(path):
            yield from (os.path.join(folder, name) for name in names
                        if name.endswith((".yaml", ".yml", ".json")))


def inventory(program, files):
    """By state, without what stands in texts of other objects."""
    listed = b"\0".join(os.fsencode(file) for file in files)
    run = subprocess.run([program, "-q", "--inventory", "--format", "json", "--files-from", "-", "-0"],
                         input=listed, stdout=subprocess.PIPE, check=True)
    rows = json.loads(run.stdout)["containers"]
    return collections.Counter(row["state"] for row in rows if "within" not in row["object"]), rows


def random_profile(pick):
    return pick.choice([None, None, {"type": "RuntimeDefault"}, {"type": "Unconfined"},
                        {"type": "Localhost", "localhostProfile": "a/b.json"}, {}, {"type": "none"}])


def random_context(pick, is_pod):
    context = {"runAsUser": 1}
    if pick.random() < 0.5:
        context["seccompProfile"] = random_profile(pick)
    if not is_pod and pick.random() < 0.4:
        context["privileged"] = pick.choice([True, False, None])
    return pick.choice([None, context, context])


def random_pod(pick):
    shared = random_context(pick, False)  # PyYAML writes what is used again as an alias
    spec = {"securityContext": random_context(pick, True)}
    for key in ("initContainers", "containers", "ephemeralContainers"):
        spec[key] = [{"name": f"c{i}", "securityContext":
                      shared if pick.random() < 0.3 else random_context(pick, False)} |
                     ({"image": "x"} if pick.random() < 0.9 else {})
                     for i in range(pick.randrange(4))]
    if pick.random() < 0.1:
        spec["os"] = {"name": pick.choice(["windows", "linux"])}
    if pick.random() < 0.1:
        spec["nodeSelector"] = {"kubernetes.io/os": pick.choice(["windows", "linux"])}
    return spec


def random_object(pick):
    kind = pick.choice(list(POD_PATHS) + ["ConfigMap", "Rollout"])
    paths = {"Rollout": pick.choice([("spec",), ("spec", "template", "spec"), ("status", "template", "spec"),
                                     ("spec", "sets", "podTemplate", "spec")])}
    document = random_pod(pick)
    for key in reversed((POD_PATHS | paths).get(kind, ("spec",))):
        document = {key: document}
    version = {"ConfigMap": "v1", "Rollout": "argoproj.io/v1alpha1"}.get(kind, "apps/v1")
    return {"apiVersion": version, "kind": kind, "metadata": {"name": "x"}} | document


def random_compose(pick):
    options = ["no-new-privileges:true", "seccomp=unconfined", "seccomp:unconfined", "seccomp=builtin",
               "seccomp=./p.json", "apparmor=x"]
    return {"services": {f"s{i}": {
        "image": "x", "privileged": pick.choice([True, False]) if pick.random() < 0.3 else False,
        "security_opt": pick.sample(options, pick.randrange(4)),
        "pre_start": [{"command": "x", "privileged": pick.choice([True, False, None])}
                      for _ in range(pick.randrange(3))]} for i in range(pick.randrange(1, 5))}}


def write_random(pick, path):
    if pick.random() < 0.2:
        documents = [random_compose(pick)]
    else:
        documents = [random_object(pick) for _ in range(pick.randrange(1, 5))]
        if pick.random() < 0.2:
            documents = [{"apiVersion": "v1", "kind": "List", "items": documents}]
    with open(path, "w", encoding="utf-8") as file:
        yaml.safe_dump_all(documents, file, default_flow_style=pick.choice([None, True, False]),
                           sort_keys=pick.random() < 0.5)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=0)
    parser.add_argument("paths", nargs="*")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pick = random.Random(options.seed)
        for i in range(options.count):
            write_random(pick, os.path.join(folder, f"{i}.yaml"))
        expected, files = count(sorted(walk(options.paths or [folder])))
        found, rows = inventory(options.program, files)
        if options.count:
            for file in files:
                alone, _ = count([file])
                told = collections.Counter(row["state"] for row in rows if row["path"] == file)
                if alone != told:
                    with open(file, encoding="utf-8") as text:
                        sys.exit(f"{dict(alone)} by this page, {dict(told)} listed:\n{text.read()}")
    print(f"{len(files)} files, {sum(expected.values())} containers: {dict(expected)}")
    if found != expected:
        for file in files:
            alone, _ = count([file])
            told = collections.Counter(row["state"] for row in rows
                                       if row["path"] == file and "within" not in row["object"])
            if alone != told:
                print(f"{file}: {dict(alone)} by this page, {dict(told)} listed")
        sys.exit(1)


if __name__ == "__main__":
    main()
