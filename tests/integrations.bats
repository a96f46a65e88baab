#!/usr/bin/env bats
# seccomp-lint in the hands of other programs: hooks, CI services, shells, packages. What README.md or a
# page prints as a block is taken from there and tried as it is printed.

load common
load readme_blocks

# A hook repository of this checkout's definition, and the user's repository in the current folder.
hook_repositories() {
  export PRE_COMMIT_HOME=$PWD/cache GIT_CONFIG_GLOBAL=$PWD/gitconfig GIT_CONFIG_NOSYSTEM=1
  git config --global protocol.file.allow always
  git config --global user.name Tester
  git config --global user.email tester@example.com
  git config --global init.defaultBranch main
  git init -q hook
  cp "$root/.pre-commit-hooks.yaml" hook/
  git -C hook add .
  git -C hook commit -qm 'Add the hook'
  git -C hook tag v0.1.0
  git init -q user
  block yaml pre-commit-config | sed "s|repo: .*|repo: $PWD/hook|" >user/.pre-commit-config.yaml
  cd user || return
  pre-commit install >/dev/null
}

@test "pre-commit, the walk that the page describes" {
  prepare
  hook_repositories
  pre-commit validate-manifest ../hook/.pre-commit-hooks.yaml
  block sh 'git commit' >../walk
  bash -e <(sed '/^END$/q' ../walk)
  local line
  while IFS= read -r line; do
    case $line in
      *' # refused: '*)
        run -1 bash -c "$line"
        expect_in "${line#* # refused: }" "$output"
        ;;
      *' # accepted' | 'sed '* | 'git add '*) bash -c "$line" ;;
      'seccomp-lint '*)
        run -0 bash -c "$line"
        expect_in "${line#* # }" "$output"
        ;;
      *) return 1 ;;
    esac
  done < <(sed '1,/^END$/d' ../walk)
  expect 2 "$(sed '1,/^END$/d' ../walk | grep -c '^git commit')"
  expect 'Add web' "$(git log --format=%s)"
}

@test "pre-commit, excludes hold for the files that it names" {
  prepare
  hook_repositories
  bad vendor/pod.yaml
  echo 'exclude: [vendor]' >.seccomp-lint.yaml
  git add .
  run -0 git commit -qm 'Add a vendored pod'
  bad pod.yaml
  git add .
  run -1 git commit -qm 'Add a pod'
  expect_in 'pod.yaml:5:44: error' "$output"
}

# Puts Microsoft's validator and the SARIF schema into the build folder, once.
multitool() {
  local folder
  folder=$(dirname "$SECCOMP_LINT")/sarif-multitool
  local package=node_modules/@microsoft/sarif-multitool-linux
  if [[ ! -x $folder/$package/Sarif.Multitool ]]; then
    command -v npm >/dev/null || { echo 'npm is needed' && return 1; }
    mkdir -p "$folder"
    (cd "$folder" && echo '{"private": true}' >package.json &&
      npm install --silent --ignore-scripts --no-audit --no-fund \
        @microsoft/sarif-multitool-linux@5.7.0 && chmod u+x "$package/Sarif.Multitool") || return
  fi
  tool=$folder/$package
}

@test "SARIF of all fixtures pleases the schema, GitHub's rules and Azure DevOps'" {
  local tool
  multitool
  cd "$root/fixtures"
  (lint -q --format sarif="$BATS_TEST_TMPDIR/all.sarif" .) || [[ $? == 1 ]]
  cd "$BATS_TEST_TMPDIR"
  python3 - "$tool/sarif-2.1.0.json" all.sarif <<'END'
import json, sys, jsonschema
schema, report = (json.load(open(path)) for path in sys.argv[1:])
jsonschema.validators.validator_for(schema)(schema).validate(report)
assert len(report["runs"][0]["results"]) > 100
END
  # Its exit code says nothing.
  DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$tool/Sarif.Multitool" validate all.sarif \
    --rule-kind 'Sarif;Ghas;GHAzDO' --level 'Error;Warning;Note' --output checked.sarif --log ForceOverwrite
  expect 1 "$(jq '.runs | length' checked.sarif)"
  # Its notes ask for message templates (2002), the repository's address (2003), links that it can
  # follow from here (2006), rules called like SEC1001 (2009), and a copy of the source (2010, 2011).
  # Which pipeline of Azure's ran is added by the task that publishes the file (GHAzDO1019, 1020).
  expect '' "$(jq -r '.runs[0].results[] | .level + " " + .ruleId' checked.sarif | sort -u |
    grep -vE '^note SARIF20(02|03|06|09|10|11)$|^error GHAzDO10(19|20)$')"
}

