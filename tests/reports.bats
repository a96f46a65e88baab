#!/usr/bin/env bats
# Formats, report files and configuration of the real binary.

load common

share=$BATS_TEST_DIRNAME/../lint/share

@test "every format holds the same findings of all fixtures" {
  cd "$BATS_TEST_DIRNAME/../fixtures"
  run -0 "$BATS_TEST_DIRNAME/formats.py" "$SECCOMP_LINT" "$share/report.schema.json" .
}

@test "every format holds the same findings whatever things are called" {
  local name
  for name in 'a%b.yaml' 'a,b.yaml' 'a:1:b.yaml' 'a] [b].yaml' $'a\nb.yaml' \
    $'a\xffb.yaml' 'a<&>"b.yaml' 'a😀.yaml' '::error::.yaml' '-a.yaml' 'a b/c d.yaml' \
    $'a\xe2\x80\xa8\xe2\x80\xae\xef\xbf\xbf.yaml' $'a\x1b[31m\xc2\x9b31m.yaml' \
    'a&amp;%0A%25.yaml' "a'\\n.yaml" 'https:a?b#c.yaml'; do
    bad "$name"
    cat >>"$name" <<'END'
---
apiVersion: v1
kind: Pod
metadata: {name: "a%,:] [x]\n<&😀\u0001\uFFFF\u2028\e[31m::error::", namespace: "]]>\r\n"}
spec: {containers: [{name: "%0A]\n[x]", securityContext: {seccompProfile: {type: "a\n%,:]"}}}]}
END
  done
  printf 'a: \xff\n' >'broken.yaml'
  run -0 "$BATS_TEST_DIRNAME/formats.py" "$SECCOMP_LINT" "$share/report.schema.json" .
  expect '33 findings'
}

@test "several reports in one run, one of them on standard output" {
  bad bad.yaml
  run -1 --separate-stderr lint --format text --format json=a.json --format sarif=b.sarif bad.yaml
  expect_in 'bad.yaml:5:44: error' "$output"
  expect 1 "$(jq '.findings | length' a.json)"
  expect 1 "$(jq '.runs[0].results | length' b.sarif)"
  # A report goes nowhere else than asked for.
  run -1 --separate-stderr lint --format json=a.json bad.yaml
  expect ''
}

@test "two reports cannot go to the same place" {
  bad bad.yaml
  run -2 lint --format json --format text bad.yaml
  expect_in 'only one --format can go to standard output' "$output"
  local same
  for same in x ./x "$PWD/x" ../"${PWD##*/}"/x; do
    run -2 lint --format json=x --format text="$same" bad.yaml
    expect_in "the same file '$same'" "$output"
  done
  run -2 lint --format json=/dev/stdout --format text bad.yaml
  expect_in 'only one --format can go to standard output' "$output"
  run -2 lint --format jsn bad.yaml
  expect_in "did you mean 'json'?" "$output"
  run -2 lint --format json= bad.yaml
  [[ ! -e x ]]
}

@test "a report file is written whole or not at all" {
  bad bad.yaml
  mkdir folder
  echo old >folder/report
  chmod 555 folder
  run -3 unprivileged "$SECCOMP_LINT" --format json=folder/report bad.yaml
  expect_in 'cannot write folder/report: Permission denied' "$output"
  expect old "$(<folder/report)"
  # The limit of a file's size stands in for a full disk.
  chmod 755 folder
  run -3 bash -c 'ulimit -f 1; "$@"' - "$SECCOMP_LINT" --format sarif=folder/report bad.yaml
  expect_in 'cannot write folder/report: File too large' "$output"
  expect old "$(<folder/report)"
  expect report "$(ls -A folder)"
}

@test "a long report file is written whole or not at all" {
  many_bad bad.yaml 5000
  mkdir folder
  echo old >folder/report
  local format
  for format in json sarif gitlab junit; do
    lint -q --format "$format" bad.yaml >whole || true
    run -3 bash -c 'ulimit -f 1500; "$@"' - "$SECCOMP_LINT" -q --format "$format=folder/report" bad.yaml
    expect_in 'cannot write folder/report: File too large' "$output"
    expect old "$(<folder/report)"
    run -1 lint -q --format "$format=new" bad.yaml
    cmp whole new
  done
  expect report "$(ls -A folder)"
  # A pipe gets all of it at the end.
  mkfifo pipe
  cat pipe >from_pipe &
  run -1 lint -q --format junit=pipe bad.yaml
  wait
  cmp whole from_pipe
}

