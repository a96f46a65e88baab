#!/usr/bin/env bats
# Levels by path, the names of configurations, and what is said of what has no effect.

load common

@test "later overrides win, and the command line wins over all" {
  mkdir -p vendor/ours
  bad a.yaml vendor/b.yaml vendor/ours/c.yaml
  cat >.seccomp-lint.yaml <<'END'
rules: {restrict-seccomp: error}
overrides:
  - paths: [vendor/**]
    rules: {restrict-seccomp: {level: warning}}
  - paths: ['vendor/ours']
    exclude-rules: [restrict-seccomp]
END
  run -1 --separate-stderr lint
  [[ $output == *'a.yaml:5:44: error'*'vendor/b.yaml:5:44: warning'* ]]
  expect 2 "${#lines[@]}"
  # shellcheck disable=SC2103
  cd vendor
  run -0 --separate-stderr lint .
  expect 1 "${#lines[@]}"
  # shellcheck disable=SC2103
  cd ..
  run -1 --separate-stderr lint --enable restrict-seccomp vendor/ours
  expect 1 "${#lines[@]}"
  run -0 --separate-stderr lint --disable restrict-seccomp
  expect ''
  run -0 --separate-stderr lint --stdin-filename vendor/ours/x.yaml - <a.yaml
  expect ''
}

@test "a rule can be on for some paths only" {
  mkdir gate
  printf 'a: [\n' >gate/broken.yaml
  cp gate/broken.yaml .
  cat >.seccomp-lint.yaml <<'END'
rules: {yaml-syntax: off}
overrides: [{paths: [gate/], rules: {yaml-syntax: error}}]
END
  run -1 --separate-stderr lint
  expect 1 "${#lines[@]}"
  expect_in 'gate/broken.yaml' "$output"
  lint -q --format sarif=s || true
  expect 'yaml-syntax' "$(jq -r '.runs[0] | .tool.driver.rules[.results[0].ruleIndex].id' s)"
}

@test "a directive for a rule that is off for its path is left alone" {
  cat >a.yaml <<'END'
# seccomp-lint: ignore-file[restrict-seccomp] a sandbox
kind: Pod
spec: {securityContext: {seccompProfile: {type: RuntimeDefault}}}
END
  run -0 --separate-stderr lint a.yaml
  expect_in 'unused-suppression' "$output"
  echo 'overrides: [{paths: [a.yaml], exclude-rules: [restrict-seccomp]}]' >.seccomp-lint.yml
  run -0 --separate-stderr lint a.yaml
  expect ''
}

@test "the configuration may be called yml, but not both" {
  bad a.yaml
  echo 'rules: {restrict-seccomp: off}' >.seccomp-lint.yml
  run -0 --separate-stderr lint
  echo 'rules: {restrict-seccomp: off}' >.seccomp-lint.yaml
  run -2 --separate-stderr lint
  expect_in '.seccomp-lint.yaml and .seccomp-lint.yml stand in one folder' "$stderr"
  run -1 --separate-stderr lint --no-config
}

@test "what has no effect is named when it is asked for" {
  mkdir -p sub
  bad a.yaml
  echo 'rules: {}' >sub/.seccomp-lint.yaml
  cat >.seccomp-lint.yaml <<'END'
exclude:
  - gone/**
  - sub/x.yaml
overrides:
  - paths: [a.yaml, gone.yaml]
    rules: {restrict-seccomp: warning}
END
  bad sub/x.yaml
  run -0 --separate-stderr lint -v
  expect_in "seccomp-lint: .seccomp-lint.yaml:2: the pattern 'gone/**' of exclude matches nothing" "$stderr"
  expect_in "seccomp-lint: .seccomp-lint.yaml:5: the pattern 'gone.yaml' of an override matches nothing" \
    "$stderr"
  [[ $stderr != *"'sub/x.yaml'"* && $stderr != *"'a.yaml' of"* ]]
  expect_in 'sub/.seccomp-lint.yaml: a configuration that is not used: .seccomp-lint.yaml holds' "$stderr"
  run -0 --separate-stderr lint
  [[ $stderr != *'matches nothing'* && $stderr != *'not used'* ]]
  # A part of the folder says nothing about patterns for the rest.
  run -0 --separate-stderr lint -v a.yaml
  [[ $stderr != *'matches nothing'* ]]
}

@test "what holds for a path is printed, with where it is said" {
  mkdir vendor
  cat >.seccomp-lint.yaml <<'END'
exclude:
  - vendor/old/**
fail-level: warning
rules:
  yaml-syntax: warning
overrides:
  - paths: [vendor/**]
    rules:
      restrict-seccomp: warning
END
  run -0 lint --print-config vendor/a.yaml
  expect_in '# for vendor/a.yaml' "$output"
  expect_in '  - "vendor/old/**"  # .seccomp-lint.yaml:2' "$output"
  expect_in 'fail-level: warning  # .seccomp-lint.yaml:3' "$output"
  expect_in '  restrict-seccomp: {level: warning}  # .seccomp-lint.yaml:9' "$output"
  expect_in '  yaml-syntax: {level: warning}  # .seccomp-lint.yaml:5' "$output"
  expect_in '  unused-suppression: {level: warning}  # default' "$output"
  run -0 lint --print-config a.yaml --disable yaml-syntax
  expect_in '  restrict-seccomp: {level: error}  # default' "$output"
  expect_in '  yaml-syntax: {level: off}  # --disable' "$output"
  run -0 lint --print-config vendor/old/a.yaml
  expect_in '# .seccomp-lint.yaml:2, leaves the path out' "$output"
}

@test "a printed configuration says the same of paths, too" {
  bad a.yaml
  cat >.seccomp-lint.yaml <<'END'
overrides:
  - {paths: ['a.*', "b \"c\""], rules: {restrict-seccomp: warning}, exclude-rules: [yaml-syntax]}
  - {paths: []}
END
  lint --print-config >printed.yaml
  lint --config printed.yaml --print-config | sed 1d | diff <(sed 1d printed.yaml) -
  run -0 --separate-stderr lint --config printed.yaml a.yaml
  expect_in warning "$output"
  python3 - "$BATS_TEST_DIRNAME/../lint/share/config.schema.json" printed.yaml .seccomp-lint.yaml <<'END'
import json, sys, jsonschema, yaml
schema = json.load(open(sys.argv[1]))
for path in sys.argv[2:]:
    jsonschema.Draft7Validator(schema).validate(yaml.safe_load(open(path)))
END
}

@test "one override is told from another in large runs" {
  mkdir one two
  for ((i = 0; i < 50; ++i)); do bad "one/$i.yaml" "two/$i.yaml"; done
  echo 'overrides: [{paths: [one/], rules: {restrict-seccomp: warning}}]' >.seccomp-lint.yaml
  lint -q -j 4 >found || true
  expect 50 "$(grep -c '^one/.* warning: ' found)"
  expect 50 "$(grep -c '^two/.* error: ' found)"
}