@test "the CI jobs of the page do what they say" {
  prepare
  block yaml upload-sarif >workflow
  python3 -c 'import sys, yaml
for step in yaml.safe_load(open("workflow"))["jobs"]["seccomp"]["steps"]: print(step.get("run", ""))' \
    >commands
  run -0 bash -e commands
  expect 2 "$(jq '.runs[0].results | length' seccomp.sarif)"
  block yaml gitlab >job
  mkdir -p seccomp-lint-0.1.0-linux-x86_64/bin
  ln -sf "$SECCOMP_LINT" seccomp-lint-0.1.0-linux-x86_64/bin/
  python3 -c 'import yaml
for line in yaml.safe_load(open("job"))["seccomp"]["script"]: print(line)' >commands
  run -1 bash -e commands
  expect 2 "$(jq length gl-code-quality-report.json)"
  expect 2 "$(xmllint --xpath 'count(//failure)' junit.xml)"
  block yaml add-matcher | sed "s|/usr/share/seccomp-lint|$share|" >workflow
  python3 -c 'import yaml
workflow = yaml.safe_load(open("workflow"))
for step in workflow["jobs"]["seccomp"]["steps"]: print(step.get("run", ""))' >commands
  run -1 bash -e commands
  expect_in '::add-matcher::.seccomp-matcher.json' "$output"
  expect_in 'web.yaml:5:44: error' "$output"
}

@test "completions and the man page know every option, and no other" {
  prepare
  lint --help | sed -nE 's/^  (-.,)?(--[a-z-]+).*/\2/p' | sort >known
  bash -c '. "$1"; COMP_WORDS=(seccomp-lint --); COMP_CWORD=1; _seccomp_lint
    printf "%s\n" "${COMPREPLY[@]}"' - "$share/completions/seccomp-lint.bash" | sort | diff known -
  bash -c '. "$1"; complete -p seccomp-lint' - "$share/completions/seccomp-lint.bash"
  zsh -f -c '_arguments() { print -l -- "$@" }; . "$1"' - "$share/completions/_seccomp-lint" |
    grep -oE -- '(^|[*)])--[a-z][a-z-]+' | grep -oE -- '--[a-z-]+' | sort -u | diff known -
  fish --no-config -c "source $share/completions/seccomp-lint.fish; complete -C 'seccomp-lint --'" |
    cut -f 1 | sed 's/=$//' | sort -u | diff known -
  mandoc -T lint "$share/seccomp-lint.1"
  sed -nE 's/^\.It .*Fl -([a-z-]+).*/--\1/p' "$share/seccomp-lint.1" | sort -u | diff known -
}

# What bash offers for the words of a command line, the last of which is being written.
bash_offers() {
  bash -c '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _seccomp_lint
    echo "${COMPREPLY[*]}"' - "$share/completions/seccomp-lint.bash" "$@"
}

