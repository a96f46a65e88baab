#!/usr/bin/env bats
# Fixes: what the real binary does to files, streams and links.

load common

# A file with a safe fix, an unsafe one, and one that cannot be made.
mixed() {
  cat >"$1" <<'END'
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: {seccompProfile: {type: runtime/default}}  # old
  containers:
    - {name: a, securityContext: {seccompProfile: {type: 'Unconfined'}}}
    - {name: b, securityContext: {seccompProfile: {type: localhost/a.json}}}
END
}

summary() {
  expect_in "; $1" "$(tail -n 1 <<<"$stderr")"
}

@test "safe fixes are made in place, and what is left is reported" {
  mixed a.yaml
  run -1 --separate-stderr lint --fix
  expect_in "type: RuntimeDefault}}  # old" "$(<a.yaml)"
  expect_in "type: 'Unconfined'" "$(<a.yaml)"
  [[ $output == *a.yaml:7:58:*a.yaml:8:58:* ]]
  summary '1 fixed, 2 left, 1 with --unsafe-fixes'
  cp a.yaml once
  run -1 --separate-stderr lint --fix
  summary '0 fixed, 2 left, 1 with --unsafe-fixes'
  cmp a.yaml once
}

@test "unsafe fixes are made when they are asked for" {
  mixed a.yaml
  run -1 --separate-stderr lint --fix --unsafe-fixes
  expect_in "type: 'RuntimeDefault'" "$(<a.yaml)"
  summary '2 fixed, 1 left, 0 with --unsafe-fixes'
  bad b.yaml
  run -0 --separate-stderr lint --fix --unsafe-fixes b.yaml
  expect ''
  summary '1 fixed, 0 left, 0 with --unsafe-fixes'
}

@test "a diff changes nothing, and git and patch take it" {
  mkdir 'a b'
  mixed 'a b/"x".yaml'
  mixed y.yaml
  printf 'kind: Pod\r\nspec: {securityContext: {seccompProfile: {type: Unconfined}}}' >crlf.yaml
  git init -q .
  git add .
  run -1 --separate-stderr lint --diff --unsafe-fixes --exclude d
  summary '5 fixed, 2 left, 0 with --unsafe-fixes'
  [[ $stderr == *localhost/a.json* ]]
  git diff --exit-code
  printf '%s\n' "$output" >d
  git apply --check d
  patch -p1 --dry-run <d
  git apply d
  cp -r . ../applied
  git checkout -q .
  lint --fix --unsafe-fixes -q . >/dev/null || true
  rm -r ../applied/.git ../applied/d
  diff -r -x .git -x d . ../applied
}

@test "a diff is exit code 1 when there is something to change, or to report" {
  good good.yaml
  run -0 --separate-stderr lint --diff
  expect ''
  printf 'services:\n  a: {image: a, security_opt: ["seccomp=default"]}\n' >compose.yaml
  run -1 --separate-stderr lint --diff  # only a warning is mended
  expect_in '+  a: {image: a, security_opt: ["seccomp=builtin"]}' "$output"
  run -0 --separate-stderr lint --diff --exit-zero
  bad compose.yaml
  run -1 --separate-stderr lint --diff
  expect ''
  summary '0 fixed, 1 left, 1 with --unsafe-fixes'
}

@test "standard input comes out mended, and is reported on standard error" {
  bad a.yaml
  run -0 --separate-stderr lint --fix --unsafe-fixes - <a.yaml
  expect "$(sed s/Unconfined/RuntimeDefault/ a.yaml)"
  summary '1 fixed, 0 left, 0 with --unsafe-fixes'
  run -1 --separate-stderr lint --fix - <a.yaml
  expect "$(<a.yaml)"
  expect_in '<stdin>:5:44: error' "$stderr"
  run -1 --separate-stderr lint --diff --unsafe-fixes --stdin-filename deploy/a.yaml - <a.yaml
  expect_in '+++ b/deploy/a.yaml' "$output"
  printf 'a: [' >broken
  run -1 --separate-stderr lint --fix - <broken
  expect 'a: ['
}

@test "the rights, the links and the files beside one stay as they are" {
  bad target.yaml
  chmod 640 target.yaml
  mkdir links
  ln -s ../target.yaml links/link.yaml
  run -0 --separate-stderr lint --fix --unsafe-fixes links/link.yaml target.yaml
  [[ -L links/link.yaml ]]
  expect_in RuntimeDefault "$(<target.yaml)"
  expect 640 "$(stat -c %a target.yaml)"
  expect 'links target.yaml' "$(echo [lt]*)"
}

@test "what cannot be written is left as it is, and told" {
  mkdir sealed
  bad sealed/a.yaml b.yaml
  chmod 555 sealed
  run -3 --separate-stderr unprivileged "$SECCOMP_LINT" --fix --unsafe-fixes sealed/a.yaml b.yaml
  expect_in 'sealed/a.yaml: Permission denied' "$stderr"
  expect_in Unconfined "$(<sealed/a.yaml)"
  expect_in RuntimeDefault "$(<b.yaml)"
  mkfifo pipe
  sed s/RuntimeDefault/Unconfined/ b.yaml >pipe &
  run -3 --separate-stderr lint --fix --unsafe-fixes pipe
  expect_in 'pipe: is not a regular file, and was not changed' "$stderr"
  chmod 755 sealed
}