@test "findings are on standard output before later files are read" {
  bad bad.yaml
  mkfifo later.yaml out
  local first
  for format in text github json; do
    lint -q --format "$format" bad.yaml later.yaml >out 3>&- &
    exec {from}<out
    until read -r -u "$from" first && [[ $first == *restrict-seccomp* ]]; do :; done
    cat bad.yaml >later.yaml
    expect_in 'later.yaml' "$(cat <&"$from")"
    exec {from}<&-
    wait
  done
}

@test "a report file keeps its rights and its link" {
  bad bad.yaml
  echo old >real
  chmod 600 real
  ln -s real link
  run -1 lint --format json=link bad.yaml
  expect 600 "$(stat -c %a real)"
  [[ -L link ]]
  expect 1 "$(jq .version real)"
  (umask 027 && lint -q --format json=new bad.yaml) || true
  expect 640 "$(stat -c %a new)"
  # A link to what is not there yet, and a link to that link.
  mkdir folder
  ln -s folder/later later
  ln -s ../later folder/again
  run -1 lint --format json=folder/again bad.yaml
  expect 1 "$(jq .version folder/later)"
  expect $'again\nlater' "$(ls -A folder)"
  [[ -L later && -L folder/again ]]
  ln -s loop loop
  run -3 lint --format json=loop bad.yaml
  expect_in 'cannot write loop: Too many levels of symbolic links' "$output"
}

@test "standard output by its file name is standard output" {
  bad bad.yaml
  echo 'what was there' >log
  run -1 bash -c '"$@" >>log' - "$SECCOMP_LINT" -q --format text=/dev/stdout bad.yaml
  expect 2 "$(wc -l <log)"
  run -1 --separate-stderr lint -q --format gitlab=/dev/stdout bad.yaml
  expect 1 "$(jq length <<<"$output")"
}

@test "an output that fails is exit code 3, and the others are written" {
  bad bad.yaml
  run -3 lint --format text=/dev/full --format json=a.json bad.yaml
  expect_in 'cannot write /dev/full: No space left on device' "$output"
  expect 1 "$(jq .version a.json)"
  run -3 lint --format json=missing/a.json bad.yaml
  expect_in 'cannot write missing/a.json: No such file or directory' "$output"
  run -3 lint --format json=. bad.yaml
  expect_in 'cannot write .: is a folder' "$output"
  # Nothing goes to standard output, so nobody minds that it is closed.
  run -1 bash -c '"$@" >&-' - "$SECCOMP_LINT" -q --format json=b.json bad.yaml
  expect 1 "$(jq .version b.json)"
  # shellcheck disable=SC2016
  run -1 bash -c '"$@" | head -n 1; exit "${PIPESTATUS[0]}"' - "$SECCOMP_LINT" -q \
    --format json bad.yaml
  expect '{'
}

@test "the source is shown on a terminal, and on request" {
  bad bad.yaml
  run -1 --separate-stderr lint bad.yaml
  expect 1 "${#lines[@]}"
  run -1 --separate-stderr lint --excerpt bad.yaml
  expect '    5 |   securityContext: {seccompProfile: {type: Unconfined}}' "${lines[1]}"
  expect '      |                                            ^~~~~~~~~~' "${lines[2]}"
  output=$(script -qec "$SECCOMP_LINT -q bad.yaml" /dev/null | tr -d '\r') || true
  expect_in '^~~~~~~~~~' "$output"
  output=$(script -qec "$SECCOMP_LINT -q --no-excerpt bad.yaml" /dev/null) || true
  [[ $output != *'^~'* ]]
}

@test "ignored findings are counted, told with -v, and reported with --no-suppress" {
  bad bad.yaml
  sed -i '5s/$/  # seccomp-lint: ignore[restrict-seccomp] perf needs it/' bad.yaml
  run -0 lint bad.yaml
  expect_in '1 suppressed' "$output"
  run -0 lint -v bad.yaml
  expect_in 'ignored bad.yaml:5:44: error' "$output"
  run -1 lint --no-suppress bad.yaml
  expect 'perf needs it' "$(lint -q --format json bad.yaml | jq -r '.suppressed[0].reason')"
  expect 'inSource perf needs it' "$(lint -q --format sarif bad.yaml |
    jq -r '.runs[0].results[0].suppressions[0] | .kind + " " + .justification')"
}

