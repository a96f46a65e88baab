# The Debian 12 packages that building and testing need, and how they get there. Sourced by
# lint/run, tests/run and others.
# shellcheck shell=bash

# shellcheck disable=SC2034 # the sourcing scripts use these
build_packages=(g++ cmake ninja-build pkg-config libyaml-cpp-dev libyaml-dev libcli11-dev
  libfmt-dev libpugixml-dev nlohmann-json3-dev)
# shellcheck disable=SC2034
unit_test_packages=(doctest-dev)
# shellcheck disable=SC2034
test_packages=("${unit_test_packages[@]}" bats curl elpa-eglot emacs-nox fish git jq libxml2-utils lintian
  mandoc neovim nodejs pre-commit python3-jsonschema python3-yaml vim vim-ale zsh)
# shellcheck disable=SC2034
check_packages=(clang-format-14 clang-tidy-14 shellcheck)
# shellcheck disable=SC2034
fuzz_packages=(clang-14 jq libclang-rt-14-dev libexpat1-dev)
# shellcheck disable=SC2034
release_packages=(dpkg-dev file g++-aarch64-linux-gnu git jq umoci)

complain() {
  echo "seccomp-lint: $*" >&2
}

# Those of the named packages that are not installed; all of them where there is no dpkg.
missing_packages() {
  local installed
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null) || true
  local package
  for package; do
    grep -qx "installed $package" <<<"$installed" || echo "$package"
  done
}

# Runs a command and shows what it says only when it fails.
quietly() {
  local log
  log=$("$@" 2>&1) || {
    local code=$?
    printf '%s\n' "$log" >&2
    return "$code"
  }
}

# Makes sure that the named packages are installed; ends the script with 2 where it cannot.
require_packages() {
  local -a missing as_root=()
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]})) || return 0
  ((EUID == 0)) || as_root=(sudo)
  if ! command -v apt-get >/dev/null || { ((EUID)) && ! command -v sudo >/dev/null; }; then
    complain "please install these packages (named as in Debian 12) first: ${missing[*]}"
    exit 2
  fi
  complain "installing ${missing[*]}"
  if ! { quietly "${as_root[@]}" apt-get -q update &&
    quietly "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get -qy --no-install-recommends install "${missing[@]}"; }; then
    complain "please install these packages first: ${missing[*]}"
    exit 2
  fi
}
