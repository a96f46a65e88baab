# For tests that try what README prints as a block, exactly as it is printed.
# shellcheck shell=bash

root=$BATS_TEST_DIRNAME/..
# shellcheck disable=SC2034 # the tests use it
share=$root/lint/share

# A manifest whose line 5 is wrong, and the program on the PATH.
prepare() {
  mkdir -p bin
  ln -sf "$SECCOMP_LINT" bin/seccomp-lint
  PATH=$PWD/bin:$PATH
  export HOME=$PWD/home
  mkdir -p home
  bad 'my pod.yaml'
  bad web.yaml
}

# Prints README's code block of a language whose text holds a word.
block() {
  python3 - "$root/README.md" "$1" "$2" <<'END'
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
blocks = re.findall(r"^```(\w+)\n(.*?)^```$", text, re.M | re.S)
found = [body for language, body in blocks if language == sys.argv[2] and sys.argv[3] in body]
assert len(found) == 1, f"{len(found)} blocks of {sys.argv[2]} hold {sys.argv[3]}"
print(found[0], end="")
END
}
