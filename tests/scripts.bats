#!/usr/bin/env bats
# The scripts that install, build and test, with stand-ins for what they call, and what tests/mutants
# would change.

load common

# Makes a command of that name that notes how it was called and runs the given code.
stand_in() {
  mkdir -p bin
  printf '#!/bin/bash\necho "%s $*" >>"%s/calls"\n%s\n' "$1" "$PWD" "$2" >"bin/$1"
  chmod +x "bin/$1"
}

# Runs require_packages with nothing but the stand-ins and a few plain commands on the PATH.
require() {
  local name
  for name in bash grep env; do ln -sf "$(command -v "$name")" bin/; done
  # shellcheck disable=SC2016
  run --separate-stderr env PATH="$PWD/bin" bash -c \
    '. "$0"; require_packages g++ cmake; echo done' "$BATS_TEST_DIRNAME/../lint/packages.sh"
}

@test "packages that are there are not installed again" {
  stand_in dpkg-query 'echo "installed g++"; echo "installed cmake"'
  stand_in apt-get ''
  require
  ((status == 0))
  expect 'done'
  expect '' "$stderr"
  run ! grep apt-get calls
}

@test "missing packages are installed" {
  ((EUID == 0)) || stand_in sudo 'exec "$@"'
  stand_in dpkg-query 'echo "installed g++"; echo "config-files cmake"; exit 1'
  stand_in apt-get 'echo noise'
  require
  ((status == 0))
  expect 'done'
  expect 'seccomp-lint: installing cmake' "$stderr"
  grep -q '^apt-get -q update$' calls
  grep -q '^apt-get .*install cmake$' calls
}

@test "a failed installation is told with what apt said" {
  ((EUID == 0)) || stand_in sudo 'exec "$@"'
  stand_in dpkg-query 'exit 1'
  stand_in apt-get 'echo "no network"; exit 100'
  require
  ((status == 2))
  expect_in 'no network' "$stderr"
  expect_in 'please install these packages first: g++ cmake' "$stderr"
}

@test "without apt the packages are named" {
  mkdir bin
  require
  ((status == 2))
  expect '' "$output"
  expect 'seccomp-lint: please install these packages (named as in Debian 12) first: g++ cmake' \
    "$stderr"
}

