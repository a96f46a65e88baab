/// Directives in a manifest that has something to ignore. Each line of the input is a comment
/// after a line of the manifest; what begins with `@` is an annotation's value instead.

#include "tests/fuzz/invariants.hpp"

namespace {

constexpr std::string_view kManifest = R"(
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    ignore.seccomp-lint.io/yaml-syntax: @
spec:
  template:
    metadata:
      annotations:
        ignore.seccomp-lint.io/restrict-seccomp: @
    spec:
      securityContext:
        seccompProfile: {type: Unconfined}
      containers:
        - name: web
          securityContext:
            seccompProfile:
              type: |-
                Unconfined
---
kind: Pod
spec: {securityContext: {seccompProfile: {type: "{{ a }}"}}}
---
services: {web: {security_opt: [
  "seccomp=unconfined",
  "${A}"
]}}
---
a: "b
)";

std::string with_directives(std::string_view lines) {
  std::string text;
  std::string_view manifest = kManifest;
  while (!manifest.empty()) {
    std::string_view line = fuzz::take(manifest, '\n');
    const std::string_view words = fuzz::take(lines, '\n');
    if (line.ends_with('@')) {
      line.remove_suffix(1);
      text.append(line).append(words) += '\n';
    } else {
      text.append(line).append(words.empty() ? "" : " # seccomp-lint: ").append(words) += '\n';
    }
  }
  return text.append(lines);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::check("a.yaml", lint::Role::manifest, with_directives(fuzz::as_text(data, size)));
  return 0;
}