# Standard input is read after the file, and the other process changes the file before it ends.
@test "a file that changed while it was checked is left alone" {
  bad a.yaml
  # shellcheck disable=SC2016
  run -3 --separate-stderr bash -c '(sleep 1; echo "# new" >>a.yaml; cat a.yaml) |
    "$SECCOMP_LINT" -j 1 --fix --unsafe-fixes a.yaml - >/dev/null'
  expect_in 'a.yaml: changed while it was checked, and was left as it is' "$stderr"
  expect_in '# new' "$(<a.yaml)"
  expect_in Unconfined "$(<a.yaml)"
}

# Appends so many bytes of comments, for a file that is not written at one go.
lengthen() {
  yes '# a line of a comment that is long enough to fill a page with few of them' | head -c "$2" >>"$1"
}

# Waits until the program writes the file, for some moments, or until it has ended.
wait_for_write() {
  local tries
  for ((tries = 0; tries < 200000; ++tries)); do
    [[ $1 -nt mark ]] && return
    kill -0 "$pid" 2>/dev/null || return 0
  done
}

# The kernel ends a long write in the middle when its process is killed. Half of the rounds wait for
# one to begin.
@test "killed at any moment, each file is the old one or the new one" {
  local i pid
  bad old.yaml
  good new.yaml
  lengthen old.yaml 4000000
  lengthen new.yaml 4000000
  mkdir many
  for ((round = 0; round < 20; ++round)); do
    for ((i = 0; i < 8; ++i)); do cp old.yaml "many/$i.yaml"; done
    touch mark
    "$SECCOMP_LINT" -q --fix --unsafe-fixes many >/dev/null 2>&1 &
    pid=$!
    if ((round % 2)); then wait_for_write many/0.yaml; else sleep "0.$((RANDOM % 50))"; fi
    kill -KILL "$pid" 2>/dev/null || true
    wait "$pid" || true
    for ((i = 0; i < 8; ++i)); do
      cmp -s "many/$i.yaml" old.yaml || cmp "many/$i.yaml" new.yaml
    done
  done
}

@test "a file that cannot be written whole is left as it is" {
  bad a.yaml
  lengthen a.yaml 100000
  cp a.yaml before
  # shellcheck disable=SC2016
  run -3 bash -c 'ulimit -f 50; "$SECCOMP_LINT" --fix --unsafe-fixes a.yaml'
  expect_in 'a.yaml: File too large' "$output"
  cmp a.yaml before
  expect $'a.yaml\nbefore' "$(ls -A)"
}

@test "values of a chart that are mended mend the templates that use them" {
  mkdir -p chart/templates
  echo 'name: x' >chart/Chart.yaml
  printf 'pod:\n  seccompProfile: {type: Unconfined}\n' >chart/values.yaml
  cat >chart/templates/pod.yaml <<'END'
apiVersion: v1
kind: Pod
spec:
  securityContext:
    seccompProfile:
      type: {{ .Values.pod.seccompProfile.type }}
END
  run -0 --separate-stderr lint --fix --unsafe-fixes chart
  expect ''
  summary '1 fixed, 0 left, 0 with --unsafe-fixes'
}

@test "what cannot be mended says why" {
  cat >a.yaml <<'END'
kind: Pod
spec:
  securityContext: {seccompProfile: {type: &t Unconfined}}
  containers:
    - {name: a, securityContext: {seccompProfile: {type: *t}}}
END
  run -1 --separate-stderr lint --fix --unsafe-fixes
  expect_in 'not fixed, for an alias takes it to another place, too' "${lines[0]}"
  expect_in 'not fixed, for it is reached through an alias' "${lines[1]}"
  run -1 lint --format json a.yaml
  expect 'it is reached through an alias' \
    "$(lint -q --format json a.yaml | jq -r '.findings[1].fix.obstacle')"
}

@test "reports hold the edits" {
  mixed a.yaml
  lint -q --format json=j --format sarif=s --format gitlab=g || true
  expect '5 44 5 59 RuntimeDefault true' "$(jq -r '.findings[0].fix |
    "\(.edits[0].line) \(.edits[0].column) \(.edits[0].endLine) \(.edits[0].endColumn) \(.edits[0].text) \(.safe)"' j)"
  expect 'null' "$(jq -r '.findings[2].fix' j)"
  expect '7 59 RuntimeDefault' "$(jq -r '.runs[0].results[1].fixes[0].artifactChanges[0].replacements[0] |
    "\(.deletedRegion.startLine) \(.deletedRegion.startColumn) \(.insertedContent.text)"' s)"
  [[ $(<g) != *fix* ]]
  cat >compose.yaml <<'END'
services:
  a: {image: a, security_opt: [seccomp=unconfined]}
  b: {image: b, security_opt: ["${O}"]}
END
  expect $'Remove the option\nGive the variable a default' \
    "$(lint -q --format json compose.yaml | jq -r '.findings[].fix.title')"
  python3 - "$BATS_TEST_DIRNAME/../lint/share/report.schema.json" j <<'END'
import json, sys, jsonschema
jsonschema.Draft7Validator(json.load(open(sys.argv[1]))).validate(json.load(open(sys.argv[2])))
END
}

@test "unsafe fixes alone do nothing, which is said" {
  run -2 lint --unsafe-fixes
  expect_in '--unsafe-fixes goes with --fix or --diff' "$output"
}
