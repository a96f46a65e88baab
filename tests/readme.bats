#!/usr/bin/env bats
# README.md and the pages in lint/share/doc tell the truth. In their ```console blocks, each line that
# begins with "$ " is run in the project's folder with seccomp-lint on the PATH; the lines after it
# are what it prints.

load common

# Prints a page's console blocks with what the commands in them say now.
replayed() {
  local line is_console=''
  while IFS= read -r line; do
    case $line in
      '```console') is_console=yes ;;
      '```') is_console='' ;;
      '$ '*)
        [[ $is_console ]] || continue
        printf '%s\n' "$line"
        bash -c "${line#\$ }" 2>&1 </dev/null || true
        ;;
    esac
  done <"$1"
}

@test "the examples print what README and the pages say" {
  mkdir bin
  ln -s "$SECCOMP_LINT" bin/seccomp-lint
  local -x PATH=$PWD/bin:$PATH
  cd "$BATS_TEST_DIRNAME/.."
  local page
  for page in README.md lint/share/doc/*.md; do
    # shellcheck disable=SC2016
    sed -n '/^```console$/,/^```$/{/^```/!p}' "$page" >"$BATS_TEST_TMPDIR/said"
    [[ $page != README.md || -s $BATS_TEST_TMPDIR/said ]]
    replayed "$page" >"$BATS_TEST_TMPDIR/found"
    diff -u --label "$page" --label found "$BATS_TEST_TMPDIR/said" "$BATS_TEST_TMPDIR/found"
  done
}

@test "the page of options names every option, and no other" {
  cd "$BATS_TEST_DIRNAME/.."
  "$SECCOMP_LINT" --help | sed -nE 's/^  (-.,)?(--[a-z-]+).*/\2/p' | sort \
    >"$BATS_TEST_TMPDIR/options"
  grep -oE -- '--[a-z][a-z-]+' lint/share/doc/options.md | sort -u |
    diff "$BATS_TEST_TMPDIR/options" -
}

@test "README lists the rules" {
  cd "$BATS_TEST_DIRNAME/.."
  sed -n '/^## Rules/,/^## /{/^|/p}' README.md |
    diff <("$SECCOMP_LINT" --list-rules --format markdown) -
}

@test "README leads to every page" {
  cd "$BATS_TEST_DIRNAME/.."
  grep -oE '\(lint/share/doc/[a-z]+\.md\)' README.md | tr -d '()' | sort |
    diff <(printf '%s\n' lint/share/doc/*.md) -
}

@test "no link is dead" {
  "$BATS_TEST_DIRNAME/links.py" "$BATS_TEST_DIRNAME/.."
}

@test "a dead link would be named" {
  mkdir pages
  cat >pages/a.md <<'END_OF_PAGE'
# Ways `in` and out, twice

## Ways

## Ways

[good](b.md), [good](b.md#one-two), [good](#ways-in-and-out-twice), [good](#ways-1), [good](pages),
[good](https://example.com/missing), `[code](missing.md)`, [folder](../pages)

```console
$ echo '[block](missing.md)'
# no heading
```

    [block](missing.md)

[file](missing.md), [anchor](b.md#three), [own](#no-heading) and [words on
two lines](/etc/passwd), [outside](../../outside.md)

[reference]: missing-too.md
END_OF_PAGE
  mkdir pages/pages
  echo '## One_two' >b.md
  echo '### One two' >pages/b.md
  run -1 "$BATS_TEST_DIRNAME/links.py" .
  expect 'pages/a.md:17: missing.md
pages/a.md:17: b.md#three
pages/a.md:17: #no-heading
pages/a.md:18: /etc/passwd
pages/a.md:18: ../../outside.md
pages/a.md:20: missing-too.md'
}
