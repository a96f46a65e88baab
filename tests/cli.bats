#!/usr/bin/env bats
# Options, exit codes and streams of the real binary.

load common

finding="bad.yaml:5:44: error: Pod 'web', pod: seccompProfile.type is 'Unconfined'; \
use RuntimeDefault or Localhost [restrict-seccomp]"

clean_summary="seccomp-lint: 1 file, 1 document, 1 workload checked, 0 templates; \
0 errors, 0 warnings; 0 suppressed, 0 skipped"

@test "exit code 0 when nothing is found" {
  good good.yaml
  run -0 --separate-stderr lint good.yaml
  expect ''
  # shellcheck disable=SC2154 # bats sets it
  expect_in '1 workload' "$stderr"
}

@test "exit code 1 when something is found" {
  bad bad.yaml
  run -1 --separate-stderr lint bad.yaml
  expect "$finding"
}

@test "a wrong argument is named on one line" {
  run -2 --separate-stderr lint --threads $'a\nb\e[1mc'
  expect "seccomp-lint: --threads: Value a\\nb\\x1b[1mc not in range 0 to 1024
Try 'seccomp-lint --help'." "$stderr"
}

@test "exit code 2 when the command line is wrong, and nothing is checked" {
  bad bad.yaml
  local -a wrong
  for wrong in --nonsense --format=xml --color=blue --fail-level=info --only=nothing \
    --enable=nothing --disable=nothing --explain=nothing -0 --stdin-filename -Z; do
    run -2 --separate-stderr lint bad.yaml "${wrong[@]}"
    expect ''
    expect_in 'seccomp-lint: ' "$stderr"
    expect_in "Try 'seccomp-lint --help'." "$stderr"
  done
}

@test "exit code 3 when an input cannot be read, and the others are checked" {
  bad bad.yaml
  run -3 --separate-stderr lint missing.yaml bad.yaml
  expect "$finding"
  expect_in 'seccomp-lint: missing.yaml: No such file or directory' "$stderr"
  expect_in '1 failed' "$stderr"
}

@test "exit code 3 when the output cannot be written" {
  bad bad.yaml
  local -a arguments
  for arguments in bad.yaml --help --version --list-rules --list-files; do
    run -3 bash -c '"$@" >/dev/full' - "$SECCOMP_LINT" "${arguments[@]}"
    expect_in 'seccomp-lint: cannot write: No space left on device' "$output"
  done
}

@test "exit code 3 when standard output is closed" {
  bad bad.yaml
  run -3 bash -c '"$@" >&-' - "$SECCOMP_LINT" bad.yaml
}

@test "a reader that goes away is no error" {
  bad bad.yaml
  local arguments code
  for arguments in bad.yaml --help --list-rules; do
    code=0
    # The exit code is what it would have been, and nothing is said about the pipe.
    bash -c '{ sleep 0.2; "$@" 2>err; echo $? >code; } | true' - "$SECCOMP_LINT" -q "$arguments"
    [[ $arguments != bad.yaml ]] || code=1
    expect "$code" "$(<code)"
    expect '' "$(<err)"
  done
}

@test "the summary is one line and the last one on standard error" {
  good good.yaml
  run -0 --separate-stderr lint good.yaml
  expect "$clean_summary" "$stderr"
}

@test "the summary counts files, documents, workloads and findings" {
  { bad a.yaml && good b.yaml && cat a.yaml <(echo ---) b.yaml; } >both.yaml
  rm a.yaml b.yaml
  run -1 --separate-stderr lint .
  expect_in '1 file, 2 documents, 2 workloads' "$stderr"
  expect_in '1 error, 0 warnings' "$stderr"
}

@test "quiet says no summary but still what failed" {
  bad bad.yaml
  run -1 --separate-stderr lint -q bad.yaml
  expect "$finding"
  expect '' "$stderr"
  run -3 --separate-stderr lint --quiet missing.yaml
  expect 'seccomp-lint: missing.yaml: No such file or directory' "$stderr"
}

