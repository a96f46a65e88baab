#!/usr/bin/env bats
# The linter against another reading of the same manifests (tests/differential).

load common

differential() {
  run --separate-stderr "$BATS_TEST_DIRNAME/differential/run" "$@"
}

@test "ten thousand random manifests are judged as by another reading" {
  differential --count 10000
  ((status == 0)) || { printf '%s\n' "$output" "$stderr" && return 1; }
}

# A linter that finds nothing.
@test "a manifest that is judged otherwise is shown at its smallest" {
  printf '#!/bin/sh\n%s\n' 'echo "{\"findings\": []}"' >blind
  chmod +x blind
  SECCOMP_LINT=$PWD/blind differential --seed 7 --count 50
  ((status == 1))
  expect_in 'eccompProfile' "$output"
  expect_in 'reference: 1 findings; seccomp-lint: 0' "$output"
  expect_in 'seed 7: ' "$stderr"
}
