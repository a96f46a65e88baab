#!/usr/bin/env bats
# The sources keep to their layers, and layering.sh would notice if they did not.

load common

# Copies the sources, appends a line to one of them, and expects layering.sh to say so.
offence() {
  local file=$1 line=$2 expected=$3
  cp -r "$BATS_TEST_DIRNAME/../lint" "$BATS_TEST_DIRNAME/../rules" "$BATS_TEST_DIRNAME" .
  echo "$line" >>"$file"
  # What includes cost is not what is tested here.
  CXX=true run -1 tests/layering.sh .
  expect_in "$expected" "$output"
}

@test "the sources keep to their layers" {
  run -0 "$BATS_TEST_DIRNAME/layering.sh"
  expect ''
}

@test "a rule may not see a file" {
  offence rules/registry.cpp '#include "lint/input/source.hpp"' \
    'rules/registry.cpp: must not include lint/input/source.hpp'
}

@test "a rule may not see the engine" {
  offence rules/rules.hpp '#include "lint/engine.hpp"' \
    'rules/rules.hpp: must not include lint/engine.hpp'
}

@test "manifests may not see rules" {
  offence lint/manifest/pod.cpp '#  include "rules/registry.hpp"' \
    'lint/manifest/pod.cpp: must not include rules/registry.hpp'
}

@test "inputs may not see manifests" {
  offence lint/input/tree.hpp '#include "lint/manifest/pod.hpp"' \
    'lint/input/tree.hpp: must not include lint/manifest/pod.hpp'
}

@test "nobody may see the command line" {
  offence lint/engine.cpp '#include "lint/cli.hpp"' 'lint/engine.cpp: must not include lint/cli.hpp'
}

@test "reports may not see rules" {
  offence lint/report/text.cpp '#include "rules/registry.hpp"' \
    'lint/report/text.cpp: must not include rules/registry.hpp'
}

@test "yaml-cpp is seen in one file" {
  offence lint/engine.cpp '#include <yaml-cpp/yaml.h>' \
    'lint/engine.cpp: must not include yaml-cpp/yaml.h, which belongs to lint/input/reader.cpp'
}

@test "libyaml is seen in one file" {
  offence lint/input/reader.cpp '#include <yaml.h>' \
    'lint/input/reader.cpp: must not include yaml.h, which belongs to lint/input/survey.cpp'
}

@test "the option parser is seen in one file" {
  offence lint/main.cpp '#include <CLI/CLI.hpp>' \
    'lint/main.cpp: must not include CLI/CLI.hpp, which belongs to lint/cli.cpp'
}

@test "the JSON library is seen in reports only" {
  offence rules/registry.cpp '#include <nlohmann/json.hpp>' \
    'rules/registry.cpp: must not include nlohmann/json.hpp, which belongs to lint/report/.*'
}

@test "a file may not have more than 400 lines" {
  offence lint/new.cpp "$(printf '//\n%.0s' {1..401})" \
    'lint/new.cpp: has 401 lines; 400 are the most'
}

@test "a header must compile alone" {
  cp -r "$BATS_TEST_DIRNAME" .
  mkdir lint rules
  echo 'inline std::string text;' >lint/new.hpp
  run -1 tests/layering.sh .
  expect_in 'lint/new.hpp: does not compile alone' "$output"
}