@test "verbose says what was skipped and why" {
  printf 'a: b {{ .Values.a }}\n c: d\n' >chart.yaml
  run -0 --separate-stderr lint -v chart.yaml
  expect_in 'skipped chart.yaml:' "$stderr"
  expect_in 'template' "$stderr"
  run -0 --separate-stderr lint chart.yaml
  [[ $stderr != *'skipped chart.yaml'* ]]
}

@test "standard input is read once and goes by the given name" {
  bad bad.yaml
  run -1 --separate-stderr lint - <bad.yaml
  expect "<stdin>${finding#bad.yaml}"
  run -1 --separate-stderr lint --stdin-filename deploy/web.yaml - - <bad.yaml
  expect "deploy/web${finding#bad}"
}

@test "standard input and files may be mixed" {
  bad bad.yaml
  good good.yaml
  run -1 --separate-stderr lint good.yaml - <bad.yaml
  expect "<stdin>${finding#bad.yaml}"
  expect_in '2 files' "$stderr"
}

@test "no path is the current folder" {
  bad bad.yaml
  run -1 --separate-stderr lint
  expect "$finding"
}

@test "an exit code of zero on request, but not when something failed" {
  bad bad.yaml
  run -0 --separate-stderr lint --exit-zero bad.yaml
  expect "$finding"
  run -3 lint --exit-zero bad.yaml missing.yaml
}

@test "fail levels" {
  bad bad.yaml
  good good.yaml
  run -1 lint --fail-level=error bad.yaml
  run -1 lint --fail-level warning bad.yaml
  run -0 lint --fail-level warning good.yaml
}

@test "rules can be switched off and on, and off wins" {
  bad bad.yaml
  run -0 lint --disable restrict-seccomp bad.yaml
  run -0 lint --only yaml-syntax bad.yaml
  run -1 lint --only restrict-seccomp bad.yaml
  run -1 lint --only yaml-syntax --enable restrict-seccomp bad.yaml
  run -1 lint --only yaml-syntax,restrict-seccomp bad.yaml
  run -0 lint --enable restrict-seccomp --disable restrict-seccomp bad.yaml
  run -0 lint --disable=yaml-syntax --disable=restrict-seccomp bad.yaml
}

@test "a list of rules does not swallow the paths after it" {
  bad bad.yaml
  run -1 --separate-stderr lint --only restrict-seccomp bad.yaml
  expect "$finding"
  run -1 --separate-stderr lint --exclude nothing bad.yaml
  expect "$finding"
}

@test "a wrong word is answered with the right one" {
  local -A meant=([--formt]=--format [--list-file]=--list-files [--only=restrict-secomp]=restrict-seccomp
    [--explain=yaml-sintax]=yaml-syntax [--format=txt]=text [--color=alway]=always
    [--fail-level=warnin]=warning [--exlude=x]=--exclude)
  local word
  for word in "${!meant[@]}"; do
    run -2 lint "$word"
    expect_in "did you mean '${meant[$word]}'?" "$output"
  done
}

@test "a far-off word is answered without a guess" {
  run -2 lint --format=xyzzyplugh
  [[ $output != *'did you mean'* ]]
  expect_in "unknown format 'xyzzyplugh'" "$output"
}

@test "an error about a name lists the choices" {
  local formats='text, json, sarif, github, gitlab, junit, html' rules
  rules=$(lint --list-rules --format json | jq -r 'map(.id) | join(", ")')
  local -A said=([--format=checkstyle]="unknown format 'checkstyle'; it may be $formats"
    [--format=txt]="unknown format 'txt'; did you mean 'text'? It may be $formats"
    [--only=seccomp]="unknown rule 'seccomp'; it may be $rules"
    [--explain=seccomp]="unknown rule 'seccomp'; it may be $rules"
    [--color=blue]="unknown value of --color: 'blue'; it may be auto, always, never"
    [--fail-level=info]="unknown value of --fail-level: 'info'; it may be warning, error")
  local word
  for word in "${!said[@]}"; do
    run -2 --separate-stderr lint "$word"
    expect "seccomp-lint: ${said[$word]}
Try 'seccomp-lint --help'." "$stderr"
  done
  run -2 lint --inventory --format=xml
  expect_in "unknown format 'xml'; it may be text, json, csv, markdown" "$output"
  run -2 lint --list-rules --format=xml
  expect_in "unknown format 'xml'; it may be text, json, markdown" "$output"
}

