#!/usr/bin/env bats
# Hostile and huge inputs end soon, with a finding or silence, and never with a crash.

load common

# Runs the linter on in.yaml for that many seconds at most.
within() {
  run --separate-stderr timeout "$1" "$SECCOMP_LINT" in.yaml
}

# Prints a text that many times.
many() {
  yes -- "$1" | head -n "$2" | tr -d '\n'
}

@test "brackets nested a million deep" {
  many '[' 1000000 >in.yaml
  within 10
  ((status == 1))
  expect_in 'in.yaml:1:401: error: nested deeper than 400 levels [yaml-syntax]' "$output"
}

@test "mappings nested twenty thousand deep" {
  many '{a: ' 20000 >in.yaml
  within 10
  ((status == 1))
  expect_in '[yaml-syntax]' "$output"
}

@test "block sequences nested ten thousand deep" {
  many '- ' 10000 >in.yaml
  within 10
  ((status == 1))
  expect_in '[yaml-syntax]' "$output"
}

@test "an alias bomb" {
  {
    echo 'apiVersion: example.com/v1'
    echo 'kind: Bomb'
    echo 'a: &a {seccompProfile: {type: Unconfined}}'
    local this next=a
    for this in b c d e f g h i j k l m n o p; do
      printf '%s: &%s [*%s, *%s, *%s, *%s, *%s, *%s, *%s, *%s, *%s]\n' "$this" "$this" \
        "$next" "$next" "$next" "$next" "$next" "$next" "$next" "$next" "$next"
      next=$this
    done
  } >in.yaml
  within 10
  ((status == 1))
  ((${#lines[@]} < 200))
}

@test "merge keys that multiply" {
  {
    echo 'kind: Pod'
    echo 'a0: &a0 {x: y}'
    for ((i = 1; i < 60; i++)); do
      echo "a$i: &a$i {<<: [*a$((i - 1)), *a$((i - 1))]}"
    done
    echo 'spec: {<<: *a59}'
  } >in.yaml
  within 10
  ((status <= 1))
}

@test "a ConfigMap of two thousand manifests" {
  {
    printf 'apiVersion: v1\nkind: ConfigMap\ndata:\n'
    seq 2000 | sed 's/$/.yaml: |\n    kind: Pod\n    seccompProfile: {}/; s/^/  /'
  } >in.yaml
  within 10
  ((status == 0))
}

@test "directives for a file that has as many findings" {
  {
    yes '# seccomp-lint: ignore-file[restrict-seccomp] why' | head -n 5000
    yes '# seccomp-lint: ignore[restrict-seccomp] why' | head -n 5000
    printf 'kind: Pod\nspec:\n  containers:\n'
    yes '  - securityContext: {seccompProfile: {type: Unconfined}}' | head -n 5000
  } >in.yaml
  within 10
  ((status == 0))
  # shellcheck disable=SC2154 # bats sets it
  expect_in '5000 suppressed' "$stderr"
}

@test "templates in a template that nothing makes readable" {
  {
    printf 'apiVersion: v1\nkind: ConfigMap\ndata:\n'
    local i
    for ((i = 0; i < 10; i++)); do
      printf '  %s.yaml: |\n' "$i"
      yes $'    seccompProfile: [\n    {{ if x }}' | head -n 500
    done
  } >in.yaml
  within 30
  ((status == 0))
}

@test "ten thousand definitions in a template" {
  yes $'{{ define "a" }}\nsecurityContext: {seccompProfile: {type: Unconfined}}\n{{ end }}' |
    head -n 30000 >in.yaml
  within 10
  ((status == 1))
  (($(grep -c 'restrict-seccomp' <<<"$output") == 10000))
}

@test "definitions within definitions" {
  many '{{ define "a" }}' 5000 >in.yaml
  printf '\nseccompProfile: {type: Unconfined}\n' >>in.yaml
  many '{{ end }}' 5000 >>in.yaml
  within 30
  ((status == 0))
  expect_in 'this part of the template can be read only after rendering' "$output"
}

@test "a hundred thousand actions on a line" {
  many '{{ "a" }} ' 100000 >in.yaml
  within 30
  ((status == 0))
}

@test "actions that no line closes, among quotes that do not match" {
  yes "a: '{{ x \"a '" | head -n 70000 >in.yaml
  within 30
  ((status == 0))
}

@test "half a million words on a line that is no YAML" {
  { printf '? "}}"'; many ':a' 500000; } >in.yaml
  within 30
  ((status == 1))
  ((${#lines[@]} == 1))
}

@test "a quote that is never closed" {
  { printf 'a: "'; many x 5000000; } >in.yaml
  within 10
  ((status == 1))
  expect_in 'in.yaml:1:4: error: ' "$output"
  ((${#lines[@]} == 1))
}

@test "a line of ten million characters" {
  { printf 'kind: Pod\nspec: {x: "'; many é 10000000
    printf '", securityContext: {seccompProfile: {type: Unconfined}}}\n'; } >in.yaml
  within 60
  ((status == 1))
}

@test "a file of 30 megabytes" {
  bad pod.yaml
  printf -- '---\ndata: %s\n---\n' "$(many x 1000)" | cat pod.yaml - >one.yaml
  while (($(stat -c %s one.yaml) < 30000000)); do
    cat one.yaml one.yaml >two.yaml
    mv two.yaml one.yaml
  done
  mv one.yaml in.yaml
  within 100
  ((status == 1))
  ((${#lines[@]} > 20000))
}

@test "bytes of every kind" {
  for ((i = 0; i < 256; i++)); do printf %b "\\x$(printf %x "$i")"; done >in.yaml
  within 10
  ((status == 1))
  ((${#lines[@]} == 1))
}

@test "every truncation of a manifest" {
  bad whole.yaml
  local size end
  size=$(stat -c %s whole.yaml)
  for ((end = 0; end < size; end++)); do
    head -c "$end" whole.yaml >"$end.yaml"
  done
  run --separate-stderr timeout 60 "$SECCOMP_LINT" .
  ((status == 1))
}
