#!/usr/bin/env bats
# What the system does to a run: signals, limits, and files that are not what they seem.

load common

# ended SIGNAL [FILE...]: the run's exit code when it is told to end while it waits for its input,
# after it has checked the files.
ended() {
  local holder linter code=0
  rm -f pipe
  mkfifo pipe
  sleep 100 >pipe &
  holder=$!
  # A shell lets its background jobs ignore SIGINT.
  env --default-signal "$SECCOMP_LINT" --format text --format json=report.json "${@:2}" - \
    <pipe >out 2>err 3>&- &
  linter=$!
  until [[ $(tr '\0' ' ' <"/proc/$linter/cmdline") == "$SECCOMP_LINT "* ]]; do sleep 0.01; done
  while (($# > 1)) && [[ ! -s out ]]; do sleep 0.01; done
  kill -"$1" "$linter"
  wait "$linter" || code=$?
  kill "$holder"
  echo "$code"
}

@test "a signal ends a run at once and leaves no report" {
  local signal
  for signal in HUP INT TERM; do
    expect "$((128 + $(kill -l "$signal")))" "$(ended "$signal" 3>&-)"
    expect '' "$(find . -name '*report*' -o -name '.seccomp*')"
  done
}

@test "a signal leaves the findings so far on standard output, and no report file" {
  many_bad bad.yaml 5000
  expect 143 "$(ended TERM bad.yaml 3>&-)"
  expect_in 'restrict-seccomp' "$(head -n 1 out)"
  expect '' "$(find . -name '*report*' -o -name '.seccomp*')"
}

@test "memory that runs out is told in words" {
  # The address sanitizer needs more memory than that.
  grep -q __asan_init "$SECCOMP_LINT" && return
  head -c 100000000 /dev/zero >big.yaml
  run -3 --separate-stderr bash -c 'ulimit -v 100000; "$@"' - "$SECCOMP_LINT" big.yaml
  # shellcheck disable=SC2154 # bats sets it
  expect 'seccomp-lint: out of memory' "$stderr"
}

@test "a small stack and few open files are enough" {
  bad a/b/c/d/e/f.yaml
  printf '%*s' 400 '' | tr ' ' '[' >deep.yaml
  run -1 --separate-stderr bash -c 'ulimit -n 16 -s 512; "$@"' - "$SECCOMP_LINT" .
  expect_in 'a/b/c/d/e/f.yaml:5:44: error' "$output"
  expect_in 'deep.yaml:1:' "$output"
}

@test "a file that says it is empty is read" {
  run -0 --separate-stderr lint /proc/self/status
  expect_in '1 file, 1 document, ' "$stderr"
}

@test "a file that vanished is a failure, and the others are checked" {
  bad a.yaml
  printf 'gone.yaml\na.yaml\n' >list
  run -3 --separate-stderr lint --files-from list
  expect_in 'a.yaml:5:44: error' "$output"
  expect_in 'seccomp-lint: gone.yaml: No such file or directory' "$stderr"
}
