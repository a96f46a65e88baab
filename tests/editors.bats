#!/usr/bin/env bats
# What the page of editors (lint/share/doc/editors.md) says, exactly as it is printed there, in the
# editors themselves.

load common
load readme_blocks

# An error in line 5 and a warning in line 6, and the places of both.
two_findings() {
  prepare
  echo '# seccomp-lint: nothing' >>web.yaml
  places='web.yaml|5|44|error
web.yaml|6|3|warning'
}

# As two_findings, but only in a buffer that was never saved: web.yaml itself has no finding. The
# buffer is what a file called "unsaved" says.
unsaved_findings() {
  two_findings
  mv web.yaml unsaved
  good web.yaml
}

# Runs an editor, which must end by itself.
edit() {
  timeout 60 "$@" </dev/null >output 2>&1 || {
    cat output
    return 1
  }
}

# The quickfix list by vim or nvim with the arguments given.
quickfix() {
  cat >list.vim <<'END'
silent make
let types = {'e': 'error', 'w': 'warning'}
call writefile(map(filter(getqflist(), 'v:val.valid'), 'bufname(v:val.bufnr) . "|" . v:val.lnum
  \ . "|" . v:val.col . "|" . types[v:val.type]'), 'found')
qall!
END
  block vim makeprg >settings.vim
  edit "$@" -u NONE -n -c 'set nocp' -c 'source settings.vim' -c 'source list.vim' web.yaml
  expect "$places" "$(<found)"
}

@test "vim, the settings of the page" {
  two_findings
  quickfix vim -N -es
}

@test "neovim, the settings of the page" {
  two_findings
  quickfix nvim --headless
}

# ALE's list by vim or nvim with the arguments given. Its jobs end while vim sleeps.
ale() {
  cat >list.vim <<'END'
%delete _
call setline(1, readfile('unsaved'))
ALELint
while ale#engine#IsCheckingBuffer(bufnr(''))
  sleep 10m
endwhile
let types = {'E': 'error', 'W': 'warning'}
call writefile(map(ale#engine#GetLoclist(bufnr('')), 'bufname(v:val.bufnr) . "|" . v:val.lnum
  \ . "|" . v:val.col . "|" . types[v:val.type]'), 'found')
qall!
END
  {
    echo 'set nocp rtp^=/usr/share/vim-ale'
    echo 'let g:ale_lint_on_enter = 0'
    echo 'runtime plugin/ale.vim'
    block vim ale#linter
    echo "let g:ale_linters = {'yaml': ['seccomp-lint']}"
    echo 'filetype on'
  } >settings.vim
  edit "$@" -u settings.vim -n -c 'set ft=yaml' -c 'source list.vim' web.yaml
  expect "$places" "$(<found)"
}

@test "ALE in vim, the linter of the page on an unsaved buffer" {
  unsaved_findings
  ale vim -N -es
}

@test "ALE in neovim, the linter of the page on an unsaved buffer" {
  unsaved_findings
  ale nvim --headless
}

@test "nvim-lint, the linter of the page on an unsaved buffer" {
  unsaved_findings
  # Debian has no nvim-lint. This does with a linter's fields what its documentation says.
  cat >stand-in.lua <<'END'
package.loaded['lint'] = {linters = {}}
package.loaded['lint.parser'] = {from_errorformat = function(errorformat, skeleton)
  return function(output)
    local list = vim.fn.getqflist({efm = errorformat, lines = vim.split(output, '\n')}).items
    for _, item in ipairs(list) do item.type = item.type:upper() end
    return vim.tbl_map(function(diagnostic)
      return vim.tbl_extend('force', diagnostic, skeleton)
    end, vim.diagnostic.fromqflist(list))
  end
end}
END
  cat >check.lua <<'END'
vim.api.nvim_buf_set_lines(0, 0, -1, true, vim.fn.readfile('unsaved'))
local linter = require('lint').linters.seccomp_lint
assert(linter.stdin and linter.ignore_exitcode)
local command = vim.list_extend({linter.cmd}, vim.tbl_map(function(argument)
  return type(argument) == 'function' and argument() or argument
end, linter.args))
local output
local job = vim.fn.jobstart(command, {stdout_buffered = true, on_stdout = function(_, lines)
  output = table.concat(lines, '\n')
end})
vim.fn.chansend(job, table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n') .. '\n')
vim.fn.chanclose(job, 'stdin')
assert(vim.fn.jobwait({job})[1] == 1)
local space = vim.api.nvim_create_namespace('lint')
vim.diagnostic.set(space, 0, linter.parser(output, 0))
local words = {[vim.diagnostic.severity.ERROR] = 'error', [vim.diagnostic.severity.WARN] = 'warning'}
vim.fn.writefile(vim.tbl_map(function(found)
  assert(found.source == 'seccomp-lint')
  return table.concat({'web.yaml', found.lnum + 1, found.col + 1, words[found.severity]}, '|')
end, vim.diagnostic.get(0)), 'found')
vim.cmd('qall!')
END
  block lua nvim_buf_get_name >settings.lua
  edit nvim --headless -u NONE -n -c 'luafile stand-in.lua' -c 'luafile settings.lua' \
    -c 'luafile check.lua' web.yaml
  expect "$places" "$(<found)"
}

@test "emacs, compile needs no settings" {
  two_findings
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
                         (nth (compilation--message->type message) '(note warning error)))))))
    (forward-line)))
END
  run -0 --separate-stderr emacs -Q --batch -l check.el
  expect "my pod.yaml|5|44|error
$places"
}

@test "emacs, the flymake backend of the page on an unsaved buffer" {
  unsaved_findings
  cat >check.el <<'END'
(define-derived-mode yaml-mode text-mode "YAML")
(add-to-list 'auto-mode-alist '("\\.yaml\\'" . yaml-mode))
(load-file "settings.el")
(find-file "web.yaml")
(erase-buffer)
(insert-file-contents (expand-file-name "unsaved"))
(flymake-start)
(dolist (found (flymake-diagnostics))
  (goto-char (flymake-diagnostic-beg found))
  (princ (format "web.yaml|%d|%d|%s\n" (line-number-at-pos) (1+ (current-column))
                 (substring (symbol-name (flymake-diagnostic-type found)) 1)))
  (cl-assert (string-match-p "\\[[a-z-]+\\]$" (flymake-diagnostic-text found))))
END
  block elisp flymake >settings.el
  run -0 --separate-stderr emacs -Q --batch -l check.el
  expect "$places" "$(sort <<<"$output")"
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

@test "VS Code, the task of the page" {
  two_findings
  mkdir -p project/deploy
  mv web.yaml project/deploy/
  block json problemMatcher >tasks.json
  # A process without a shell, in the workspace's folder; what it prints goes through the matcher.
  # shellcheck disable=SC2016
  node -e '
    const fs = require("fs"), path = require("path");
    const task = JSON.parse(fs.readFileSync("tasks.json")).tasks[0];
    const {pattern, fileLocation: [kind, folder]} = task.problemMatcher;
    const workspace = text => text.replace("${workspaceFolder}", path.resolve("project"));
    const run = require("child_process").spawnSync(task.command, task.args.map(workspace),
                                                   {cwd: "project", encoding: "utf8"});
    for (const line of (run.stdout + run.stderr).split("\n")) {
      const found = new RegExp(pattern.regexp).exec(line);
      if (!found) continue;
      const file = path.join(workspace(folder), found[pattern.file]);
      if (task.type !== "process" || kind !== "relative" || !fs.existsSync(file)) process.exit(1);
      console.log([path.basename(file), ...["line", "column", "severity"].map(
        name => found[pattern[name]])].join("|"));
    }' >found
  expect "$places" "$(<found)"
}
