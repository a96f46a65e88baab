#!/usr/bin/env bats
# The baseline: which findings are known, and what is said of it.

load common

# A deployment of some containers, all without a filter.
deployment() {
  local name
  printf 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: %s}\nspec:\n  template:\n' "$1"
  printf '    spec:\n      containers:\n'
  for name in "${@:2}"; do
    printf '        - name: %s\n          securityContext: {seccompProfile: {type: Unconfined}}\n' \
      "$name"
  done
}

known() {
  expect_in ", $1 in the baseline, " "$stderr"
}

@test "what is in the baseline is counted and not reported" {
  deployment web a b >web.yaml
  run -0 --separate-stderr lint --write-baseline known.yaml
  expect ''
  known 2
  expect '# Findings that seccomp-lint knows and does not report; made by --write-baseline.
version: 1
findings:
- {path: "web.yaml", rule: "restrict-seccomp", object: "Deployment '"'web'"'", part: "container '"'a'"'"}
- {path: "web.yaml", rule: "restrict-seccomp", object: "Deployment '"'web'"'", part: "container '"'b'"'"}' \
    "$(<known.yaml)"
  run -0 --separate-stderr lint --baseline known.yaml
  expect ''
  known 2
  run -1 --separate-stderr lint
  expect 2 "${#lines[@]}"
  [[ $stderr != *baseline* ]]
}

@test "lines that move, and Windows line ends, change nothing" {
  deployment web a b >web.yaml
  lint -q --write-baseline known.yaml
  { printf '# moved\n\n' && cat web.yaml; } | sed 's/$/\r/' >moved
  mv moved web.yaml
  sed -i 's/$/\r/' known.yaml
  run -0 --separate-stderr lint --baseline known.yaml
  known 2
}

@test "names with a template's actions are known, too" {
  mkdir -p '{{cookiecutter.slug}}'
  deployment '{{ .Release.Name }}' '{{ .Chart.Name }}' >'{{cookiecutter.slug}}/web.yaml'
  sed -i "s/{{ [^}]* }}/'&'/g" '{{cookiecutter.slug}}/web.yaml'
  run -1 --separate-stderr lint
  expect 1 "${#lines[@]}"
  run -0 --separate-stderr lint --write-baseline known.yaml
  run -0 --separate-stderr lint --baseline known.yaml
  known 1
  printf 'exclude: ["{{cookiecutter.slug}}/**"]\n' >.seccomp-lint.yaml
  run -0 --separate-stderr lint
  expect ''
}

@test "one finding more of a kind that is known is reported" {
  deployment web a >web.yaml
  lint -q --write-baseline known.yaml
  {
    cat web.yaml
    echo '---'
    deployment web a
  } >more.yaml
  mv more.yaml web.yaml
  run -1 --separate-stderr lint --baseline known.yaml
  expect 1 "${#lines[@]}"
  expect_in 'web.yaml:19:' "$output"
  known 1
  lint -q --write-baseline known.yaml
  expect_in ', count: 2}' "$(<known.yaml)"
  run -0 --separate-stderr lint --baseline known.yaml
  known 2
}

@test "the same finding in another file, or of a renamed container, is new" {
  deployment web a >web.yaml
  lint -q --write-baseline known.yaml
  mv web.yaml shop.yaml
  run -1 --separate-stderr lint -v --baseline known.yaml
  expect_in 'shop.yaml:9:' "$output"
  expect_in "known.yaml:4: stale, no longer found: web.yaml: restrict-seccomp, Deployment 'web', container 'a'" \
    "$stderr"
  deployment web b >web.yaml
  rm shop.yaml
  run -1 --separate-stderr lint -v --baseline known.yaml
  expect_in "container 'b'" "$output"
  expect_in 'stale' "$stderr"
}

@test "entries of files that were not checked are not stale" {
  deployment web a >web.yaml
  deployment db a >db.yaml
  lint -q --write-baseline known.yaml
  run -0 --separate-stderr lint -v --baseline known.yaml web.yaml
  [[ $stderr != *stale* ]]
  expect_in 'in the baseline: web.yaml:9:' "$stderr"
  good web.yaml
  run -0 --separate-stderr lint -v --baseline known.yaml
  expect_in 'stale, no longer found: web.yaml' "$stderr"
  lint -q --write-baseline known.yaml
  [[ $(<known.yaml) != *web.yaml* ]]
  rm db.yaml
  lint -q --write-baseline known.yaml
  expect_in 'findings: []' "$(<known.yaml)"
  run -0 --separate-stderr lint --baseline known.yaml
  known 0
}

