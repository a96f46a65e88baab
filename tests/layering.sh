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

base='lint/(bytes|finding|result|search|text)\.hpp'
layer 'nothing' lint/finding.hpp lint/result.hpp
layer 'lint/text\.hpp' lint/text.hpp lint/text.cpp
layer 'lint/(bytes|search)\.hpp' lint/bytes.hpp lint/search.hpp lint/search.cpp
layer 'lint/finding\.hpp' lint/rule.hpp
layer "$base|lint/input/.*" lint/input
layer "$base|lint/manifest/.*|lint/input/(hidden_words|source|template_actions|tree)\.hpp" lint/manifest
layer 'lint/(finding|rule|text)\.hpp|lint/manifest/.*|rules/.*' rules
layer "$base|lint/rule\.hpp|lint/report/.*" lint/report
layer 'lint/terminal\.hpp' lint/terminal.hpp lint/terminal.cpp
layer 'lint/cli\.hpp' lint/main.cpp
# The command line knows everyone, and nobody knows it.
for file in lint/*.[ch]pp; do
  [[ $file == lint/cli.* || $file == lint/main.cpp ]] && continue
  layer 'lint/([^c].*|c[^l].*)|rules/.*' "$file"
done

library 'yaml-cpp/.*' 'lint/input/reader\.cpp'
library 'yaml\.h' 'lint/input/survey\.cpp'
library 'CLI/.*' 'lint/cli\.cpp'
library 'nlohmann/.*|pugixml\.hpp' 'lint/report/.*'

while read -r lines file; do
  ((lines <= 400)) || offend "$file: has $lines lines; 400 are the most"
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
