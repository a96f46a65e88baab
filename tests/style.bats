#!/usr/bin/env bats
# Formatting of the sources, and shellcheck over the scripts.

@test "sources are formatted" {
  cd "$BATS_TEST_DIRNAME/.."
  find lint rules tests -name '*.[ch]pp' -print0 | xargs -0 clang-format-14 --dry-run -Werror
}

@test "scripts please shellcheck" {
  cd "$BATS_TEST_DIRNAME/.."
  grep -rlZE '^#!.*bash$|^# shellcheck shell=bash$' lint tests .ci | xargs -0 shellcheck -x
  # bats sets the variables that seem to be unassigned.
  shellcheck -e SC2154 tests/*.bats
}
