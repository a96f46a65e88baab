#!/usr/bin/env bats
# The inventory of containers, and the HTML page that holds one, by the real binary.

load common

share=$BATS_TEST_DIRNAME/../lint/share

# Containers of several states, one with a name that is markup and a formula.
describe() {
  mkdir -p deploy
  cat >deploy/web.yaml <<'END'
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  template:
    spec:
      runtimeClassName: kata
      securityContext:
        seccompProfile: {type: RuntimeDefault}
      containers:
      - name: app
        image: nginx
      - name: "=<img src=x onerror=alert(1)>|`x`,\""
        image: nginx
        securityContext:
          privileged: true
END
  printf 'services:\n  a: {image: x}\n  b: {image: x, security_opt: [seccomp=./p.json]}\n' \
    >compose.yaml
  printf 'kind: Pod\nmetadata: {name: bare}\nspec:\n  containers:\n  - name: app\n' >pod.yaml
}

@test "the inventory lists every container by file and line, and counts them" {
  describe
  run -0 --separate-stderr lint --inventory
  expect "compose.yaml:2:3: Compose service 'a': Docker's default (nothing is set)" "${lines[0]}"
  expect "compose.yaml:3:32: Compose service 'b': custom ./p.json (security option 'seccomp=./p.json')" \
    "${lines[1]}"
  expect "deploy/web.yaml:9:32: Deployment 'web', container 'app': RuntimeDefault (its pod's seccompProfile), runtimeClassName kata" \
    "${lines[2]}"
  expect_in "deploy/web.yaml:16:23: Deployment 'web', container '=<img" "${lines[3]}"
  expect_in "no filter: privileged (privileged: true, so that RuntimeDefault has no effect)" \
    "${lines[3]}"
  expect "pod.yaml:5:11: Pod 'bare', container 'app': node's default (nothing is set; the node's kubelet decides)" \
    "${lines[4]}"
  expect_in $'\n5 containers\n\nby state\n      1  no filter: privileged\n' "$output"
  expect_in $'\nby namespace\n      3  (none): 1 node\'s default, 1 custom, 1 Docker\'s default\n' "$output"
  expect_in $'\nby folder\n      3  .: ' "$output"
  expect_in '5 files' "${stderr/3 files/5 files}"
}

@test "the inventory is the same for every number of threads, and without skipping" {
  describe
  cd "$BATS_TEST_DIRNAME/../fixtures"
  lint -q --inventory -j1 >"$BATS_TEST_TMPDIR/one" 2>&1 || true
  [[ $(wc -l <"$BATS_TEST_TMPDIR/one") -gt 500 ]]
  lint -q --inventory -j5 2>&1 | diff "$BATS_TEST_TMPDIR/one" -
  lint -q --inventory --no-skip 2>&1 | diff "$BATS_TEST_TMPDIR/one" -
}

@test "the inventory as JSON fits its schema, whatever it lists" {
  cd "$BATS_TEST_DIRNAME/../fixtures"
  lint -q --inventory --format json=all.json >/dev/null 2>&1 || true
  mv all.json "$BATS_TEST_TMPDIR"
  cd "$BATS_TEST_TMPDIR"
  describe
  lint -q --inventory --format json deploy >web.json
  mkdir none
  lint -q --inventory --format json none >none.json
  python3 - "$share/inventory.schema.json" all.json web.json none.json <<'END'
import json, sys, jsonschema
schema, *reports = sys.argv[1:]
for path in reports:
    report = json.load(open(path))
    jsonschema.Draft7Validator(json.load(open(schema))).validate(report)
    rows, counts = report["containers"], report["counts"]
    assert len(rows) == counts["containers"] == sum(counts["states"].values())
    for groups in counts["namespaces"], counts["folders"]:
        assert sum(group["containers"] for group in groups) == len(rows)
    assert [r["path"] for r in rows] == sorted(r["path"] for r in rows)
END
  expect 'app RuntimeDefault kata' \
    "$(jq -r '.containers[0] | "\(.container) \(.state) \(.runtimeClassName)"' web.json)"
  expect 9:11 "$(jq -r '.containers[0] | "\(.line):\(.containerLine)"' web.json)"
}

