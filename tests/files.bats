#!/usr/bin/env bats
# Which files are read, in which order, and under which names.

load common

# Expects these files to be chosen by the arguments before the word "are".
files() {
  local -a arguments=()
  while [[ $1 != are ]]; do
    arguments+=("$1")
    shift
  done
  shift
  local expected
  printf -v expected '%s\n' "$@"
  run -0 --separate-stderr lint --list-files "${arguments[@]}"
  expect "${expected%$'\n'}"
}

@test "folders are walked for the three suffixes, and for kustomize's other name" {
  good a.yaml b.yml c.json d.txt e.YAML f.yaml.bak sub/g.yaml .hidden/h.yaml .i.yaml
  good k/Kustomization k/kustomization k/MyKustomization m/.yaml m/.json
  files . are .hidden/h.yaml .i.yaml a.yaml b.yml c.json e.YAML k/Kustomization m/.json m/.yaml \
    sub/g.yaml
}

@test "every file of a chart's templates is walked, and of nobody else's" {
  good c/Chart.yaml c/templates/_h.tpl c/templates/t/NOTES.txt c/README.md x/templates/_h.tpl
  files . are c/Chart.yaml c/templates/_h.tpl c/templates/t/NOTES.txt
}

@test "what a kustomization names is walked, but nothing outside of the walk" {
  good in/p.txt out.txt in/other.txt
  echo 'patches: [{path: p.txt}, {path: ../out.txt}, {path: missing.txt}]' >in/kustomization.yaml
  files in are in/kustomization.yaml in/p.txt
}

@test "what a kustomization names may be written with more slashes and dots than it needs" {
  good base/p.txt base/q.txt base/r.txt base/s.txt
  mkdir -p in/deep
  echo 'patches: [{path: ..//base/p.txt}, {path: .././base/q.txt}]' >in/kustomization.yaml
  echo 'patches: [{path: ../..//base/r.txt}, {path: ../../base/s.txt}]' >in/deep/kustomization.yaml
  run -0 --separate-stderr lint --list-files .
  for file in base/{p,q,r,s}.txt; do expect_in "$file" "$output"; done
}

@test "listed files that are not manifests by name or contents are passed over" {
  bad pod.txt
  echo 'seccompProfile: {type: Unconfined}' >README.md
  printf '%s\n' README.md pod.txt gone.yaml >list
  run -3 --separate-stderr lint --files-from list --verbose
  expect_in 'pod.txt:' "$output"
  [[ $output != *README* ]]
  expect_in 'skipped README.md: listed, and not a manifest' "$stderr"
  expect_in 'gone.yaml: No such file or directory; where git deleted it' "$stderr"
}

@test "a list of all files of this project, but fixtures and tests, has no finding" {
  cd "$BATS_TEST_DIRNAME/.."
  find . \( -path ./fixtures -o -path ./tests -o -path ./build -o -path ./.git \) -prune -o \
    -type f -print0 >"$BATS_TEST_TMPDIR/all"
  run -0 --separate-stderr lint --no-config -0 --files-from "$BATS_TEST_TMPDIR/all"
  [ "$output" = '' ]
  expect_in '0 errors, 0 warnings' "$stderr"
}

@test "version control and node_modules are left out of a walk, but not when named" {
  good .git/a.yaml .hg/a.yaml .svn/a.yaml node_modules/x/a.yaml b.yaml x/node_modules/a.yaml
  files . are b.yaml
  files node_modules are node_modules/x/a.yaml
}

@test "files that are named are read whatever they are called" {
  bad manifest.txt
  run -1 lint manifest.txt
}

@test "the order is that of the arguments, and of bytes within a folder" {
  good d/b.yaml d/a.yaml d/B.yaml d/a/z.yaml c.yaml
  files d c.yaml are d/B.yaml d/a/z.yaml d/a.yaml d/b.yaml c.yaml
  files c.yaml d/b.yaml d are c.yaml d/b.yaml d/B.yaml d/a/z.yaml d/a.yaml
}

@test "each file is read once" {
  good a.yaml
  files a.yaml ./a.yaml . .//a.yaml are a.yaml
}

