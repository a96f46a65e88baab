#!/usr/bin/env bats
# What a user can get wrong, and the words that are said about it. What rules report is in fixtures.

load common

# Expects a command line to be refused with these words.
refused() {
  local words=$1
  shift
  run -2 lint "$@"
  expect_in "$words" "$output"
}

# Expects a configuration to be refused with these words.
bad_config() {
  printf '%b' "$2" >config.yaml
  refused "config.yaml:$1" --config config.yaml .
}

@test "options that contradict each other are told" {
  refused "--format 'json=' names no file" --format json=
  refused 'only one --format can go to standard output; write the others to files: NAME=FILE' \
    --format json --format sarif
  refused "two reports cannot go to the same file './a'" --format json=a --format sarif=./a
  refused 'rules are told in one --format at a time' --list-rules --format json --format text
  refused 'standard input cannot be both a manifest and the list of files' --files-from - -
  refused '-0 goes with --files-from' -0
  refused '--inventory counts containers, and --statistics findings' --inventory --statistics
  refused '--config and --no-config contradict each other' --config a.yaml --no-config
}

@test "mistakes in a configuration are told with their places" {
  bad_config '1:30: a rule of exclude-rules must be a string, not a sequence' \
    'overrides: [{exclude-rules: [[yaml-syntax]], paths: [a]}]'
  bad_config "1:30: unknown rule 'yaml-sintax'; did you mean 'yaml-syntax'?" \
    'overrides: [{exclude-rules: [yaml-sintax], paths: [a]}]'
  bad_config "1:13: an override needs 'paths'" 'overrides: [{exclude-rules: [yaml-syntax]}]'
  mkdir two
  touch two/.seccomp-lint.yaml two/.seccomp-lint.yml
  cd two
  refused '.seccomp-lint.yaml and .seccomp-lint.yml stand in one folder; only one of them can hold' .
}

@test "mistakes in a baseline are told with their places" {
  printf 'version: 1\nfindings: [a]\n' >known.yaml
  refused 'known.yaml:2:12: an entry of findings must be a mapping, not a string' --baseline known.yaml .
  printf 'version: 1\nfindings: [{path: a}]\n' >known.yaml
  refused 'known.yaml:2:12: an entry has no rule' --baseline known.yaml .
}

@test "a configuration that does not hold is told" {
  mkdir inner
  echo '{}' >inner/.seccomp-lint.yaml
  run lint -v
  expect_in 'inner/.seccomp-lint.yaml: a configuration that is not used: no configuration holds in this run' \
    "$output"
  echo '{}' >.seccomp-lint.yaml
  run lint -v
  expect_in 'a configuration that is not used: .seccomp-lint.yaml holds in this run' "$output"
}

@test "what is passed over is told, and why" {
  mkdir folder
  good folder/a.yaml
  ln -s folder link
  echo 'a text' >notes
  run -0 lint -v folder link/a.yaml .
  expect_in 'skipped link: a link to a folder, not followed' "$output"
  # shellcheck disable=SC2016
  run -0 bash -c 'printf "%s\n" notes folder/a.yaml | "$SECCOMP_LINT" -v --files-from -'
  expect_in 'skipped notes: listed, and not a manifest by its name or contents' "$output"
  # shellcheck disable=SC2016
  run -3 bash -c 'echo gone.yaml | "$SECCOMP_LINT" --files-from -'
  expect_in "gone.yaml: No such file or directory; where git deleted it, leave it out of the list: 'git diff --name-only --diff-filter=d'" \
    "$output"
  echo '{"a": 1}}' >odd.json
  run lint -v odd.json
  expect_in 'odd.json:1: JSON that is no YAML: ' "$output"
}

@test "what of a file is not judged is told, and why" {
  echo '{"ID": "A", "Containers": 1, "ServerVersion": "27.0.1", "SecurityOptions": ["name=apparmor"], "DockerRootDir": "/var/lib/docker"}' \
    >info.json
  run lint -v info.json
  expect_in "no seccomp among the daemon's security options: its kernel or its build has none" "$output"
  cat >inspect.json <<'END'
[{"Id": "0a", "Name": "/k8s_a", "State": {"Status": "running"}, "HostConfig": {"SecurityOpt": ["seccomp=unconfined"]},
  "Config": {"Labels": {"io.kubernetes.pod.name": "a", "io.kubernetes.docker.type": "container"}}}]
END
  run lint -v inspect.json
  expect_in "container 'k8s_a' (0a, running) is managed by Kubernetes, to which CNTR-MK-001170 does not apply: restrict-seccomp checks its pod's manifest" \
    "$output"
  cat >profile.yaml <<'END'
apiVersion: security-profiles-operator.x-k8s.io/v1beta1
kind: SeccompProfile
metadata: {name: own}
spec: {baseProfileName: other, defaultAction: SCMP_ACT_LOG}
END
  run lint -v profile.yaml
  expect_in "SeccompProfile 'own' has rules of 'other', which is not in this file: what it lets through is not judged" \
    "$output"
}

@test "a file that is larger than the program can count is told" {
  truncate -s 5G huge.yaml
  run -3 lint huge.yaml
  expect_in 'huge.yaml: is larger than 4 GiB' "$output"
}

@test "a profile that another rule judges is told where that one is off" {
  bad a.yaml
  echo '  containers: [{name: a, image: a}]' >>a.yaml
  run -1 lint --only require-seccomp a.yaml
  expect_in "container 'a': the pod's profile switches the seccomp filter off" "$output"
  sed -i s/Unconfined/off/ a.yaml
  run -1 lint --only require-seccomp a.yaml
  expect_in "the pod's seccomp profile is one that the API server refuses" "$output"
}

@test "a line that only some readers take for a separator is told" {
  printf 'a: b\n---# c\nkind: Pod\n' >a.yaml
  run -1 lint a.yaml
  expect_in 'a.yaml:2:1: error: only some readers begin a document here [yaml-syntax]' "$output"
}

@test "a text for people that cannot be followed to its end is told" {
  mkdir -p web/templates
  echo 'name: web' >web/Chart.yaml
  {
    echo 'a0: &a0 {x: y}'
    for ((i = 1; i < 60; i++)); do
      echo "a$i: &a$i {<<: [*a$((i - 1)), *a$((i - 1))]}"
    done
    echo 'spec: {<<: *a59, seccompProfile: {type: RuntimeDefault}}'
  } >web/templates/_bomb.tpl
  run -0 lint web
  expect_in 'text has aliases or merge keys that lead to more than can be followed' "$output"
}

@test "each message of the program is in a fixture or a test" {
  run -0 "$BATS_TEST_DIRNAME/messages.py"
}
