"""A small client of the language server, for tests: says exactly what it is told to."""

import json
import os
import pathlib
import queue
import subprocess
import threading


class Client:
    def __init__(self, *arguments, folder=None, capabilities=None, process=None, start=True):
        command = [os.environ["SECCOMP_LINT"], "--language-server", *arguments]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.messages = queue.Queue()
        self.other = []
        self.number = 0
        threading.Thread(target=self._read, daemon=True).start()
        self.folder = os.path.abspath(folder or ".")
        if start:
            params = {"processId": process, "rootUri": self.uri(""),
                      "capabilities": capabilities or {}}
            self.initialized = self.ask("initialize", params)["result"]
            self.notify("initialized", {})

    def _read(self):
        out = self.process.stdout
        while True:
            length = None
            while True:
                line = out.readline()
                if not line:
                    return self.messages.put(None)
                if line == b"\r\n":
                    break
                name, value = line.split(b":")
                if name == b"Content-Length":
                    length = int(value)
            message = json.loads(out.read(length))
            assert message["jsonrpc"] == "2.0", message
            self.messages.put(message)

    def uri(self, path):
        return pathlib.Path(self.folder, path).as_uri()

    def raw(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        body = message if isinstance(message, bytes) else json.dumps(message).encode()
        self.raw(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def notify(self, method, params=None):
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def request(self, method, params=None):
        self.number += 1
        self.send({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params})
        return self.number

    def next(self, timeout=60):
        return self.messages.get(timeout=timeout)

    def wait(self, wanted):
        """The next message that is wanted; those before it go to `other`."""
        while True:
            message = self.next()
            assert message is not None, "the server has ended"
            if wanted(message):
                return message
            self.other.append(message)

    def answer(self, number):
        return self.wait(lambda m: "method" not in m and m["id"] == number)

    def ask(self, method, params=None):
        return self.answer(self.request(method, params))

    def diagnostics(self, path):
        """Those that are published next of a file, in whatever order files are."""
        def is_wanted(message):
            return (message.get("method") == "textDocument/publishDiagnostics"
                    and message["params"]["uri"] == self.uri(path))
        message = next((m for m in self.other if is_wanted(m)), None)
        if message is None:
            message = self.wait(is_wanted)
        else:
            self.other.remove(message)
        return message["params"]["diagnostics"]

    def open(self, path, text=None, language="yaml"):
        if text is None:
            text = pathlib.Path(self.folder, path).read_text()
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": self.uri(path), "languageId": language, "version": 1, "text": text}})

    def change(self, path, text, version=2):
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": self.uri(path), "version": version},
            "contentChanges": [{"text": text}]})

    def actions(self, path, line, only=None):
        context = {"diagnostics": []} | ({"only": only} if only else {})
        place = {"line": line, "character": 0}
        return self.ask("textDocument/codeAction", {
            "textDocument": {"uri": self.uri(path)}, "context": context,
            "range": {"start": place, "end": {"line": line, "character": 1000}}})["result"]

    def end(self):
        """Ends the session in order; returns the exit code."""
        self.ask("shutdown")
        self.notify("exit")
        return self.process.wait(60)

    def code(self):
        return self.process.wait(60)


def told(diagnostics):
    return ["%d:%d %s" % (d["range"]["start"]["line"] + 1, d["range"]["start"]["character"] + 1,
                          d.get("code", "-")) for d in diagnostics]
