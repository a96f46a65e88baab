#include <array>

#include "lint/rule.hpp"

namespace rules {
namespace {

constexpr std::array<std::string_view, 1> kTriggers{"seccomp-lint"};

}  // namespace

extern const lint::Rule kUnusedSuppression{
    .id = "unused-suppression",
    .summary = "An ignore comment or annotation that does nothing.",
    .rationale =
        R"(A comment that ignores findings outlives its cause, and then hides the next real one. So
does one that never worked: with a rule's name misspelt, or on the wrong line. And one
without a reason tells nobody whether it may go. Directives for rules that are switched
off in this run are not judged.)",
    .remedy =
        R"(Remove the directive, or mend it: `# seccomp-lint: ignore[RULE] reason` at the end of the
reported line or alone on the line above it, `# seccomp-lint: ignore-file[RULE] reason`
before a file's first document, or the annotation `ignore.seccomp-lint.io/RULE: reason`
on an object or a pod template.)",
    .bad = R"(apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    seccompProfile:
      # seccomp-lint: ignore[restrict-seccomp] debugged with perf
      type: RuntimeDefault
)",
    .good = R"(apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    seccompProfile:
      # seccomp-lint: ignore[restrict-seccomp] debugged with perf
      type: Unconfined
)",
    .level = lint::Severity::warning,
    .is_about_idle = true,
    .triggers = kTriggers,
};

}  // namespace rules