@test "the inventory as CSV has one row a container, and no formulas" {
  describe
  run -0 --separate-stderr lint -q --inventory --format csv
  expect 6 "${#lines[@]}"
  python3 - "$output" <<'END'
import csv, sys
rows = list(csv.DictReader(sys.argv[1].split("\n")))
assert all(None not in row and None not in row.values() for row in rows)
odd = rows[3]
assert odd["container"] == "'=<img src=x onerror=alert(1)>|`x`,\"", odd
assert odd["state"] == "no filter: privileged" and odd["namespace"] == "shop"
assert rows[1]["state"] == "custom" and rows[1]["profile"] == "./p.json"
END
}

@test "the inventory as Markdown keeps names what they are" {
  describe
  run -0 --separate-stderr lint -q --inventory --format markdown
  expect '# Containers' "${lines[0]}"
  expect_in $'\n# 5 containers\n' "$output"
  expect_in "=\\<img src=x onerror=alert(1)\\>\\|\\\`x\\\`" "$output"
  expect_in "| no filter: privileged | 1 |" "$output"
  # Each row of the first table has the same cells.
  expect 7 "$(sed -n '3,/^$/p' <<<"$output" | sed 's/\\|//g' | grep -cE '^(\|[^|]*){5}\|$')"
}

@test "the inventory takes files as a check does" {
  describe
  run -0 --separate-stderr lint -q --inventory --exclude deploy --format csv
  expect 4 "${#lines[@]}"
  # shellcheck disable=SC2016
  run -0 --separate-stderr bash -c \
    '"$1" -q --inventory --stdin-filename x/y.yaml - <deploy/web.yaml' - "$SECCOMP_LINT"
  expect_in 'x/y.yaml:9:32: ' "${lines[0]}"
  # shellcheck disable=SC2016
  run -0 --separate-stderr bash -c \
    'printf "pod.yaml\0" | "$1" -q --inventory --format csv --files-from - -0' - "$SECCOMP_LINT"
  expect 2 "${#lines[@]}"
  run -0 --separate-stderr lint -q --inventory --format text --format json=a.json pod.yaml
  expect 1 "$(jq '.counts.containers' a.json)"
  run -2 lint --inventory --format sarif pod.yaml
  expect_in "unknown format 'sarif'" "$output"
  run -2 lint --inventory --statistics pod.yaml
}

@test "the inventory is sorted by file, whatever the order of the arguments" {
  describe
  run -0 --separate-stderr lint -q --inventory pod.yaml deploy compose.yaml
  expect_in 'compose.yaml:2:3: ' "${lines[0]}"
  expect_in 'deploy/web.yaml:9:32: ' "${lines[2]}"
  expect_in 'pod.yaml:5:11: ' "${lines[4]}"
  # shellcheck disable=SC2016
  run -0 --separate-stderr bash -c \
    '"$1" -q --inventory pod.yaml - --stdin-filename zz.yaml <pod.yaml' - "$SECCOMP_LINT"
  expect_in 'pod.yaml:5:11: ' "${lines[0]}"
  expect_in 'zz.yaml:5:11: ' "${lines[1]}"
}

# Rows are written while the inventory is taken, so that many files need no more memory than few.
@test "the inventory needs no more memory for many files" {
  # The address sanitizer keeps what is freed.
  grep -q __asan_init "$SECCOMP_LINT" && return
  python3 - "$SECCOMP_LINT" <<'END'
import os, resource, subprocess, sys
pod = "kind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n" + "  - {name: a, image: x}\n" * 100
def most(files):
    os.makedirs("pods", exist_ok=True)
    for i in range(files):
        with open(f"pods/{i}.yaml", "w") as file:
            file.write(pod)
    command = [sys.argv[1], "-q", "--inventory", "--format", "json=all.json", "pods"]
    _, status, usage = os.wait4(subprocess.Popen(command).pid, 0)
    assert status == 0, status
    return usage.ru_maxrss  # KiB
few, many = most(20), most(400)
assert many < 1.5 * few, (few, many)
END
}

