#!/usr/bin/env bats
# The language server in clients that people use, with the settings of the page of editors
# (lint/share/doc/editors.md) where they are there.

load common
load readme_blocks

# A manifest with something to find after wide characters and emoji, as a file that is fine, and what
# is typed into it; and what --fix makes of that.
manifests() {
  prepare
  git init -q .
  cat >typed.yaml <<'END'
# 😀 日本
kind: Pod
metadata: {name: "日本😀é"}
spec:
  securityContext: {seccompProfile: {type: runtimedefault}}
  containers:
  - {name: "😀😀", securityContext: {seccompProfile: {type: Unconfined}}}
END
  cp typed.yaml fixed.yaml
  lint -q --fix fixed.yaml >/dev/null || true
  ! diff -q typed.yaml fixed.yaml >/dev/null
  good web.yaml
}

# Runs an editor, which must end by itself.
edit() {
  timeout 120 "$@" </dev/null >output 2>&1 || {
    cat output
    return 1
  }
}

@test "neovim, its own client with the settings of the page" {
  manifests
  # What is newer than Debian's version, by what that has.
  cat >stand-in.lua <<'END'
vim.lsp.start = vim.lsp.start or function(config)
  vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
end
END
  cat >check.lua <<'END'
local function wait(what, holds)
  assert(vim.wait(30000, holds, 10), 'waited in vain for ' .. what)
end
local function diagnostics() return vim.diagnostic.get(0) end
wait('the client', function() return #vim.lsp.get_active_clients() == 1 end)
wait('its start', function() return vim.lsp.get_active_clients()[1].initialized end)
assert(#diagnostics() == 0)
-- Typed line by line, as the client sends it: in edits.
local typed = vim.fn.readfile('typed.yaml')
vim.api.nvim_buf_set_lines(0, 0, -1, true, {})
for i, line in ipairs(typed) do
  vim.api.nvim_buf_set_lines(0, i - 1, i == 1 and -1 or i - 1, true, {line})
end
wait('two findings', function() return #diagnostics() == 2 end)
local found = {}
for _, one in ipairs(diagnostics()) do
  local line = vim.api.nvim_buf_get_lines(0, one.lnum, one.lnum + 1, true)[1]
  table.insert(found, ('%d|%d|%s|%s'):format(one.lnum + 1, one.severity, one.source,
    line:sub(one.col + 1, one.end_col)))
  -- The cell on the screen, which wide characters move.
  table.insert(found, ('cell %d'):format(vim.fn.strdisplaywidth(line:sub(1, one.col))))
end
-- The action that mends all that is safe.
local params = vim.lsp.util.make_range_params()
params.context = {only = {'source.fixAll.seccomp-lint'}, diagnostics = {}}
local client = vim.lsp.get_active_clients()[1]
local answer = client.request_sync('textDocument/codeAction', params, 30000, 0)
assert(#answer.result == 1, vim.inspect(answer))
vim.lsp.util.apply_workspace_edit(answer.result[1].edit, client.offset_encoding)
vim.fn.writefile(vim.api.nvim_buf_get_lines(0, 0, -1, true), 'result')
wait('one finding', function() return #diagnostics() == 1 end)
vim.api.nvim_win_set_cursor(0, {7, diagnostics()[1].col + 1})
local hover = client.request_sync('textDocument/hover', vim.lsp.util.make_position_params(), 30000, 0)
assert(hover.result and hover.result.contents.value:find('restrict%-seccomp'), vim.inspect(hover))
vim.fn.writefile(found, 'found')
vim.lsp.stop_client(client.id)
wait('its end', function() return #vim.lsp.get_active_clients() == 0 end)
vim.cmd('qall!')
END
  block lua vim.lsp.start >settings.lua
  edit nvim --headless -u NONE -n -c 'luafile stand-in.lua' -c 'luafile settings.lua' \
    -c 'edit web.yaml' -c 'set filetype=yaml' -c 'luafile check.lua'
  expect '5|1|seccomp-lint|runtimedefault
cell 43
7|1|seccomp-lint|Unconfined
cell 60' "$(<found)"
  diff fixed.yaml result
}

@test "emacs, eglot with the settings of the page" {
  manifests
  cat >check.el <<'END'
(package-initialize)
(require 'eglot)
(define-derived-mode yaml-mode text-mode "YAML")
(add-to-list 'auto-mode-alist '("\\.yaml\\'" . yaml-mode))
(load-file "settings.el")
(setq eglot-sync-connect 30 eglot-send-changes-idle-time 0.01)
(defun wait-for (what holds)
  (let ((tries 0))
    (while (and (not (funcall holds)) (< tries 3000))
      (accept-process-output nil 0.01)
      (setq tries (1+ tries)))
    (unless (funcall holds) (error "Waited in vain for %s" what))))
(defun findings () (sort (flymake-diagnostics)
                         (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b)))))
(find-file "web.yaml")
(apply #'eglot (eglot--guess-contact))
(erase-buffer)
(dolist (line (with-temp-buffer (insert-file-contents "typed.yaml")
                                (split-string (buffer-string) "\n" t)))
  (insert line "\n")
  (eglot--signal-textDocument/didChange))
(flymake-start)
(wait-for "two findings" (lambda () (= 2 (length (findings)))))
(dolist (found (findings))
  (goto-char (flymake-diagnostic-beg found))
  (princ (format "%d|%d|%s\n" (line-number-at-pos) (current-column)
                 (buffer-substring (flymake-diagnostic-beg found) (flymake-diagnostic-end found)))))
(let ((action (seq-find (lambda (action)
                          (equal (plist-get action :kind) "source.fixAll.seccomp-lint"))
                        (jsonrpc-request (eglot-current-server) :textDocument/codeAction
                                         (list :textDocument (eglot--TextDocumentIdentifier)
                                               :range (list :start '(:line 0 :character 0)
                                                            :end '(:line 0 :character 0))
                                               :context '(:diagnostics []))))))
  (eglot--apply-workspace-edit (plist-get action :edit)))
(write-region (point-min) (point-max) "result" nil 'quiet)
(eglot-shutdown (eglot-current-server))
END
  block elisp eglot >settings.el
  run -0 --separate-stderr timeout 120 emacs -q --batch -l check.el
  expect '5|43|runtimedefault
7|60|Unconfined' "$output"
  diff fixed.yaml result
}

# Microsoft's own implementation of the protocol, which is no part of the project. Skips the test
# where the registry cannot be reached.
install_protocol() {
  command -v npm >/dev/null || skip 'THERE IS NO NPM: the strict client was not tried'
  mkdir -p strict
  timeout 120 npm install --prefix strict --no-audit --no-fund --ignore-scripts --silent \
    vscode-languageserver-protocol@3.17.5 vscode-jsonrpc@8.2.0 >npm.log 2>&1 ||
    skip 'THE REGISTRY CANNOT BE REACHED: the strict client was not tried'
}

@test "VS Code, a strict client of its makers' with the settings of the page" {
  manifests
  install_protocol
  block json glspc >settings.json
  cat >check.js <<'END'
const fs = require('fs'), path = require('path'), {pathToFileURL} = require('url');
const lsp = require(path.resolve('strict/node_modules/vscode-languageserver-protocol/node.js'));
const settings = JSON.parse(fs.readFileSync('settings.json'));
if (!settings['glspc.server.languageId'].includes('yaml')) process.exit(1);
const server = require('child_process').spawn(settings['glspc.server.command'],
  settings['glspc.server.commandArguments'], {stdio: ['pipe', 'pipe', 'inherit']});
const connection = lsp.createProtocolConnection(
  new lsp.StreamMessageReader(server.stdout), new lsp.StreamMessageWriter(server.stdin));
const fail = error => { console.error(error); process.exit(1); };
connection.onError(fail);
connection.onUnhandledNotification(fail);
const uri = pathToFileURL('web.yaml').href;
let published = () => {};
connection.onNotification(lsp.PublishDiagnosticsNotification.type, params => {
  if (params.uri === uri) published(params);
});
connection.onRequest(lsp.RegistrationRequest.type, () => {});
connection.listen();
const text = fs.readFileSync('typed.yaml', 'utf8');
const document = {uri};
const next = () => new Promise(resolve => { published = resolve; });

async function main() {
  const started = await connection.sendRequest(lsp.InitializeRequest.type, {
    processId: process.pid, rootUri: null,
    workspaceFolders: [{uri: pathToFileURL('.').href, name: 'x'}],
    capabilities: {
      general: {positionEncodings: ['utf-16']},
      workspace: {didChangeWatchedFiles: {dynamicRegistration: true}},
      textDocument: {
        publishDiagnostics: {versionSupport: true, relatedInformation: true},
        codeAction: {codeActionLiteralSupport: {codeActionKind: {valueSet: []}}},
        hover: {contentFormat: ['markdown']}}}});
  if (started.capabilities.positionEncoding !== 'utf-16') fail('no utf-16');
  await connection.sendNotification(lsp.InitializedNotification.type, {});
  let told = next();
  await connection.sendNotification(lsp.DidOpenTextDocumentNotification.type,
    {textDocument: {uri, languageId: 'yaml', version: 1, text: ''}});
  if ((await told).diagnostics.length) fail('an empty text has no findings');
  // Typed character by character; the last version is the one that counts.
  let place = {line: 0, character: 0}, version = 1;
  const done = new Promise(resolve => {
    published = params => { if (params.version === 1 + Array.from(text).length) resolve(params); };
  });
  for (const character of text) {
    await connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, {
      textDocument: {uri, version: ++version},
      contentChanges: [{range: {start: place, end: place}, text: character}]});
    place = character === '\n' ? {line: place.line + 1, character: 0}
      : {line: place.line, character: place.character + character.length};
  }
  const lines = text.split('\n');
  for (const {range, severity, code} of (await done).diagnostics) {
    console.log([range.start.line + 1, severity, code,
      lines[range.start.line].slice(range.start.character, range.end.character)].join('|'));
  }
  const all = {start: {line: 0, character: 0}, end: place};
  const actions = await connection.sendRequest(lsp.CodeActionRequest.type,
    {textDocument: document, range: all,
     context: {diagnostics: [], only: ['source.fixAll']}});
  const edits = actions[0].edit.changes[uri];
  const offset = ({line, character}) =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  let result = text;
  for (const {range, newText} of edits.slice().reverse()) {
    result = result.slice(0, offset(range.start)) + newText + result.slice(offset(range.end));
  }
  fs.writeFileSync('result', result);
  const hover = await connection.sendRequest(lsp.HoverRequest.type,
    {textDocument: document, position: {line: 4, character: 45}});
  if (!lsp.MarkupContent.is(hover.contents)) fail(hover);
  const unknown = await connection.sendRequest('no/such').catch(error => error);
  if (unknown.code !== lsp.ErrorCodes.MethodNotFound) fail(unknown);
  await connection.sendRequest(lsp.ShutdownRequest.type);
  server.on('exit', code => process.exit(code));
  await connection.sendNotification(lsp.ExitNotification.type);
}
main().catch(fail);
END
  run -0 --separate-stderr timeout 120 node check.js
  expect '5|1|restrict-seccomp|runtimedefault
7|1|restrict-seccomp|Unconfined' "$output"
  diff fixed.yaml result
}