@test "zero workloads are a failure when they are required" {
  echo 'a: b' >a.yaml
  run -0 lint a.yaml
  run -3 lint --require-workloads a.yaml
  expect_in 'no workload was checked' "$output"
}

@test "SARIF says which rules are about security, and which weakness" {
  bad bad.yaml
  lint -q --format sarif bad.yaml | jq '.runs[0]' >run || [[ ${PIPESTATUS[0]} == 1 ]]
  # shellcheck disable=SC2016 # jq's
  local of_rule='.tool.driver.rules[] | select(.id == $id)'
  local id
  for id in yaml-syntax unused-suppression; do
    expect 'correctness,seccomp high null' "$(jq -r --arg id $id \
      "$of_rule"' | "\(.properties.tags | join(",")) \(.properties.precision) \(.relationships)"' run)"
  done
  expect 'security,seccomp,external/cwe/cwe-693 very-high 6.5' "$(jq -r --arg id restrict-seccomp \
    "$of_rule"'.properties | "\(.tags | join(",")) \(.precision) \(."security-severity")"' run)"
  # Each rule's weakness is the entry of the taxonomy that it points to.
  expect '' "$(jq -r '.taxonomies[0].taxa as $taxa | .tool.driver.rules[] |
    select(.relationships) | .relationships[0].target |
    select($taxa[.index].id != .id)' run)"
  expect 'CWE 250,693' "$(jq -r '.taxonomies[0] | "\(.name) \([.taxa[].id] | sort | join(","))"' run)"
  expect seccomp-lint/ "$(jq -r .automationDetails.id run)"
}

@test "SARIF shows the source, and the object that it is about" {
  bad bad.yaml
  lint -q --format sarif bad.yaml >report || [[ $? == 1 ]]
  jq '.runs[0].results[0].locations[0]' report >place
  expect Unconfined "$(jq -r .physicalLocation.region.snippet.text place)"
  expect '  securityContext: {seccompProfile: {type: Unconfined}}' \
    "$(jq -r .physicalLocation.contextRegion.snippet.text place)"
  expect "web Pod 'web', pod resource" \
    "$(jq -r '.logicalLocations[0] | "\(.name) \(.fullyQualifiedName) \(.kind)"' place)"
  # What is ignored, too.
  sed 's/$/ # seccomp-lint: ignore[restrict-seccomp] why/' bad.yaml >ignored.yaml
  expect Unconfined "$(lint -q --format sarif ignored.yaml |
    jq -r '.runs[0].results[] | select(.suppressions).locations[0].physicalLocation.region.snippet.text')"
}

@test "standard input has no address in SARIF unless it has a name" {
  bad bad.yaml
  local artifact='.runs[0].results[0].locations[0].physicalLocation.artifactLocation'
  expect 'null standard input' "$( (lint -q --format sarif - <bad.yaml || true) |
    jq -r "$artifact"' | "\(.uri) \(.description.text)"')"
  expect web.yaml "$( (lint -q --format sarif --stdin-filename web.yaml - <bad.yaml || true) |
    jq -r "$artifact.uri")"
}

@test "GitLab's paths begin at the repository" {
  bad repo/deploy/bad.yaml outside.yaml
  gitlab_path() {
    (lint -q --format gitlab "$@" || true) | jq -r '.[] | .location.path + " " + .fingerprint'
  }
  cd repo/deploy
  [[ $(gitlab_path bad.yaml) == 'bad.yaml '* ]]
  mkdir ../.git
  local below
  below=$(gitlab_path bad.yaml)
  [[ $below == 'deploy/bad.yaml '* ]]
  expect "$below" "$(gitlab_path "$PWD/bad.yaml")"
  expect "$below" "$(gitlab_path ../deploy)"
  expect "$below" "$(cd .. && gitlab_path .)"
  [[ $(gitlab_path ../../outside.yaml) == '../../outside.yaml '* ]]
  # A worktree's .git is a file.
  rmdir ../.git
  echo 'gitdir: elsewhere' >../.git
  expect "$below" "$(gitlab_path bad.yaml)"
}

