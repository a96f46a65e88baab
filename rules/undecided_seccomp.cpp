#include <array>
#include <optional>

#include "lint/manifest/workload.hpp"
#include "lint/rule.hpp"
#include "rules/docker_use.hpp"

namespace rules {
namespace {

/// Where the variable is not set, the default takes the place of an empty text, which is refused.
std::optional<lint::EditIntent> edit_of(const lint::manifest::UndecidedValue& value) {
  if (value.with_default.empty()) return std::nullopt;
  return lint::EditIntent{.place = value.place,
                          .value = value.with_default,
                          .title = "Give the variable a default",
                          .is_safe = true};
}

void check(const lint::manifest::Manifest& manifest, lint::Sink& sink) {
  for (const auto& workload : manifest.workloads) {
    for (const lint::manifest::UndecidedValue& value : workload.undecided_values) {
      sink.report({.place = value.place,
                   .object = &workload.object,
                   .part = value.part,
                   .fact = {"{} is known only after {}", value.what, value.awaited},
                   .advice = value.advice,
                   .edit = edit_of(value)});
    }
  }
}

constexpr std::array<std::string_view, 5> kTriggers{"eccomp", "security_opt", "ecurityOpt",
                                                    "runArgs", "rivileged"};
/// A line with `privileged` and an action is most often one of a pod's, which says nothing.
constexpr std::array<std::string_view, 2> kUnreadWords{"eccomp", "security_opt"};

}  // namespace

extern const lint::Rule kUndecidedSeccomp{
    .id = "undecided-seccomp",
    .summary = "A seccomp setting whose value is known only after rendering or substitution.",
    .rationale =
        R"(A variable, or an action of a template, stands where the profile is named, so that this file
alone does not say whether the filter is on. Variables with a default are judged by it,
as with an empty environment; the others could hold anything. So could `privileged`, which takes
the default profile away. A line of a template that
names seccomp and cannot be read before it is rendered is reported, too, as it is not
checked.)",
    .remedy =
        R"(Write the profile itself, or give it a safe default, as in `seccomp=${PROFILE:-builtin}`. The
values of a chart are checked where they stand. Or check what comes out:
`docker compose config | seccomp-lint -`, `helm template . | seccomp-lint -`.)",
    .bad = R"(services:
  web:
    image: web
    security_opt:
      - seccomp=${PROFILE}
)",
    .good = R"(services:
  web:
    image: web
    security_opt:
      - seccomp=${PROFILE:-builtin}
)",
    .level = lint::Severity::warning,
    .triggers = kTriggers,
    .common_triggers = kRunOptionKeys,
    .unread_words = kUnreadWords,
    .check = check,
};

}  // namespace rules
