#!/usr/bin/env bats
# The language server, by a client that says exactly what a test wants (lsp.py).

load common

# Runs Python with the client at hand; it fails where an assertion does.
client() {
  PYTHONPATH=$BATS_TEST_DIRNAME timeout 120 python3 -c "from lsp import *
$1"
}

@test "a session begins and ends in order" {
  client '
c = Client(start=False)
assert c.ask("textDocument/hover", {})["error"]["code"] == -32002
c.notify("textDocument/didOpen", {"textDocument": {"uri": "file:///x.yaml", "text": ""}})
result = c.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})["result"]
assert result["serverInfo"]["name"] == "seccomp-lint"
can = result["capabilities"]
assert can["positionEncoding"] == "utf-16" and can["textDocumentSync"]["change"] == 2
assert "diagnosticProvider" not in can
assert c.ask("initialize", {})["error"]["code"] == -32600
assert c.ask("no/such", {})["error"]["code"] == -32601
assert c.ask("$/no/such", {})["error"]["code"] == -32601
c.notify("$/setTrace", {"value": "off"})
c.notify("no/such", {})
assert c.ask("shutdown")["result"] is None
assert c.ask("textDocument/hover", {})["error"]["code"] == -32600
c.notify("exit")
assert c.code() == 0
c = Client()
c.notify("exit")
assert c.code() == 1
c = Client()
c.process.stdin.close()
assert c.code() == 1
c = Client()
c.ask("shutdown")
c.process.stdin.close()
assert c.code() == 0
'
}

@test "bad messages are answered" {
  client '
c = Client()
def code(message):
    c.send(message)
    answer = c.next()
    return answer["id"], answer["error"]["code"]
assert code(b"{") == (None, -32700)
assert code(b"\"\xff") == (None, -32700)
assert code(b"[" * 100000) == (None, -32700)
assert code(b"[]") == (None, -32600)
assert code({"id": 7}) == (7, -32600)
assert code({"id": [[]], "method": "x"}) == (None, -32600)
assert code({"id": "a", "method": "textDocument/hover"}) == ("a", -32602)
assert code({"id": 8, "method": "textDocument/hover", "params": {"textDocument": {"uri": "file:///none"}}}) == (8, -32602)
assert code({"id": 9, "method": "workspace/executeCommand", "params": {"command": "rm"}}) == (9, -32602)
# What nobody answers is told.
c.notify("textDocument/didChange", {"textDocument": {"uri": 5}})
assert c.next()["method"] == "window/logMessage"
c.open("a.yaml", "a: 1")
assert c.diagnostics("a.yaml") == []
for position in [{"line": -1, "character": 0}, {"line": 0}, {"line": 1e9, "character": 1}, None]:
    hover = {"textDocument": {"uri": c.uri("a.yaml")}, "position": position}
    assert c.ask("textDocument/hover", hover)["error"]["code"] == -32602, position
assert c.end() == 0
'
}

@test "a stream that cannot be followed ends" {
  client '
for begin in [b"Content-Length: x\r\n\r\n", b"Content-Length: -1\r\n\r\n", b"\r\n\r\n", b"a" * 10000,
              b"{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}\r\n\r\n"]:
    c = Client()
    c.raw(begin)
    assert c.next()["error"]["code"] == -32700, begin
    assert c.next() is None and c.code() == 1
# A length that is too small leaves bytes that are no header.
c = Client()
c.raw(b"Content-Length: 3\r\n\r\n{\"jsonrpc\": \"2.0\"}" + b" " * 5000)
assert c.next()["error"]["code"] == -32700
assert c.next()["error"]["code"] == -32700
assert c.code() == 1
# One that is too large waits for more, and the end of all is the end.
c = Client()
c.raw(b"Content-Length: 300\r\n\r\n{}")
c.process.stdin.close()
assert c.code() == 1
# A huge one is passed over.
c = Client()
c.raw(b"Content-Length: %d\r\n\r\n" % (1 << 28 | 1))
assert c.next()["error"]["code"] == -32600
for _ in range(1 << 8): c.raw(b"x" * (1 << 20))
c.raw(b"x")
assert c.ask("textDocument/hover", {})["error"]["code"] == -32602
assert c.end() == 0
'
}