@test "the inventory exits with 0 whatever it lists, unless something failed" {
  printf '%s\n' 'kind: Pod' 'metadata: {name: a}' 'spec:' '  containers:' \
    '  - {name: a, securityContext: {seccompProfile: {type: Unconfined}}}' >bad.yaml
  run -0 lint --inventory bad.yaml
  expect_in 'no filter: Unconfined' "$output"
  printf 'kind: Pod\nmetadata: {name: "x}\n' >broken.yaml
  run -3 lint --inventory bad.yaml broken.yaml
  expect_in 'broken.yaml:2: while scanning a quoted scalar' "$output"
  expect_in '0 errors, 0 warnings; 0 suppressed, 0 skipped, 1 failed' "$output"
  run -3 lint --inventory missing.yaml
  run -3 lint --inventory --format json=missing/x bad.yaml
}

@test "the configuration says what unset means" {
  describe
  echo 'unset-means: RuntimeDefault' >.seccomp-lint.yaml
  run -0 lint -q --inventory pod.yaml
  expect_in "node's default (nothing is set; RuntimeDefault, as configured)" "$output"
  expect RuntimeDefault "$(lint -q --inventory --format json pod.yaml | jq -r .unsetMeans)"
  lint --print-config >printed.yaml
  expect_in 'unset-means: RuntimeDefault' "$(<printed.yaml)"
  run -0 lint -q --inventory --config printed.yaml pod.yaml
  expect_in 'as configured' "$output"
  echo 'unset-means: runtimedefault' >.seccomp-lint.yaml
  run -2 lint --inventory pod.yaml
  expect_in "unset-means must be RuntimeDefault or Unconfined, not 'runtimedefault'" "$output"
}

@test "an independent count of containers by state agrees" {
  run -0 "$BATS_TEST_DIRNAME/inventory.py" "$SECCOMP_LINT" --seed 1 --count 300
  expect_in '300 files' "$output"
}

@test "an HTML page is whole by itself, and names stay text" {
  describe
  sed 's/privileged: true/seccompProfile: {type: Unconfined}/' deploy/web.yaml \
    >'b<script>alert(1)<.yaml'
  run -1 lint -q --format html=page.html .
  xmllint --html --noout page.html
  python3 - page.html <<'END'
import html.parser, re, sys

class Page(html.parser.HTMLParser):
    rows, text, depth, scripts, cells = [], "", 0, 0, None
    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        assert tag not in ("img", "link", "iframe", "object", "base"), tag
        assert not {"src", "onerror", "onclick"} & set(names), names
        assert names.get("href", "#").startswith("#"), names
        self.scripts += tag == "script"
        if tag == "tr": self.rows.append([])
        self.is_cell = tag in ("td", "th") or (tag in ("span", "code") and self.is_cell)
        if tag in ("td", "th"): self.rows[-1].append("")
    def handle_data(self, data):
        self.text += data
        if self.rows and self.rows[-1] and self.is_cell: self.rows[-1][-1] += data
    def handle_endtag(self, tag):
        if tag in ("td", "th"): self.is_cell = False
    is_cell = False

text = open(sys.argv[1], encoding="utf-8").read()
page = Page()
page.feed(text)
page.close()
assert page.scripts == 1
assert len(page.rows) == 8, page.rows
assert page.rows[0] == ["State", "Container", "Namespace", "Place", "Why"], page.rows[0]
assert any("=<img src=x onerror=alert(1)>|`x`," in row[1] for row in page.rows)
assert any("b<script>alert(1)<.yaml" in row[3] for row in page.rows)
assert not re.search(r"(?:https?:)?//[a-z]", text), "names another host"
END
}

@test "each colour of text on an HTML page can be read on what is behind it" {
  describe
  lint -q --format html=page.html . || true
  python3 - page.html <<'END'
import re, sys

def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(p * weight for p, weight in zip(parts, (0.2126, 0.7152, 0.0722)))

page = open(sys.argv[1], encoding="utf-8").read()
blocks = re.findall(r":root \{([^}]*)\}", page)
assert len(blocks) == 3, "light, dark and print"
light = {}
for block in blocks:
    colours = light | dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))
    light = light or colours
    pairs = [(text, back) for text in ("ink", "soft", "link", "bad", "unsure", "none", "good")
             for back in ("back", "panel")] + [("on-mark", "mark")]
    for text, back in pairs:
        dark, bright = sorted(luminance(colours[name]) for name in (text, back))
        ratio = (bright + 0.05) / (dark + 0.05)
        assert ratio >= 4.5, f"{text} on {back}: {ratio:.2f}"
assert not re.search(r"[^-]color: (?!var)", page), "a colour of no theme"
END
}
