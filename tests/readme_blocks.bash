# For tests that try what README.md or a page prints as a block, exactly as it is printed.
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

# Prints the code block of a language, in README.md or a page, whose text holds a word.
block() {
  python3 - "$@" "$root/README.md" "$share"/doc/*.md <<'END'
import re, sys
wanted, word, *pages = sys.argv[1:]
text = "\n".join(open(page, encoding="utf-8").read() for page in pages)
blocks = re.findall(r"^```(\w+)\n(.*?)^```$", text, re.M | re.S)
found = [body for language, body in blocks if language == wanted and word in body]
assert len(found) == 1, f"{len(found)} blocks of {wanted} hold {word}"
print(found[0], end="")
END
}
