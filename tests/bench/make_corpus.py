#!/usr/bin/env python3
"""Writes a deterministic folder of manifests that looks like a GitOps repository.

usage: make_corpus.py FOLDER FILES DOCUMENTS-A-FILE
"""

import pathlib
import random
import sys

PROFILE = """        seccompProfile:
          type: RuntimeDefault
"""

DEPLOYMENT = """apiVersion: apps/v1
kind: Deployment
metadata:
  name: {name}
  labels:
    app.kubernetes.io/name: {name}
spec:
  replicas: {number}
  selector:
    matchLabels: {{app: "{name}"}}
  template:
    metadata:
      annotations:
        description: "{words}"
    spec:
      securityContext:
        runAsNonRoot: true
{profile}      containers:
        - name: app
          image: registry.example/{name}:1.{number}
          args: [--listen, ":{number}", --verbose]
"""

CONFIG = """apiVersion: v1
kind: ConfigMap
metadata:
  name: {name}
data:
  settings.ini: |
    # {words}
    [server]
    port = {number}
    {words}
"""

WORDS = "the quick brown fox jumps over the lazy dog while pods roll out and nodes drain".split()


def document(random_source: random.Random, number: int) -> str:
    # About one document in twenty of real repositories mentions seccomp.
    template = DEPLOYMENT if random_source.random() < 0.5 else CONFIG
    profile = PROFILE if random_source.random() < 0.1 else ""
    words = " ".join(random_source.choices(WORDS, k=random_source.randint(5, 40)))
    return template.format(name=f"app-{number}", number=number % 90 + 1, words=words, profile=profile)


def main() -> None:
    folder, files, documents = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    random_source = random.Random(20260101)
    for file in range(files):
        path = folder / f"team-{file % 20}" / f"app-{file}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            "---\n".join(document(random_source, file * documents + i) for i in range(documents))
        )


if __name__ == "__main__":
    main()
