#!/usr/bin/env bats
# What a release is made of, and what fetches it: the release script, the action, the workflows.

load common

root=$BATS_TEST_DIRNAME/..

version() {
  sed -n 's/^project(seccomp-lint VERSION \([0-9.]*\).*/\1/p' "$root/CMakeLists.txt"
}

@test "the version is the same everywhere" {
  local version
  version=$(version)
  expect "seccomp-lint $version" "$(lint --version)"
  expect "$version" "$(sed -nE '1s/^seccomp-lint \((.*)\) .*/\1/p' "$root/lint/package/changelog")"
  expect "$version" "$(sed -nE 's/^## \[([0-9.]+)\].*/\1/p' "$root/CHANGELOG.md" | head -n 1)"
  expect_in "seccomp-lint:$version " "$(cat "$root/.pre-commit-hooks.yaml")"
  expect_in "default: $version" "$(cat "$root/action.yml")"
  expect_in "/v$version/seccomp-lint-$version-linux" "$(cat "$root/README.md")"
}

# A folder of releases that holds one with this program, as the release script packs it.
make_release() { # [MACHINE]
  local version name
  version=$(version)
  name=seccomp-lint-$version-linux-${1:-$(uname -m)}
  mkdir -p "$name/bin" "releases/v$version"
  cp "$SECCOMP_LINT" "$name/bin/"
  tar -czf "releases/v$version/$name.tar.gz" "$name"
  (cd "releases/v$version" && sha256sum -- * >SHA256SUMS)
  export SECCOMP_LINT_RELEASES=file://$PWD/releases
}

# Runs the steps of the action as the runner does: `run` in bash, inputs as `env` has them.
run_action() { # KEY=VALUE...
  RUNNER_TEMP=$PWD/temp python3 - "$root/action.yml" "$root" "$@" <<'END'
import os, subprocess, sys, yaml
action = yaml.safe_load(open(sys.argv[1]))
given = dict(argument.split("=", 1) for argument in sys.argv[3:])
values = {f"${{{{ inputs.{name} }}}}": given.get(name, row["default"])
          for name, row in action["inputs"].items()}
values["${{ github.action_path }}"] = sys.argv[2]
for step in action["runs"]["steps"]:
    assert step["shell"] == "bash" and "${{" not in step["run"]
    environment = {name: values[text] for name, text in step["env"].items()}
    code = subprocess.run(["bash", "-e", "-o", "pipefail", "-c", step["run"]],
                          env={**os.environ, **environment}, check=False).returncode
    if code:
        sys.exit(code)
END
}

@test "the action gets a release, checks, and writes SARIF" {
  mkdir temp
  make_release
  bad 'my pod.yaml'
  good good.yaml
  run -1 --separate-stderr run_action 'paths=my pod.yaml' sarif=a.sarif
  expect_in '::error file=my pod.yaml,line=5' "$output"
  expect 1 "$(jq '.runs[0].results | length' a.sarif)"
  run -0 run_action paths=good.yaml
  run -0 run_action $'args=--exit-zero\n--disable\nyaml-syntax\n'
}

@test "the action refuses a program whose checksum is not the release's" {
  mkdir temp
  make_release
  echo x >>"releases/v$(version)/seccomp-lint-$(version)-linux-$(uname -m).tar.gz"
  run run_action
  ((status != 0))
  [[ ! -e temp/seccomp-lint ]]
  run -2 "$root/lint/package/get" '0.1.0/../x' temp/seccomp-lint
}

@test "a newcomer gets to the first finding by README's lines alone" {
  make_release x86_64 # which README's lines name, whatever machine this is
  run -0 --separate-stderr "$BATS_TEST_DIRNAME/newcomer" releases
  echo "# $output" >&3
}

@test "the image that the hook runs is the one that a release pushes" {
  image=$(sed -n 's/^  entry: \(.*\):[0-9.]* --force-exclude$/\1/p' "$root/.pre-commit-hooks.yaml")
  expect_in "docker://$image:\${TAG#v}" "$(cat "$root/.github/workflows/release.yml")"
}

@test "workflows name actions by their commit, and put nothing of an event into a script" {
  python3 - "$root"/.github/workflows/*.yml <<'END'
import re, sys, yaml
for path in sys.argv[1:]:
    workflow = yaml.safe_load(open(path))
    assert workflow["permissions"] == {}, path
    for job in workflow["jobs"].values():
        assert "permissions" in job and "timeout-minutes" in job, path
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), (path, step)
            used = step.get("uses")
            assert not used or re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", used), (path, used)
            if used and "checkout" in used:
                assert step["with"]["persist-credentials"] is False, path
END
}

@test "the picture in README shows what a run prints" {
  mkdir bin
  ln -s "$SECCOMP_LINT" bin/seccomp-lint
  cd "$root"
  lint/package/picture.py "$SECCOMP_LINT" seccomp-lint fixtures/readme/shop --excerpt |
    diff - lint/share/doc/run.svg
}