@test "the first build says how far it is, and later ones are quiet" {
  local root=$BATS_TEST_DIRNAME/..
  mkdir -p lint build/release
  cp "$root/lint/run" "$root/lint/packages.sh" lint/
  stand_in dpkg-query 'printf "installed %s\n" "$@"'
  stand_in cmake 'touch build/release/build.ninja'
  # shellcheck disable=SC2016
  stand_in ninja 'for i in {1..40}; do echo "[$i/40] Building"; done
printf "#!/bin/sh\necho linted\n" >"$2/seccomp-lint"; chmod +x "$2/seccomp-lint"'
  run -0 --separate-stderr env PATH="$PWD/bin:$PATH" lint/run
  expect linted
  expect 'seccomp-lint: building for the first time, which takes some minutes' "${stderr_lines[0]}"
  expect 'seccomp-lint: building, 10 % done' "${stderr_lines[1]}"
  expect 'seccomp-lint: building, 100 % done' "${stderr_lines[-1]}"
  ((${#stderr_lines[@]} == 11))
  run -0 --separate-stderr env PATH="$PWD/bin:$PATH" lint/run
  expect linted
  expect '' "$stderr"
  # One that fails shows what the compiler said.
  rm build/release/seccomp-lint
  stand_in ninja 'echo "[1/2] Building"; echo "x.cpp: error: no"; exit 1'
  run -3 --separate-stderr env PATH="$PWD/bin:$PATH" lint/run
  expect ''
  expect_in 'x.cpp: error: no' "$stderr"
  expect_in 'seccomp-lint: cannot be built' "$stderr"
}

# A checkout of nothing but the scripts, in which every build succeeds and has two tests that pass.
checkout() {
  local root=$BATS_TEST_DIRNAME/.. name
  mkdir -p lint tests/fuzz .ci build/{dev,ci,strict,tsan}
  cp "$root/lint/packages.sh" lint/
  cp "$root"/tests/{run,quick,suite.sh} tests/
  cp "$root/.ci/run" .ci/
  stand_in dpkg-query 'printf "installed %s\n" "$@"'
  stand_in cmake ''
  # shellcheck disable=SC2016
  stand_in ctest 'cp report.xml "$7"'
  reported run run
  stand_in unit-tests 'echo tested'
  mv bin/unit-tests build/dev/
  stand_in seccomp-lint 'exit 1'
  mv bin/seccomp-lint build/tsan/
  stand_in plain-proof ''
  mv bin/plain-proof build/strict/
  stand_in fuzz ''
  mv bin/fuzz tests/fuzz/run
  export PATH=$PWD/bin:$PATH
}

# Lets ctest say that its tests ended so.
reported() {
  printf '<testcase name="a" classname="a" time="0.1" status="%s">\n' "$@" >report.xml
}

@test "tests are built for debugging and counted, in CI as anywhere" {
  checkout
  reported run fail run notrun
  CI=true run -1 tests/run -R some
  expect '2 passed, 2 failed'
  grep -qx 'cmake --build --preset dev' calls
  grep -q '^ctest --preset dev .* -R some$' calls
}

@test "tests that cannot be built or do not exist have failed" {
  checkout
  stand_in ctest 'exit 8'
  run -1 tests/run
  expect '0 passed, 1 failed'
  stand_in cmake 'echo why; exit 1'
  run -1 --separate-stderr tests/run
  expect '0 passed, 1 failed'
  expect why "$stderr"
}

@test "the quick tests need the unit tests alone" {
  checkout
  run -0 tests/quick '-tc=golden*' -s
  expect tested
  expect 'cmake --preset dev
cmake --build --preset dev --target unit-tests
unit-tests -tc=golden* -s' "$(grep -v dpkg-query calls)"
  run ! grep -E 'bats|lintian|emacs|clang' calls
}

@test "CI ends with a line that adds up all" {
  checkout
  run -0 .ci/run
  expect '8 passed, 0 failed' "${lines[-1]}"
  expect_in 'tests/run' "${lines[0]}"
  grep -q '^ctest --preset dev' calls
  grep -q '^ctest --preset ci' calls
  run -2 .ci/run --ci
  expect 'usage: .ci/run'
}

@test "CI names the parts that failed" {
  checkout
  reported run fail
  stand_in seccomp-lint 'echo race; exit 66'
  mv bin/seccomp-lint build/tsan/
  stand_in fuzz 'exit 1'
  mv bin/fuzz tests/fuzz/run
  run -1 .ci/run
  expect_in 'race' "$output"
  expect_in 'FAILED: tests/run
FAILED: sanitizers, warnings of clang, static checks
FAILED: data races
FAILED: fuzzing
4 passed, 4 failed' "$output"
}

@test "CI fails when the tests end without their closing line" {
  checkout
  printf '#!/bin/sh\nexit 0\n' >tests/run
  run -1 .ci/run
  expect_in 'FAILED: tests/run
6 passed, 1 failed' "$output"
  printf '#!/bin/sh\necho 3 passed, 0 failed\nexit 1\n' >tests/run
  run -1 .ci/run
  expect_in 'FAILED: tests/run
9 passed, 1 failed' "$output"
}

@test "mutants are made of conditions, operators, jumps and words" {
  run "$BATS_TEST_DIRNAME/mutants" --list lint/manifest/kubernetes/pod.cpp
  ((status == 0))
  expect_in 'not: list == key | if (list == key) return std::string(role);' "$output"
  expect_in 'subject.name.empty() || !prefix.empty() | if' "$output"
  expect_in 'without return std::string(role); | if' "$output"
  expect_in 'another "ephemeralContainers" | {' "$output"
}
