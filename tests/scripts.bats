#!/usr/bin/env bats
# lint/packages.sh, with stand-ins for the package manager, and what tests/mutants would change.

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

@test "mutants are made of conditions, operators, jumps and words" {
  run "$BATS_TEST_DIRNAME/mutants" --list lint/manifest/kubernetes/pod.cpp
  ((status == 0))
  expect_in 'not: list == key | if (list == key) return std::string(role);' "$output"
  expect_in 'subject.name.empty() || !prefix.empty() | if' "$output"
  expect_in 'without return std::string(role); | if' "$output"
  expect_in 'another "ephemeralContainers" | {' "$output"
}