# What zsh offers as values of an option, with stand-ins for its completion system.
zsh_offers() {
  # shellcheck disable=SC2016
  zsh -f -c '
    _arguments() { specs=("$@") }
    _call_program() { shift; "$@" }
    _describe() { print -r -- ${(P)2} }
    words=(seccomp-lint)
    . "$1"
    action=${${(M)specs:#(|\*)$2=*}##*:}
    if [[ $action = \(*\) ]]; then print -r -- ${${action#\(}%\)}; else $action; fi
  ' - "$share/completions/_seccomp-lint" "$1"
}

fish_offers() {
  fish --no-config -c "source $share/completions/seccomp-lint.fish
    complete -C 'seccomp-lint $1 '" | cut -f 1
}

# Words that are separated by anything, in one order.
words() {
  grep -oE '[a-z-]+' | grep -vx or | LC_ALL=C sort -u | xargs
}

@test "completions know the values of options, and no others" {
  prepare
  local option
  local -A known
  known[--format]=$(COLUMNS=500 lint --help | sed -nE 's/^ {20,}([a-z]+): .*/\1/p' | words)
  known[--color]=$(COLUMNS=500 lint --help | sed -n 's/^  --color WHEN//p' | words)
  known[--fail-level]=$(COLUMNS=500 lint --help | sed -n 's/^  --fail-level LEVEL.*: //p' | words)
  known[--explain]=$(lint --list-rules | cut -d ' ' -f 1 | words)
  for option in --enable --disable --only; do known[$option]=${known[--explain]}; done
  expect_in sarif "${known[--format]}"
  for option in "${!known[@]}"; do
    expect "${known[$option]}" "$(bash_offers seccomp-lint "$option" '' | words)"
    expect "${known[$option]}" "$(bash_offers seccomp-lint "$option" = | words)"
    expect "${known[$option]}" "$(zsh_offers "$option" | words)"
    expect "${known[$option]}" "$(fish_offers "$option" | words)"
  done
}

@test "completion in bash, wherever the equals sign stands" {
  prepare
  expect sarif "$(bash_offers seccomp-lint --format = sa)"
  expect 'github gitlab' "$(bash_offers seccomp-lint --format g)"
  expect restrict-seccomp "$(bash_offers seccomp-lint --explain res)"
  expect web.yaml "$(bash_offers seccomp-lint web)"
  expect web.yaml "$(bash_offers seccomp-lint --format = sarif = web)"
}

@test "a Debian package can be made and pleases lintian" {
  # What is packed matters here, not how well it is optimised.
  local build
  build=$(dirname "$SECCOMP_LINT")
  (cd "$build" && cpack -G DEB -B "$BATS_TEST_TMPDIR" >/dev/null)
  local package
  package=$(echo ./*.deb)
  expect ./seccomp-lint_0.1.0_amd64.deb "$package"
  lintian --allow-root --fail-on error "$package"
  dpkg-deb -x "$package" installed
  run -0 installed/usr/bin/seccomp-lint --version
  expect "seccomp-lint $(dpkg-deb -f "$package" Version)"
  local file
  for file in bin/seccomp-lint share/man/man1/seccomp-lint.1.gz share/seccomp-lint/problem-matcher.json \
    share/seccomp-lint/config.schema.json share/seccomp-lint/report.schema.json \
    share/seccomp-lint/inventory.schema.json \
    share/bash-completion/completions/seccomp-lint share/zsh/vendor-completions/_seccomp-lint \
    share/fish/vendor_completions.d/seccomp-lint.fish share/doc/seccomp-lint/copyright; do
    [[ -s installed/usr/$file ]]
  done
  # The pages, whose links lead on when they are installed, too.
  local page
  for page in "$share"/doc/*.md; do
    cmp "$page" "installed/usr/share/doc/seccomp-lint/${page##*/}"
  done
  "$BATS_TEST_DIRNAME/links.py" installed/usr/share/doc/seccomp-lint
}

# Compiling all of the program once more would take minutes. What is linked as it is, and uses each of
# its libraries, stands for it.
@test "a static program needs no shared libraries" {
  cat >CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.25)
project(probe CXX)
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)
add_subdirectory(${ROOT} linter)
add_executable(probe probe.cpp)
foreach(name lint_fmt lint_yaml_libraries lint_report_libraries)
  get_directory_property(libraries DIRECTORY ${ROOT} DEFINITION ${name})
  target_link_libraries(probe PRIVATE ${libraries})
endforeach()
target_link_options(probe PRIVATE $<TARGET_PROPERTY:seccomp-lint,LINK_OPTIONS>)
END
  cat >probe.cpp <<'END'
#include <fmt/format.h>
#include <yaml-cpp/yaml.h>
#include <yaml.h>

#include <pugixml.hpp>
#include <thread>

int main() {
  pugi::xml_document document;
  document.load_string("<xml/>");
  std::thread([&] {
    fmt::print("{} {} {}\n", yaml_get_version_string(), YAML::Load("yaml").Scalar(),
               document.first_child().name());
  }).join();
}
END
  cmake -G Ninja -S . -B build -DROOT="$root" -DCMAKE_BUILD_TYPE=Debug -DSECCOMP_LINT_STATIC=ON >log ||
    { cat log && return 1; }
  ninja -C build probe >log || { cat log && return 1; }
  run -0 build/probe
  expect "$(pkg-config --modversion yaml-0.1) yaml xml"
  run ! ldd build/probe
  expect_in 'not a dynamic executable' "$output"
}
