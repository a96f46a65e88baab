#!/usr/bin/env bats
# seccomp-lint in the hands of other programs: hooks, editors, CI services, shells, packages. What
# README prints as a block is taken from there and tried as it is printed.

load common

root=$BATS_TEST_DIRNAME/..
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

@test "pre-commit, the walk that README describes" {
  prepare
  hook_repositories
  pre-commit validate-manifest ../hook/.pre-commit-hooks.yaml
  printf 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {securityContext: {\n  %s\n' \
    'seccompProfile: {' >web.yaml
  printf '    type: Unconfined\n' >>web.yaml
  printf '}}}\n' >>web.yaml
  sed -n 's/ *#.*//; /^git\|^sed\|^seccomp-lint/p' <(block sh 'git commit') >../walk
  mapfile -t walk <../walk
  expect 6 "${#walk[@]}"
  bash -c "${walk[0]}"
  run -1 bash -c "${walk[1]}"
  expect_in 'web.yaml:6:11: error' "$output"
  bash -c "$(sed -n '/^sed.*ignore/p' <(block sh 'git commit'))"
  run -0 bash -c "${walk[3]}"
  bash -c "${walk[4]}"
  run -0 bash -c "${walk[5]}"
  expect_in 'web.yaml:6:29: warning: ignore[restrict-seccomp] has nothing to ignore' "$output"
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

@test "SARIF of all fixtures pleases the schema and GitHub's rules" {
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
  # Its exit code says nothing; notes are left out of its report.
  DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$tool/Sarif.Multitool" validate all.sarif \
    --rule-kind 'Sarif;Ghas' --output checked.sarif --log ForceOverwrite
  expect 1 "$(jq '.runs | length' checked.sarif)"
  expect '' "$(jq -r '.runs[0].results[] | .ruleId + " " + (.message.arguments | join(" "))' \
    checked.sarif)"
}

# The quickfix list as "file|line|column|type", by vim or nvim with the arguments given.
quickfix() {
  cat >list.vim <<'END'
silent make
call writefile(map(filter(getqflist(), 'v:val.valid'),
  \ 'bufname(v:val.bufnr) . "|" . v:val.lnum . "|" . v:val.col . "|" . v:val.type'), 'found')
qall!
END
  block vim makeprg >settings.vim
  timeout 20 "$@" -u NONE -n -c 'set nocp' -c 'source settings.vim' -c 'source list.vim' web.yaml \
    </dev/null >/dev/null 2>&1
  expect 'web.yaml|5|44|e' "$(<found)"
}

@test "vim, the settings in README" {
  prepare
  quickfix vim -N -es
}

@test "neovim, the settings in README" {
  prepare
  quickfix nvim --headless
}

@test "emacs, compile needs no settings" {
  prepare
  cat >check.el <<'END'
(require 'compile)
(with-temp-buffer
  (insert (shell-command-to-string "seccomp-lint ."))
  (compilation-mode)
  (let ((inhibit-read-only t)) (compilation-parse-errors (point-min) (point-max)))
  (goto-char (point-min))
  (while (not (eobp))
    (let ((message (get-text-property (point) 'compilation-message)))
      (when message
        (let ((loc (compilation--message->loc message)))
          (princ (format "%s|%s|%s|%s\n" (caar (compilation--loc->file-struct loc))
                         (compilation--loc->line loc) (compilation--loc->col loc)
                         (compilation--message->type message))))))
    (forward-line)))
END
  run -0 --separate-stderr emacs -Q --batch -l check.el
  expect_in 'my pod.yaml|5|44|2' "$output"
  expect_in 'web.yaml|5|44|2' "$output"
}

# Matches the lines on standard input with a JSON file's pattern, as a runner does.
match() {
  node -e '
    const fs = require("fs");
    const json = JSON.parse(fs.readFileSync(process.argv[1]));
    let pattern = json.problemMatcher ? json.problemMatcher[0].pattern[0]
                                      : json.tasks[0].problemMatcher.pattern;
    const regexp = new RegExp(pattern.regexp);
    for (const line of fs.readFileSync(0, "utf8").split("\n")) {
      const found = regexp.exec(line);
      if (!found) { if (line) console.log("no match: " + line); continue; }
      const part = name => found[pattern[name]];
      console.log(["file", "line", "column", "severity", "code"].map(part).join("|"));
    }' "$1"
}

@test "the problem matchers read every line, coloured or not" {
  prepare
  block json problemMatcher >tasks.json
  local expected='my pod.yaml|5|44|error|restrict-seccomp
web.yaml|5|44|error|restrict-seccomp'
  expect "$expected" "$(lint -q . | match "$share/problem-matcher.json")"
  expect "$expected" "$(lint -q --color=always . | match "$share/problem-matcher.json")"
  expect "$expected" "$(lint -q . | match tasks.json)"
  cd "$root/fixtures"
  local matcher
  for matcher in "$share/problem-matcher.json" "$BATS_TEST_TMPDIR/tasks.json"; do
    # The summary is for people.
    lint . 2>&1 | match "$matcher" >"$BATS_TEST_TMPDIR/matched"
    expect 1 "$(grep -c 'no match' "$BATS_TEST_TMPDIR/matched")"
    expect_in 'no match: seccomp-lint: ' "$(tail -n 1 "$BATS_TEST_TMPDIR/matched")"
  done
}

@test "the CI jobs in README do what they say" {
  prepare
  block yaml upload-sarif >workflow
  python3 -c 'import sys, yaml
for step in yaml.safe_load(open("workflow"))["jobs"]["seccomp"]["steps"]: print(step.get("run", ""))' \
    >commands
  run -0 bash -e commands
  expect 2 "$(jq '.runs[0].results | length' seccomp.sarif)"
  block yaml gitlab >job
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

@test "completion knows formats, levels and rules" {
  prepare
  complete_with() {
    bash -c '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _seccomp_lint
      echo "${COMPREPLY[*]}"' - "$share/completions/seccomp-lint.bash" "$@"
  }
  expect sarif "$(complete_with seccomp-lint --format = sa)"
  expect 'github gitlab' "$(complete_with seccomp-lint --format g)"
  expect 'auto always never' "$(complete_with seccomp-lint --color =)"
  expect restrict-seccomp "$(complete_with seccomp-lint --explain re)"
  expect web.yaml "$(complete_with seccomp-lint web)"
  expect web.yaml "$(complete_with seccomp-lint --format = sarif = web)"
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
    share/bash-completion/completions/seccomp-lint share/zsh/vendor-completions/_seccomp-lint \
    share/fish/vendor_completions.d/seccomp-lint.fish share/doc/seccomp-lint/copyright; do
    [[ -s installed/usr/$file ]]
  done
}
