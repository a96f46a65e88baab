# Runs all tests of a build and counts them. Sourced by tests/run and .ci/run, in the project's folder,
# after lint/packages.sh.
# shellcheck shell=bash

# suite PRESET [CTEST ARGUMENTS...]: builds the preset, runs its tests, and sets $passed and $failed.
suite() {
  local preset=$1 report=$PWD/build/$1/tests.xml tests
  passed=0
  failed=1
  rm -f "$report"
  quietly cmake --preset "$preset" && quietly cmake --build --preset "$preset" || return 0
  ctest --preset "$preset" --parallel "$(nproc)" --no-tests=error --output-junit "$report" "${@:2}" ||
    true
  [[ -f $report ]] || return 0
  # A test that could not be started is no success, though CTest calls it skipped.
  tests=$(grep -c '<testcase ' "$report") || true
  passed=$(grep -c '<testcase .* status="run">$' "$report") || true
  # shellcheck disable=SC2034 # the sourcing scripts use it
  failed=$((tests - passed + (tests == 0)))
}

# Ends the script with the closing line; $1 passed, $2 failed.
close() {
  printf '%d passed, %d failed\n' "$1" "$2"
  exit "$(($2 > 0))"
}