@test "statistics count by rule and folder" {
  bad a/1.yaml a/2.yaml b.yaml
  run -1 --separate-stderr lint --statistics .
  expect_in '2  restrict-seccomp  a' "$stderr"
  expect_in '1  restrict-seccomp  .' "$stderr"
}

@test "the nearest configuration holds, up to the folder with git" {
  mkdir -p repo/.git repo/a/b
  echo 'fail-level: warning' >.seccomp-lint.yaml
  cd repo/a/b
  run -0 lint --print-config
  expect_in '# no configuration file' "$output"
  echo 'rules: {restrict-seccomp: {level: warning}}' >../../.seccomp-lint.yaml
  run -0 lint --print-config
  expect_in '# ../../.seccomp-lint.yaml' "$output"
  bad bad.yaml
  run -0 --separate-stderr lint .
  expect_in 'bad.yaml:5:44: warning' "$output"
  run -1 --separate-stderr lint --no-config .
  expect_in 'bad.yaml:5:44: error' "$output"
  run -1 lint --fail-level warning .
  run -0 lint --disable restrict-seccomp .
}

@test "a rule that the configuration switches off can be switched on" {
  bad bad.yaml
  echo 'rules: {restrict-seccomp: {level: off}}' >.seccomp-lint.yaml
  run -0 lint .
  run -1 lint --enable restrict-seccomp .
}

@test "excludes of a configuration are relative to its folder" {
  bad repo/vendor/a.yaml repo/b/vendor/a.yaml repo/b/c.yaml
  echo 'exclude: [vendor/**, b/c.yaml]' >repo/.seccomp-lint.yaml
  cd repo
  expect b/vendor/a.yaml "$(lint --list-files | sed /seccomp-lint/d)"
  cd b
  expect vendor/a.yaml "$(lint --list-files)"
  expect c.yaml "$(lint --list-files c.yaml)"
  expect '' "$(lint --list-files --force-exclude c.yaml "$PWD/c.yaml" ../vendor/a.yaml)"
  cp c.yaml "$BATS_TEST_TMPDIR/text"
  run -0 lint --force-exclude --stdin-filename c.yaml - <"$BATS_TEST_TMPDIR/text"
  run -0 lint --force-exclude --stdin-filename "$PWD/c.yaml" - <"$BATS_TEST_TMPDIR/text"
  run -1 lint --stdin-filename "$PWD/c.yaml" - <"$BATS_TEST_TMPDIR/text"
}

@test "a wrong configuration is exit code 2, and nothing is checked" {
  bad bad.yaml
  echo 'exlude: []' >.seccomp-lint.yaml
  run -2 --separate-stderr lint bad.yaml
  expect ''
  expect_in ".seccomp-lint.yaml:1:1: unknown key 'exlude'; did you mean 'exclude'?" "$stderr"
  # Help does not describe the file.
  [[ $stderr != *--help* ]]
  run -2 --separate-stderr lint --config missing.yaml bad.yaml
  expect 'seccomp-lint: missing.yaml: No such file or directory' "$stderr"
  run -2 --separate-stderr lint --no-config --baseline missing.yaml bad.yaml
  expect 'seccomp-lint: missing.yaml: No such file or directory' "$stderr"
  run -2 lint --config missing.yaml --no-config bad.yaml
  run -1 lint --no-config bad.yaml
}

@test "a printed configuration is a configuration, and fits the schema" {
  printf 'exclude: ["a \\"b\\\\", c]\nfail-level: warning\nrules: {yaml-syntax: {level: off}}\n' \
    >.seccomp-lint.yaml
  lint --print-config >printed.yaml
  lint --config printed.yaml --print-config | sed 1d >again.yaml
  sed 1d printed.yaml | diff - again.yaml
  python3 - "$share/config.schema.json" printed.yaml .seccomp-lint.yaml <<'END'
import json, sys, jsonschema, yaml
schema = json.load(open(sys.argv[1]))
for path in sys.argv[2:]:
    jsonschema.Draft7Validator(schema).validate(yaml.safe_load(open(path)))
END
}
