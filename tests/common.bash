# What the tests of the real binary share. SECCOMP_LINT names it.
# shellcheck shell=bash

bats_require_minimum_version 1.5.0
: "${SECCOMP_LINT:?must name the binary to test}"

setup() {
  cd "$BATS_TEST_TMPDIR" || return
  unset NO_COLOR CLICOLOR_FORCE FORCE_COLOR
  export TERM=dumb
}

lint() {
  "$SECCOMP_LINT" "$@"
}

# Writes a pod whose profile has the given type.
pod() {
  mkdir -p "$(dirname -- "./$1")"
  printf 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n' >"./$1"
  printf '  securityContext: {seccompProfile: {type: %s}}\n' "$2" >>"./$1"
}

bad() {
  local name
  for name; do pod "$name" Unconfined; done
}

# Writes a file with as many bad pods.
many_bad() {
  pod "$1" Unconfined
  awk -v "count=$2" '{ text = text $0 "\n" } END { while (count--) printf "---\n%s", text }' "$1" >many
  mv many "$1"
}

good() {
  local name
  for name; do pod "$name" RuntimeDefault; done
}

# Runs a command without root's right to read everything.
unprivileged() {
  if ((EUID == 0)); then
    setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-all "$@"
  else
    "$@"
  fi
}

# Expects $output, or what the second argument says, to be these lines.
expect() {
  local found=${2-$output}
  [[ $found == "$1" ]] || {
    printf 'expected:\n%s\nfound:\n%s\n' "$1" "$found"
    return 1
  }
}

# Expects the second argument to have the first in it.
expect_in() {
  [[ $2 == *"$1"* ]] || {
    printf 'expected:\n%s\nin:\n%s\n' "$1" "$2"
    return 1
  }
}
