#!/usr/bin/env bats
# The sources keep to their layers, and layering.sh would notice if they did not.

load common

# Copies the sources, appends a line to one of them, and expects layering.sh to say so.
offence() {
  local file=$1 line=$2 expected=$3
  mkdir -p "$(dirname "$file")"
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

@test "a rule may not see a reader of YAML" {
  offence rules/registry.cpp '#include "lint/yaml/tree.hpp"' \
    'rules/registry.cpp: must not include lint/yaml/tree.hpp'
}

@test "each file stands in a layer" {
  offence lint/other/new.cpp '//' 'lint/other/new.cpp: no layer has this file'
}

@test "a rule may not see the run" {
  offence rules/rules.hpp '#include "lint/check/run.hpp"' \
    'rules/rules.hpp: must not include lint/check/run.hpp'
}

@test "manifests may not see rules" {
  offence lint/manifest/kubernetes/pod.cpp '#  include "rules/registry.hpp"' \
    'lint/manifest/kubernetes/pod.cpp: must not include rules/registry.hpp'
}

@test "readers of YAML may not see manifests" {
  offence lint/yaml/tree.hpp '#include "lint/manifest/kubernetes/pod.hpp"' \
    'lint/yaml/tree.hpp: must not include lint/manifest/kubernetes/pod.hpp'
}

@test "nobody may see the command line" {
  offence lint/check/run.cpp '#include "lint/app/cli.hpp"' 'lint/check/run.cpp: must not include lint/app/cli.hpp'
}

@test "reports may not see rules" {
  offence lint/report/text.cpp '#include "rules/registry.hpp"' \
    'lint/report/text.cpp: must not include rules/registry.hpp'
}

@test "yaml-cpp is seen in one file" {
  offence lint/check/run.cpp '#include <yaml-cpp/yaml.h>' \
    'lint/check/run.cpp: must not include yaml-cpp/yaml.h, which belongs to lint/yaml/yaml_cpp_reader.cpp'
}

@test "libyaml is seen in one file" {
  offence lint/yaml/yaml_cpp_reader.cpp '#include <yaml.h>' \
    'lint/yaml/yaml_cpp_reader.cpp: must not include yaml.h, which belongs to lint/yaml/libyaml_reader.cpp'
}

@test "the option parser is seen in one file" {
  offence lint/main.cpp '#include <CLI/CLI.hpp>' \
    'lint/main.cpp: must not include CLI/CLI.hpp, which belongs to lint/app/cli.cpp'
}

@test "the JSON library is seen in reports and the language server only" {
  offence rules/registry.cpp '#include <nlohmann/json.hpp>' \
    'rules/registry.cpp: must not include nlohmann/json.hpp, which belongs to lint/(report|editor)/.*'
}

@test "a file may not have more than 600 lines" {
  offence lint/new.cpp "$(printf '//\n%.0s' {1..601})" \
    'lint/new.cpp: has 601 lines; 600 are the most'
}

@test "a header must compile alone" {
  cp -r "$BATS_TEST_DIRNAME" .
  mkdir lint rules
  echo 'inline std::string text;' >lint/new.hpp
  run -1 tests/layering.sh .
  expect_in 'lint/new.hpp: does not compile alone' "$output"
}