@test "the server goes when its parent has gone" {
  client '
parent = subprocess.Popen(["sleep", "1000"])
c = Client(process=parent.pid)
assert c.ask("workspace/executeCommand", {})["error"]
parent.kill()
parent.wait()
assert c.code() == 1
c = Client(start=False)
c.request("initialize", {"processId": parent.pid, "capabilities": {}})
assert c.code() == 1
# The other end of its output is gone.
server = subprocess.Popen([os.environ["SECCOMP_LINT"], "--language-server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
server.stdout.close()
try:
    while True:
        server.stdin.write(b"Content-Length: 1\r\n\r\n{")
        server.stdin.flush()
except BrokenPipeError:
    pass
assert server.wait(60) == 1
'
}

@test "the configuration of the root holds, and is read anew" {
  bad a.yaml vendor/b.yaml old/c.yaml
  mkdir sub
  bad sub/d.yaml
  echo 'rules: {restrict-seccomp: off}' >sub/.seccomp-lint.yaml
  cat >.seccomp-lint.yaml <<'END'
exclude: [vendor/**]
overrides: [{paths: [old/**], rules: {restrict-seccomp: warning}}]
END
  client '
c = Client()
for path in ["a.yaml", "vendor/b.yaml", "old/c.yaml", "sub/d.yaml"]: c.open(path)
severity = lambda path: [d["severity"] for d in c.diagnostics(path)]
assert severity("sub/d.yaml") == [1] and severity("old/c.yaml") == [2]
assert severity("vendor/b.yaml") == [] and severity("a.yaml") == [1]
config = pathlib.Path(".seccomp-lint.yaml")
before = config.read_text()
config.write_text("rules: {restrict-seccomp: warning}\n")
c.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": c.uri(".seccomp-lint.yaml"), "type": 2}]})
assert severity("a.yaml") == [2] and severity("vendor/b.yaml") == [2]
# What is wrong with it is told in it; until it is mended, the last good one holds.
config.write_text("rules:\n  restrict-secomp: off\n")
c.notify("textDocument/didSave", {"textDocument": {"uri": c.uri("a.yaml")}})
wrong, = c.diagnostics(".seccomp-lint.yaml")
assert wrong["range"]["start"] == {"line": 1, "character": 2}, wrong
assert "did you mean" in wrong["message"] and wrong["severity"] == 1
assert severity("a.yaml") == [2]
# What is open wins over the disk.
c.open(".seccomp-lint.yaml")
assert c.diagnostics(".seccomp-lint.yaml") == []
assert told(c.diagnostics(".seccomp-lint.yaml")) == ["2:3 -"]
c.change(".seccomp-lint.yaml", before)
assert c.diagnostics(".seccomp-lint.yaml") == []
assert severity("a.yaml") == [1]
assert c.end() == 0
'
  run -2 --separate-stderr lint --language-server --enable nothing
  expect_in 'unknown rule' "$stderr"
}

@test "a root that links lead to is a root" {
  bad real/a.yaml
  ln -s real link
  echo 'rules: {restrict-secomp: off}' >real/.seccomp-lint.yaml
  echo 'rules: {restrict-seccomp: warning}' >.seccomp-lint.yaml
  client '
c = Client(folder="link")
assert told(c.diagnostics(".seccomp-lint.yaml")) == ["1:9 -"]
c.open(".seccomp-lint.yaml", "rules: {restrict-seccomp: warning}")
assert c.diagnostics(".seccomp-lint.yaml") == []
c.open("a.yaml")
found, = c.diagnostics("a.yaml")
assert found["severity"] == 2
assert c.end() == 0
'
}

@test "options about rules hold, and others contradict" {
  bad a.yaml
  client '
c = Client("--disable", "restrict-seccomp", "--exclude", "b.yaml")
c.open("a.yaml")
assert c.diagnostics("a.yaml") == []
assert c.end() == 0
'
  local option
  for option in . --fix --diff --inventory --format=json --files-from=x --list-files \
    --write-baseline=x; do
    run -2 --separate-stderr lint --language-server "$option"
    expect_in '--language-server checks what the editor opens, and reports to it alone' "$stderr"
  done
}

@test "a baseline holds" {
  bad a.yaml
  lint -q --write-baseline known.yaml . || true
  echo 'baseline: known.yaml' >.seccomp-lint.yaml
  client '
c = Client()
c.open("a.yaml")
assert c.diagnostics("a.yaml") == []
c.change("a.yaml", pathlib.Path("a.yaml").read_text().replace("name: web", "name: other"))
assert told(c.diagnostics("a.yaml")) == ["5:44 restrict-seccomp"]
pathlib.Path("known.yaml").write_text("version: 2\nfindings: []\n")
c.change("a.yaml", pathlib.Path("a.yaml").read_text(), 3)
assert told(c.diagnostics("known.yaml")) == ["1:10 -"]
assert c.diagnostics("a.yaml") == []
assert c.end() == 0
'
}

@test "a baseline that never ends is told of, and not waited for" {
  bad a.yaml
  mkfifo known.yaml
  echo 'baseline: known.yaml' >.seccomp-lint.yaml
  client '
c = Client()
c.open("a.yaml")
found = [d["message"] for d in c.diagnostics("known.yaml")]
assert found == ["the baseline is not a regular file"], found
assert told(c.diagnostics("a.yaml")) == ["5:44 restrict-seccomp"]
assert c.end() == 0
'
}

@test "files that a walk would not read are silent" {
  bad node_modules/a.yaml .git/b.yaml c.txt real/d.yaml
  ln -s real link
  client '
c = Client()
for path in ["node_modules/a.yaml", ".git/b.yaml", "c.txt", "link/d.yaml"]:
    c.open(path)
    assert c.diagnostics(path) == [], path
text = pathlib.Path("c.txt").read_text()
for path in ["new/e.yml", "new/F.JSON", "real/d.yaml"]:
    c.open(path, text)
    assert told(c.diagnostics(path)) == ["5:44 restrict-seccomp"], path
# What was never saved and has no name yet is known by its language.
for uri, language, count in [("untitled:a", "yaml", 1), ("untitled:b", "python", 0)]:
    c.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}})
    found = c.wait(lambda m: m.get("params", {}).get("uri") == uri)
    assert len(found["params"]["diagnostics"]) == count
assert c.end() == 0
'
}

@test "charts and kustomizations are known by their folders, saved or not" {
  mkdir -p chart/templates base
  echo 'name: web' >chart/Chart.yaml
  echo 'profile: RuntimeDefault' >chart/values.yaml
  echo 'spec: {template: {spec: {securityContext: {seccompProfile: {type: Unconfined}}}}}' >base/patch.txt
  echo 'patches: [{path: patch.txt, target: {kind: Deployment}}]' >base/kustomization.yaml
  client '
c = Client()
template = """kind: Pod
spec: {securityContext: {seccompProfile: {type: {{ .Values.profile }}}}}
"""
c.open("chart/templates/new.yaml", template)
assert c.diagnostics("chart/templates/new.yaml") == []
c.open("chart/values.yaml", "profile: Unconfined\n")
assert [d["code"] for d in c.diagnostics("chart/values.yaml")] == []
found = c.diagnostics("chart/templates/new.yaml")
assert [d["code"] for d in found] == ["restrict-seccomp"] and "values.yaml" in found[0]["message"]
c.change("chart/values.yaml", "profile: Localhost\n")
c.diagnostics("chart/values.yaml")
assert c.diagnostics("chart/templates/new.yaml") == []
# A chart that was never saved at all.
c.open("made/Chart.yaml", "name: made\n")
c.diagnostics("made/Chart.yaml")
c.open("made/templates/x.tpl", template.replace("{{ .Values.profile }}", "Unconfined"))
assert len(c.diagnostics("made/templates/x.tpl")) == 1
c.open("base/patch.txt")
assert [d["code"] for d in c.diagnostics("base/patch.txt")] == ["restrict-seccomp"]
c.open("base/kustomization.yaml", "resources: []\n")
c.diagnostics("base/kustomization.yaml")
assert c.diagnostics("base/patch.txt") == []
assert c.end() == 0
'
}

@test "actions mend, ignore and explain, and hover tells" {
  cat >a.yaml <<'END'
# 😀
kind: Pod
metadata: {name: '日本😀'}
spec:
  securityContext: {seccompProfile: {type: Unconfined}}
  containers:
  - securityContext: {seccompProfile: {type: runtimedefault}}
END
  client '
def apply(text, edits):
    lines = text.split("\n")
    def offset(place):
        line = lines[place["line"]].encode("utf-16-le")[:2 * place["character"]]
        return sum(len(l) + 1 for l in lines[:place["line"]]) + len(line.decode("utf-16-le"))
    for edit in sorted(edits, key=lambda e: offset(e["range"]["start"]), reverse=True):
        begin, end = (offset(edit["range"][which]) for which in ("start", "end"))
        text = text[:begin] + edit["newText"] + text[end:]
    return text
can = {"textDocument": {"codeAction": {"codeActionLiteralSupport": {}, "isPreferredSupport": True},
                        "hover": {"contentFormat": ["markdown", "plaintext"]},
                        "publishDiagnostics": {"codeDescriptionSupport": True, "tagSupport": {"valueSet": [1]}}}}
c = Client(capabilities=can)
c.open("a.yaml")
text = pathlib.Path("a.yaml").read_text()
first, second = c.diagnostics("a.yaml")
assert first["codeDescription"]["href"].endswith("#restrict-seccomp")
assert first["range"] == {"start": {"line": 4, "character": 43}, "end": {"line": 4, "character": 53}}
titles = lambda actions: [a["title"] for a in actions]
unsafe, ignore, explain, all = c.actions("a.yaml", 4)
assert "unsafe" in unsafe["title"] and "isPreferred" not in unsafe and unsafe["kind"] == "quickfix"
assert unsafe["diagnostics"] == [first]
fixed = apply(text, unsafe["edit"]["changes"][c.uri("a.yaml")])
assert fixed == text.replace("Unconfined", "RuntimeDefault"), fixed
ignored = apply(text, ignore["edit"]["changes"][c.uri("a.yaml")])
assert ignored == text.replace("Unconfined}}", "Unconfined}}  # seccomp-lint: ignore[restrict-seccomp]")
# Without a reason it is reported, until somebody gives one.
c.change("a.yaml", ignored)
found = c.diagnostics("a.yaml")
assert [d["code"] for d in found] == ["restrict-seccomp", "unused-suppression", "restrict-seccomp"]
assert [d.get("tags") for d in found] == [None, [1], None]
c.change("a.yaml", ignored.replace("seccomp]", "seccomp] we trace it"), 3)
assert told(c.diagnostics("a.yaml")) == ["7:46 restrict-seccomp"]
c.change("a.yaml", text, 4)
c.diagnostics("a.yaml")
safe = c.actions("a.yaml", 6)[0]
assert safe["isPreferred"] and "unsafe" not in safe["title"]
assert all["kind"] == "source.fixAll.seccomp-lint"
mended = apply(text, all["edit"]["changes"][c.uri("a.yaml")])
subprocess.run([os.environ["SECCOMP_LINT"], "-q", "--fix", "a.yaml"])
assert mended == pathlib.Path("a.yaml").read_text() != text
assert titles(c.actions("a.yaml", 4, ["source.fixAll"])) == [all["title"]]
assert titles(c.actions("a.yaml", 4, ["quickfix"])) == titles([unsafe, ignore, explain])
assert c.actions("a.yaml", 4, ["refactor"]) == [] and c.actions("a.yaml", 1, ["quickfix"]) == []
c.ask("workspace/executeCommand", explain["command"])
shown = [m for m in c.other if m.get("method") == "window/showMessage"]
assert shown[0]["params"]["message"].startswith("restrict-seccomp (error)")
place = lambda character: {"textDocument": {"uri": c.uri("a.yaml")}, "position": {"line": 4, "character": character}}
hover = c.ask("textDocument/hover", place(45))["result"]
assert hover["range"] == first["range"] and hover["contents"]["kind"] == "markdown"
assert "**restrict-seccomp** (error)" in hover["contents"]["value"]
assert c.ask("textDocument/hover", place(3))["result"] is None
assert c.end() == 0
'
}

@test "related places are told to a client that shows them" {
  printf 'kind: Pod\nspec:\n  a: &x {type: Unconfined}\n  securityContext:\n    seccompProfile: *x\n' >a.yaml
  client '
c = Client(capabilities={"textDocument": {"publishDiagnostics": {"relatedInformation": True}}})
c.open("a.yaml")
found, = c.diagnostics("a.yaml")
related, = [r for r in found["relatedInformation"] if "written" in r["message"]]
assert related["location"] == {"uri": c.uri("a.yaml"), "range": {
    "start": {"line": 2, "character": 15}, "end": {"line": 2, "character": 25}}}, related
assert c.end() == 0
'
}

@test "an ignore comment is offered where it works, with a place for the reason" {
  printf 'kind: Pod\r\nspec:\r\n  securityContext:\r\n    seccompProfile: {type: "Unconfined\\\r\n      "}\r\n' >crlf.yaml
  printf 'kind: Pod\nspec: {securityContext: {seccompProfile: {type: Unconfined\n  }}}\n' >line.yaml
  echo '{"kind": "Pod", "spec": {"securityContext": {"seccompProfile": {"type": "Unconfined"}}}}' >a.json
  # shellcheck disable=SC2016 # the snippet is not the shell's
  client '
can = {"textDocument": {"codeAction": {"codeActionLiteralSupport": {}}},
       "workspace": {"workspaceEdit": {"documentChanges": True, "snippetEditSupport": True}}}
c = Client(capabilities=can)
def comment(path, line):
    c.open(path, pathlib.Path(path).read_bytes().decode())
    assert c.diagnostics(path)
    found = [a for a in c.actions(path, line, ["quickfix"]) if a["title"].startswith("Ignore")]
    if not found: return None
    change, = found[0]["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": c.uri(path), "version": 1}
    return change["edits"][0]["snippet"]["value"], change["edits"][0]["range"]["start"]["line"]
words = "# seccomp-lint: ignore[restrict-seccomp] ${1:reason}"
assert comment("line.yaml", 1) == ("  " + words, 1)
# Within quotes it would be none; and lines end as the others do.
assert comment("crlf.yaml", 3) == ("    " + words + "\r\n", 3)
assert c.end() == 0
'
}

@test "diagnostics are pulled by a client that can, of one file or of all" {
  bad a.yaml b.yaml
  good c.yaml
  client '
can = {"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": True}}}
c = Client(capabilities=can)
assert c.initialized["capabilities"]["diagnosticProvider"]["workspaceDiagnostics"]
c.open("a.yaml", "a: 1\n")
pull = {"textDocument": {"uri": c.uri("a.yaml")}}
report = c.ask("textDocument/diagnostic", pull)["result"]
assert report["kind"] == "full" and report["items"] == []
pull["previousResultId"] = report["resultId"]
assert c.ask("textDocument/diagnostic", pull)["result"]["kind"] == "unchanged"
reports = c.ask("workspace/diagnostic", {"previousResultIds": []})["result"]["items"]
found = {r["uri"]: r for r in reports}
assert [len(found[c.uri(p)]["items"]) for p in ("a.yaml", "b.yaml", "c.yaml")] == [0, 1, 0]
assert found[c.uri("a.yaml")]["version"] == 1 and found[c.uri("b.yaml")]["version"] is None
known = [{"uri": r["uri"], "value": r["resultId"]} for r in reports]
again = c.ask("workspace/diagnostic", {"previousResultIds": known})["result"]["items"]
assert {r["kind"] for r in again} == {"unchanged"}
pathlib.Path(".seccomp-lint.yaml").write_text("rules: {restrict-seccomp: off}\n")
c.notify("textDocument/didSave", pull)
c.wait(lambda m: m.get("method") == "workspace/diagnostic/refresh")
assert not any(m.get("method") == "textDocument/publishDiagnostics" for m in c.other)
assert c.end() == 0
'
}

@test "requests that are void or taken back have one answer" {
  client '
c = Client(capabilities={"textDocument": {"diagnostic": {}}})
c.open("a.yaml", "a: 1\n")
# All in one piece, so that the later ones wait while the first one is worked on.
big = "kind: Pod\nspec: {securityContext: {seccompProfile: {type: Unconfined}}}\n---\n" * 20000
def body(**message):
    data = json.dumps({"jsonrpc": "2.0", **message}).encode()
    return b"Content-Length: %d\r\n\r\n" % len(data) + data
change = lambda version, text: body(method="textDocument/didChange", params={
    "textDocument": {"uri": c.uri("a.yaml"), "version": version}, "contentChanges": [{"text": text}]})
pull = lambda id: body(id=id, method="textDocument/diagnostic", params={"textDocument": {"uri": c.uri("a.yaml")}})
cancel = lambda id: body(method="$/cancelRequest", params={"id": id})
c.raw(change(2, big) + pull("slow") + change(3, "a: 2\n") + pull("back") + cancel("back") + pull("last"))
answers = {m["id"]: m for m in (c.next() for _ in range(3))}
# Whether they were too late is for time to say; that they have one answer is not.
assert "result" in answers["slow"] or answers["slow"]["error"]["code"] == -32801
assert "result" in answers["back"] or answers["back"]["error"]["code"] == -32800
assert answers["last"]["result"]["items"] == []
c.raw(cancel("never") + cancel(5))
assert c.end() == 0
'
}

@test "the same file has the same findings by every way" {
  mkdir -p deploy/old
  bad deploy/a.yaml deploy/old/b.yaml
  echo 'overrides: [{paths: ["**/old/**"], rules: {restrict-seccomp: warning}}]' >.seccomp-lint.yaml
  # Does not hold for a run above it.
  echo 'rules: {restrict-seccomp: off}' >deploy/.seccomp-lint.yaml
  local path
  for path in deploy/a.yaml deploy/old/b.yaml "$PWD/deploy/a.yaml"; do
    lint -q "$path" >by-file || true
    [[ -s by-file ]]
    cp "$path" text
    lint -q --stdin-filename "$path" - <text >by-stdin || true
    diff by-file by-stdin
  done
  client '
c = Client()
for path in ["deploy/a.yaml", "deploy/old/b.yaml"]:
    c.open(path)
    by_file = subprocess.run([os.environ["SECCOMP_LINT"], "-q", path], capture_output=True, text=True).stdout
    found, = c.diagnostics(path)
    word = {1: "error", 2: "warning"}[found["severity"]]
    assert by_file == "%s:%s: %s: %s [%s]\n" % (path, told([found])[0].split()[0], word, found["message"], found["code"])
assert c.end() == 0
'
}
