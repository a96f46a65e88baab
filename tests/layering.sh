#!/usr/bin/env bash
# Checks that the sources of a checkout (default: this one) keep to the layers: who may include
# whom, which library is seen where, that every header stands alone, and how long a file may be.
# Prints each offence and fails when there is one.
set -euo pipefail

cd "${1:-$(dirname "${BASH_SOURCE[0]}")/..}"
offences=0

offend() {
  echo "$1"
  offences=$((offences + 1))
}

# The includes of the files in a folder or of one file, as "FILE INCLUDED".
includes_of() {
  { grep -rHoE '^ *# *include +["<][^">]+' "$@" --include='*.[ch]pp' || true; } |
    sed -E 's/^([^:]+): *# *include +["<]/\1 /'
}

# `layer MAY-INCLUDE FILES...`: project headers that the files may include, as a pattern.
layer() {
  local file included
  while read -r file included; do
    [[ $included =~ ^(lint|rules|tests)/ && ! $included =~ ^($1)$ ]] || continue
    offend "$file: must not include $included"
  done < <(includes_of "${@:2}")
}

# `library HEADERS FILES`: the only files that may include a library's headers, as patterns.
library() {
  local file included
  while read -r file included; do
    [[ $included =~ ^($1)$ && ! $file =~ ^($2)$ ]] || continue
    offend "$file: must not include $included, which belongs to ${2//\\/}"
  done < <(includes_of lint rules)
}

# What stands at the bottom: plain values that every part may hold.
base='lint/(filter_state|finding|result|role|rule)\.hpp'
text='lint/text/.*'
search="$text|lint/search/.*"
files="$text|lint/files/.*"
yaml="$search|lint/yaml/.*"
template="$yaml|lint/template/.*"
manifest="$template|lint/manifest/.*"
rules="$manifest|rules/.*"

layer 'nothing' lint/filter_state.hpp lint/finding.hpp lint/result.hpp lint/role.hpp
layer 'lint/finding\.hpp' lint/rule.hpp
layer "$base|$text" lint/text
layer "$base|$search" lint/search
layer "$base|$files" lint/files
layer "$base|$yaml" lint/yaml
layer "$base|$template" lint/template
layer "$base|$manifest" lint/manifest
layer "$base|$text|lint/manifest/.*|rules/.*" rules
layer "$base|$text|lint/report/.*" lint/report
layer "$base|$rules|lint/report/.*|lint/suppress/.*" lint/suppress
layer "$base|$yaml|lint/fix/.*" lint/fix
layer "$base|$rules|$files|lint/(report|suppress|fix|check)/.*" lint/check
layer "$base|$rules|$files|lint/(report|suppress|fix|check|editor)/.*" lint/editor
layer "$base|$rules|$files|lint/(report|suppress|fix|check|editor)/.*|lint/app/[^c].*|lint/app/config\.hpp" \
  lint/app/[!c]* lint/app/config.*
layer "$base|$rules|$files|lint/(report|suppress|fix|check|editor|app)/.*" lint/app/cli.*
layer 'lint/app/cli\.hpp' lint/main.cpp

# Each file of lint/ has to stand in one of these rows.
while read -r file; do
  offend "$file: no layer has this file"
done < <(find lint -name '*.[ch]pp' | grep -vE \
  '^lint/(main\.cpp|(filter_state|finding|result|role|rule)\.hpp|(text|search|files|yaml|template|manifest|report|suppress|fix|check|editor|app)/.*)$')

library 'yaml-cpp/.*' 'lint/yaml/yaml_cpp_reader\.cpp'
library 'yaml\.h' 'lint/yaml/libyaml_reader\.cpp'
library 'CLI/.*' 'lint/app/cli\.cpp'
library 'nlohmann/.*' 'lint/(report|editor)/.*'
library 'pugixml\.hpp' 'lint/report/.*'

while read -r lines file; do
  ((lines <= 600)) || offend "$file: has $lines lines; 600 are the most"
done < <(find lint rules tests -type f \( -name '*.[ch]pp' -o -name '*.bats' -o -name '*.sh' \) \
  -exec wc -l {} + | grep -v ' total$')

# What its own source includes first stands alone when that compiles. For the others: stdin, so that
# "#pragma once" is not complained about.
stands_alone() {
  local source=${1%.hpp}.cpp
  [[ -f $source && $(grep -m1 '^#include' "$source") == "#include \"$1\"" ]] && return
  echo "#include \"$1\"" | "${CXX:-g++}" -std=c++20 -fsyntax-only -Wno-psabi -I. -x c++ - ||
    { echo "$1: does not compile alone" && return 1; }
}
export -f stands_alone
find lint rules tests -name '*.hpp' -print0 |
  xargs -0 -P "$(nproc)" -I{} bash -c 'stands_alone {}' 2>&1 || offences=$((offences + 1))

((offences == 0))