@test "paths are relative to the folder of the baseline, wherever the program runs" {
  mkdir -p ci deploy
  deployment web a >deploy/web.yaml
  lint -q --write-baseline ci/known.yaml
  expect_in 'path: "../deploy/web.yaml"' "$(<ci/known.yaml)"
  cd deploy
  run -0 --separate-stderr lint --baseline ../ci/known.yaml
  known 1
  run -0 --separate-stderr lint --baseline "$PWD/../ci/known.yaml" "$PWD/web.yaml"
  known 1
}

@test "a configuration names the baseline, relative to its own folder" {
  mkdir deploy
  deployment web a >deploy/web.yaml
  echo 'baseline: known.yaml' >.seccomp-lint.yaml
  run -2 --separate-stderr lint
  expect_in 'known.yaml: No such file or directory' "$stderr"
  lint -q --write-baseline known.yaml
  cd deploy
  run -0 --separate-stderr lint
  known 1
  run -1 lint --no-config
}

@test "a baseline that is wrong is exit code 2, with the place" {
  good a.yaml
  wrong() {
    printf '%b' "$1" >known
    run -2 --separate-stderr lint --baseline known
    expect "seccomp-lint: $2" "$(head -n 1 <<<"$stderr")"
    expect ''
  }
  wrong '' "known:1:1: the baseline is empty; write it with --write-baseline"
  wrong 'version: 1' "known:1:1: the baseline has no key 'findings'"
  wrong 'version: 2\nfindings: []' \
    'known:1:10: this version of seccomp-lint knows baselines of version 1 only'
  wrong 'findings: {}' 'known:1:11: findings must be a sequence, not a mapping'
  wrong 'findings:\n- {path: a}' 'known:2:3: an entry has no rule'
  wrong 'findings:\n- {rule: a}' 'known:2:3: an entry has no path'
  wrong 'findings:\n- {path: a, rule: b, count: 0}' \
    "known:2:29: count must be a number from 1 on, not '0'"
  wrong 'findings:\n- {path: a, rule: b, line: 3}' \
    "known:2:22: unknown key 'line'; it may be path, rule, object, part, count"
  wrong 'findings: [' \
    "known:1:11: did not find expected ',' or ']'"
  run -2 lint --baseline missing
  expect_in 'missing: No such file or directory' "$output"
  run -2 lint --baseline a --write-baseline b
  expect_in '--baseline and --write-baseline contradict each other' "$output"
}

@test "a baseline that cannot be written is exit code 3" {
  deployment web a >web.yaml
  run -3 lint --write-baseline missing/known.yaml
  expect_in 'missing/known.yaml: No such file or directory' "$output"
}

@test "reports tell known findings from new ones" {
  deployment web a >web.yaml
  lint -q --write-baseline known.yaml
  deployment web a b >web.yaml
  lint -q --baseline known.yaml --format json=j --format sarif=s --format junit=u || true
  expect '1 1 1' "$(jq -r '"\(.findings | length) \(.baseline | length) \(.summary.baseline)"' j)"
  expect 'new,unchanged' "$(jq -r '[.runs[0].results[].baselineState] | join(",")' s)"
  expect 'external' "$(jq -r '.runs[0].results[1].suppressions[0].kind' s)"
  [[ $(grep -c '<failure' u) == 1 ]]
  python3 - "$BATS_TEST_DIRNAME/../lint/share/report.schema.json" j <<'END'
import json, sys, jsonschema
jsonschema.Draft7Validator(json.load(open(sys.argv[1]))).validate(json.load(open(sys.argv[2])))
END
}

# The lines of the story in the page are run one by one, each with the exit code that it names.
@test "the story of an old repository ends well" {
  load readme_blocks
  mkdir bin old
  ln -s "$SECCOMP_LINT" bin/seccomp-lint
  PATH=$PWD/bin:$PATH
  cd old
  git init -q .
  mkdir deploy new
  deployment db a b >deploy/db.yaml
  bad new/web.yaml
  mv new ../new
  ln -s ../new new
  local line code count=0
  while IFS= read -r line; do
    code=0
    bash -c "$line" >../out 2>../err || code=$?
    case $line in
      *'# exit '*) expect "$(sed -E 's/.*# exit ([0-9]).*/\1/' <<<"$line")" "$code" ;;
      *) ((code == 0)) ;;
    esac
    ((++count))
    if ((count == 4)); then
      expect 1 "$(wc -l <../out)"
      expect_in 'deploy/web.yaml:5:44: error' "$(<../out)"
    fi
  done < <(block sh --write-baseline)
  ((count == 7))
  git apply --check -R fixes.diff
  expect_in 'findings: []' "$(<known.yaml)"
}