# Expects that no line of the help is longer than the given number of columns, and that no word of
# it is lost or broken: the words are those of help on one long line.
fits() {
  local width=$1
  shift
  "$@" >narrow
  COLUMNS=1000 lint --help >wide
  expect '' "$(awk -v width="$width" 'length > width' narrow)"
  diff <(tr -s '[:space:]' '\n' <wide) <(sed 's/ \\$//' narrow | tr -s '[:space:]' '\n')
}

@test "help is wrapped between words at the terminal's width, at 80 columns where that is unknown" {
  fits 80 lint --help
  expect_in ' ' "$(awk 'length > 70' narrow)"
  fits 80 env COLUMNS=nonsense "$SECCOMP_LINT" --help
  local width
  for width in 40 60 100 137; do fits "$width" env COLUMNS="$width" "$SECCOMP_LINT" --help; done
  # A terminal knows by itself.
  # shellcheck disable=SC2016
  fits 66 env -u COLUMNS bash -c 'script -qec "stty cols 66; \"$0\" --help" /dev/null </dev/null |
    tr -d "\r"' "$SECCOMP_LINT"
}

@test "the version is the project's" {
  run -0 --separate-stderr lint --version
  local version
  version=$(sed -nE 's/^project\(seccomp-lint VERSION ([0-9.]+).*/\1/p' \
    "$BATS_TEST_DIRNAME/../CMakeLists.txt")
  expect "seccomp-lint $version"
  expect '' "$stderr"
}

@test "help shows every option, examples and exit codes on standard output" {
  run -0 --separate-stderr lint --help
  expect '' "$stderr"
  expect_in 'Examples:' "$output"
  local words
  for words in '  0  ' '  1  ' '  2  ' '  3  ' --stdin-filename --files-from --null --exclude \
    --force-exclude --list-files --enable --disable --only --list-rules --explain --format \
    --color --fail-level --exit-zero --quiet --verbose --version; do
    expect_in "$words" "$output"
  done
}

@test "rules are listed with their levels" {
  run -0 --separate-stderr lint --list-rules
  expect '' "$stderr"
  [[ $output == *'restrict-seccomp'*' error '*'yaml-syntax'*' error '* ]]
}

@test "each listed rule can be explained" {
  lint --list-rules --format json >rules.json
  # Help on GitHub says what --explain says.
  local all
  mapfile -t all < <(lint --list-rules | sed 's/ .*//; s/^/--enable=/')
  lint -q "${all[@]}" --format sarif - </dev/null | jq '.runs[0].tool.driver.rules' >help.json
  local rule
  while read -r rule _; do
    run -0 --separate-stderr lint --explain "$rule"
    expect_in "$rule (" "$output"
    expect_in 'Not reported' "$output"
    lint --explain "$rule" --format json |
      diff <(jq --arg rule "$rule" '.[] | select(.id == $rule)' rules.json) -
    lint --explain "$rule" --format markdown | sed 1,2d |
      diff <(jq -j --arg rule "$rule" '.[] | select(.id == $rule).help.markdown' help.json) -
  done < <(lint --list-rules)
}

@test "rules are told in three formats" {
  lint --list-rules >text
  lint --list-rules --format json |
    jq -r '.[] | [.id, .level, .summary] | join(" ")' | diff <(tr -s ' ' <text) -
  run -0 lint --explain docker-seccomp-disabled --format json
  expect_in CNTR-MK-001170 "$(jq -r '.references[] | select(.label == "STIG").id' <<<"$output")"
  run -2 lint --list-rules --format sarif
  expect_in "unknown format 'sarif'" "$output"
  run -2 lint --list-rules --format json --format text
  run -2 lint --explain yaml-syntax --format json=file
  [[ ! -e file ]]
}