@test "a leading dot and slash is not shown" {
  bad a.yaml
  run -1 --separate-stderr lint ./a.yaml
  expect_in 'a.yaml:5:44' "$output"
  [[ $output != ./* ]]
  run -1 --separate-stderr lint "$PWD/a.yaml"
  [[ $output == "$PWD/a.yaml:5:44: "* ]]
}

@test "a list of files, one a line" {
  good a.yaml b.yaml 'c d.yaml'
  printf 'b.yaml\r\n\nc d.yaml\na.yaml' >list
  files --files-from list are b.yaml 'c d.yaml' a.yaml
  files --files-from - are b.yaml 'c d.yaml' a.yaml <list
}

@test "a list of files that ends names with NUL" {
  bad $'a\nb.yaml' c.yaml
  printf 'c.yaml\0a\nb.yaml\0' >list
  run -1 --separate-stderr lint -0 --files-from - <list
  [[ ${lines[0]} == c.yaml:* && ${lines[1]} == 'a\nb.yaml:'* ]]
  run -1 --separate-stderr lint --null --files-from list
  ((${#lines[@]} == 2))
}

@test "an empty list is nothing to check, not the current folder" {
  bad a.yaml
  run -0 lint --files-from /dev/null
}

@test "a list that cannot be read is a failure" {
  run -3 --separate-stderr lint --files-from missing
  expect_in 'seccomp-lint: missing: No such file or directory' "$stderr"
}

@test "a dash in a list is a file of that name" {
  bad ./-
  echo - >list
  run -1 --separate-stderr lint --files-from list </dev/null
  [[ $output == ./-:5:44:* ]]
}

@test "standard input cannot be both manifest and list" {
  run -2 lint --files-from - - </dev/null
}

@test "excludes by name hold in any folder" {
  good a.yaml x/b.yaml x/vendor/c.yaml vendor/d.yaml x/e.json
  files --exclude vendor . are a.yaml x/b.yaml x/e.json
  files --exclude vendor/ --exclude '*.json' . are a.yaml x/b.yaml
}

@test "excludes with a slash begin at the current folder" {
  good a/b.yaml x/a/b.yaml
  files --exclude a/b.yaml . are x/a/b.yaml
  files --exclude './a/*' . are x/a/b.yaml
  files --exclude "$PWD/a" . are x/a/b.yaml
}

@test "two stars in an exclude stand for any folders" {
  good a/b.yaml x/a/b.yaml x/y/c.yaml
  files --exclude '**/b.yaml' . are x/y/c.yaml
  files --exclude 'x/**' . are a/b.yaml
  files --exclude 'x/**/c.yaml' . are a/b.yaml x/a/b.yaml
}

@test "excludes hold for an absolute folder, too" {
  good a/b.yaml x/c.yaml
  files --exclude a "$PWD" are "$PWD/x/c.yaml"
  files --exclude x/c.yaml "$PWD" are "$PWD/a/b.yaml"
}

@test "excludes hold for named files only when forced" {
  good vendor/a.yaml b.yaml
  files --exclude vendor vendor/a.yaml b.yaml are vendor/a.yaml b.yaml
  files --force-exclude --exclude vendor vendor/a.yaml b.yaml are b.yaml
  files --force-exclude --exclude vendor vendor b.yaml are b.yaml
}

@test "links to folders are not followed, so that loops end" {
  good a/b.yaml
  ln -s .. a/loop
  ln -s a also.yaml
  files . are a/b.yaml
  run -0 --separate-stderr lint -v .
  expect_in 'skipped a/loop:' "$stderr"
}

@test "links to files are read" {
  bad real/a.txt
  ln -s real/a.txt link.yaml
  run -1 --separate-stderr lint .
  expect_in 'link.yaml:5:44' "$output"
}

@test "a link to nothing is skipped in a walk and fails when named" {
  ln -s nowhere a.yaml
  run -0 --separate-stderr lint -v .
  expect_in 'skipped a.yaml: a link to nothing' "$stderr"
  run -3 lint a.yaml
}

@test "a link to itself is skipped in a walk and fails when named" {
  ln -s a.yaml a.yaml
  run -0 lint .
  run -3 lint a.yaml
}

@test "a FIFO never hangs a walk" {
  mkfifo a.yaml
  run -0 --separate-stderr timeout 10 "$SECCOMP_LINT" -v .
  expect_in 'skipped a.yaml: not a regular file' "$stderr"
}

@test "a FIFO that is named is read" {
  bad bad.yaml
  mkfifo pipe
  cat bad.yaml >pipe &
  run -1 --separate-stderr timeout 10 "$SECCOMP_LINT" pipe
  expect_in 'pipe:5:44' "$output"
  run -1 --separate-stderr lint <(cat bad.yaml)
}

@test "what may not be read fails, and the rest is checked" {
  bad a.yaml b.yaml
  mkdir closed
  chmod 000 a.yaml closed
  run -3 --separate-stderr unprivileged "$SECCOMP_LINT" .
  expect_in 'b.yaml:5:44' "$output"
  expect_in 'a.yaml: Permission denied' "$stderr"
  expect_in 'closed: Permission denied' "$stderr"
  expect_in '2 failed' "$stderr"
  chmod 700 closed
}

@test "names of any bytes" {
  bad 'a b.yaml' ./-c.yaml $'d\ne.yaml' $'f\xff.yaml' 'g%s:1.yaml'
  run -1 --separate-stderr lint .
  ((${#lines[@]} == 5))
  local i=0 name
  for name in '-c.yaml' 'a b.yaml' 'd\ne.yaml' 'f\xff.yaml' 'g%s:1.yaml'; do
    [[ ${lines[i++]} == "$name:5:44: error: "* ]]
  done
}

@test "nothing to check is a warning and no error" {
  # Expects these words on standard error, and nothing elsewhere.
  warns() {
    local words=$1
    shift
    run -0 --separate-stderr lint "$@"
    expect ''
    expect "seccomp-lint: warning: nothing to check: $words" "${stderr_lines[0]}"
    ((${#stderr_lines[@]} == 2))
    run -0 --separate-stderr lint -q "$@"
    expect '' "$stderr"
  }
  mkdir empty
  warns 'no manifest was found in the paths given' empty
  warns 'no manifest is among the files listed' --files-from /dev/null
  printf '# only a comment\n---\n' >comment.yaml
  warns 'no manifest was found in the paths given' comment.yaml
  warns 'no manifest was found in the current folder'
  warns 'no manifest was found in the paths given' --only restrict-seccomp comment.yaml
  run -0 --separate-stderr lint --inventory empty
  expect_in 'nothing to check' "$stderr"
  printf 'NAME    READY   STATUS    RESTARTS   AGE\nweb-1   1/1     Running   0          3d\n' >table
  printf 'int main() {}\n' >main.cpp
  printf 'main.cpp\n' >list
  warns 'no manifest is among the files listed' --files-from list
  local text
  for text in /dev/null table comment.yaml <(echo 'No resources found in default namespace.'); do
    cat "$text" >input
    run -0 --separate-stderr lint - <input
    expect 'seccomp-lint: warning: nothing to check: standard input holds no manifest' \
      "${stderr_lines[0]}"
  done
}

@test "a manifest without a finding is something to check" {
  good good.yaml
  printf 'replicas: 1\n' >values.yaml
  printf -- '- a\n' >list.yaml
  printf '{"a": 1}' >a.json
  printf 'a: {{ .Values.a }}\n' >template.yaml
  printf '# seccompProfile: Unconfined\na: b\n' >word-in-comment.yaml
  local name
  for name in *; do
    for options in '' --no-skip '--only restrict-seccomp' --inventory; do
      # shellcheck disable=SC2086
      run --separate-stderr lint $options "$name"
      [[ $stderr != *'nothing to check'* ]] || { echo "$name $options" && return 1; }
    done
  done
}

@test "a listed file that git deleted is named, with what leaves it out" {
  good a.yaml
  printf 'a.yaml\ngone.yaml\n' >list
  run -3 --separate-stderr lint --files-from list
  expect "seccomp-lint: gone.yaml: No such file or directory; where git deleted it, leave it out of \
the list: 'git diff --name-only --diff-filter=d'" "${stderr_lines[0]}"
}

@test "the pipeline in help checks what a branch changes, in any folder" {
  git() { command git -c user.name=a -c user.email=a@example.com "$@"; }
  git init -q -b main .
  bad old.yaml gone.yaml deploy/old.yaml 'deploy/b c.yaml'
  git add . && git commit -qm one
  git checkout -qb branch
  git rm -q gone.yaml
  bad new.yaml deploy/new.yaml
  echo '# changed' >>'deploy/b c.yaml'
  git add . && git commit -qm two
  local pipeline
  pipeline=$(COLUMNS=200 lint --help | sed -nE 's/^  (git diff .* -0).*/\1/p')
  expect_in '--diff-filter=d' "$pipeline"
  mkdir bin
  ln -s "$(realpath "$SECCOMP_LINT")" bin/seccomp-lint
  local -x PATH=$PWD/bin:$PATH
  run -1 --separate-stderr bash -c "$pipeline"
  expect 'deploy/b c.yaml deploy/new.yaml new.yaml' "$(cut -d : -f 1 <<<"$output" | paste -sd ' ')"
  cd deploy
  run -1 --separate-stderr bash -c "$pipeline"
  expect 'b c.yaml new.yaml' "$(cut -d : -f 1 <<<"$output" | paste -sd ' ')"
}

@test "an empty name is no file" {
  run -3 lint ''
}
