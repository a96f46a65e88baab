#!/usr/bin/env bats
# The linter against another reading of the same manifests, and against itself on what templates
# become (tests/differential).

load common

differential() {
  run --separate-stderr "$BATS_TEST_DIRNAME/differential/run" "$@"
}

@test "ten thousand random manifests are judged as by another reading" {
  differential --count 10000
  ((status == 0)) || { printf '%s\n' "$output" "$stderr" && return 1; }
}

@test "two hundred random templates are judged as their renderings" {
  differential templates --count 200
  ((status == 0)) || { printf '%s\n' "$output" "$stderr" && return 1; }
}

@test "a hundred random manifests are mended as they are to be" {
  differential fixes --count 100
  ((status == 0)) || { printf '%s\n' "$output" "$stderr" && return 1; }
}

# A linter that mends nothing.
@test "manifests that are not mended are noticed" {
  printf '#!/bin/sh\n%s\n' 'echo "{\"findings\": []}"' >idle
  chmod +x idle
  SECCOMP_LINT=$PWD/idle differential fixes --seed 7 --count 20
  ((status == 1))
  expect_in 'seed 7' "$stderr"
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

# A linter that finds nothing in templates.
@test "a template that is judged otherwise is shown" {
  cat >blind <<EOF
#!/bin/sh
grep -rq '{{' "\$5" || exec "$SECCOMP_LINT" "\$@"
echo '{"findings": []}'
EOF
  chmod +x blind
  SECCOMP_LINT=$PWD/blind differential templates --seed 7 --count 20
  ((status == 1))
  expect_in 'kind: Deployment' "$output"
  expect_in 'missed {' "$output"
  expect_in 'seed 7: ' "$stderr"
}