@test "options end at two dashes" {
  bad ./--help
  run -1 --separate-stderr lint -- --help
  expect_in '--help:5:44: error' "$output"
}

# Expects findings to be coloured, or not: `colors yes|no pipe|terminal [OPTION...]`.
colors() {
  local expected=$1 place=$2 found=no
  shift 2
  bad bad.yaml
  if [[ $place == terminal ]]; then
    script -qec "'$SECCOMP_LINT' -q bad.yaml $*" /dev/null </dev/null >seen || true
  else
    lint -q bad.yaml "$@" >seen || true
  fi
  grep -q restrict-seccomp seen
  ! grep -q $'\x1b' seen || found=yes
  expect "$expected" "$found"
}

@test "a pipe gets no colours unless it is told to" {
  colors no pipe
  colors yes pipe --color=always
  CLICOLOR_FORCE=1 colors yes pipe
  FORCE_COLOR=1 colors yes pipe
  CLICOLOR_FORCE=0 colors no pipe
  CLICOLOR_FORCE='' colors no pipe
}

@test "a terminal gets colours unless it is dumb" {
  TERM=xterm colors yes terminal
  TERM=dumb colors no terminal
  TERM='' colors no terminal
  TERM=xterm colors no terminal --color=never
  TERM=dumb colors yes terminal --color=always
}

@test "NO_COLOR is stronger than what forces colours, and an option stronger than both" {
  NO_COLOR=1 CLICOLOR_FORCE=1 colors no pipe
  NO_COLOR=1 FORCE_COLOR=1 colors no pipe
  NO_COLOR=1 TERM=xterm colors no terminal
  NO_COLOR='' TERM=xterm colors yes terminal
  NO_COLOR=1 colors yes pipe --color=always
  CLICOLOR_FORCE=1 colors no pipe --color=never
  CLICOLOR_FORCE=1 colors yes pipe --color=auto
}

@test "colours add nothing but colours" {
  bad bad.yaml
  run -1 --separate-stderr lint --color=always bad.yaml
  expect "$finding" "$(sed -E 's/\x1b\[[0-9;]*m//g' <<<"$output")"
}

@test "a finding is one line whatever the manifest says" {
  printf 'kind: Pod\nmetadata: {name: "a\\nb\\e[31m\\u2028c"}\nspec: {securityContext: ' >odd.yaml
  printf '{seccompProfile: {type: "x\\r\\ny\\u0000z"}}}\n' >>odd.yaml
  run -1 --separate-stderr lint odd.yaml
  ((${#lines[@]} == 1))
  expect_in "Pod 'a\\nb\\x1b[31m\\u2028c', pod: seccompProfile.type is 'x\\r\\ny\\x00z'" "$output"
}

@test "one broken document hides no other" {
  bad one.yaml
  { cat one.yaml; printf -- '---\na: "b\n---\n'; cat one.yaml; } >three.yaml
  run -1 --separate-stderr lint three.yaml
  ((${#lines[@]} == 3))
  expect_in '[yaml-syntax]' "${lines[1]}"
  expect_in '2 workloads' "$stderr"
}

@test "a document that cannot be read does not pass without its rule" {
  printf 'kind: Pod\nspec: {securityContext: {seccompProfile: {type: "x}}}\n' >broken.yaml
  run -1 --separate-stderr lint -q broken.yaml
  expect_in '[yaml-syntax]' "$output"
  local -a off
  for off in --disable=yaml-syntax --only=restrict-seccomp; do
    run -3 --separate-stderr lint -q "$off" broken.yaml
    expect ''
    expect_in 'seccomp-lint: broken.yaml:2: while scanning a quoted scalar' "$stderr"
  done
  # What holds no word of any rule cannot hide anything.
  printf 'a: "b\n' >broken.yaml
  run -0 lint --disable yaml-syntax broken.yaml
}
