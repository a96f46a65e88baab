#!/usr/bin/env bats
# README.md tells the truth. In its ```console blocks, each line that begins with "$ " is run in the
# project's folder with seccomp-lint on the PATH; the lines behind it are what it prints.

load common

# Prints the console blocks with what the commands in them say now.
replayed() {
  local line is_console=''
  while IFS= read -r line; do
    case $line in
      '```console') is_console=yes ;;
      '```') is_console='' ;;
      '$ '*)
        [[ $is_console ]] || continue
        printf '%s\n' "$line"
        bash -c "${line#\$ }" 2>&1 </dev/null || true
        ;;
    esac
  done <README.md
}

@test "the examples print what README says" {
  mkdir bin
  ln -s "$SECCOMP_LINT" bin/seccomp-lint
  local -x PATH=$PWD/bin:$PATH
  cd "$BATS_TEST_DIRNAME/.."
  # shellcheck disable=SC2016
  sed -n '/^```console$/,/^```$/{/^```/!p}' README.md >"$BATS_TEST_TMPDIR/said"
  [[ -s $BATS_TEST_TMPDIR/said ]]
  replayed >"$BATS_TEST_TMPDIR/found"
  diff -u "$BATS_TEST_TMPDIR/said" "$BATS_TEST_TMPDIR/found"
}

@test "README names every option, and no other" {
  cd "$BATS_TEST_DIRNAME/.."
  "$SECCOMP_LINT" --help | sed -nE 's/^  (-.,)?(--[a-z-]+).*/\2/p' | sort \
    >"$BATS_TEST_TMPDIR/options"
  sed -n '/^## Options/,/^## /p' README.md | grep -oE -- '--[a-z][a-z-]+' | sort -u |
    diff "$BATS_TEST_TMPDIR/options" -
}

@test "README lists the rules" {
  cd "$BATS_TEST_DIRNAME/.."
  sed -n '/^## Rules/,/^## /{/^|/p}' README.md |
    diff <("$SECCOMP_LINT" --list-rules --format markdown) -
}
