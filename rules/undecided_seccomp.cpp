#include <fmt/format.h>

#include <array>

#include "lint/manifest/workload.hpp"
#include "rules/rules.hpp"

namespace rules {
namespace {

void check(const lint::manifest::Manifest& manifest, lint::Sink& sink) {
  for (const auto& workload : manifest.workloads) {
    for (const lint::manifest::UndecidedValue& value : workload.undecided_values) {
      sink.report(
          value.place, workload.object, value.part,
          fmt::format("{} is only known once {}; {}", value.what, value.awaited, value.advice));
    }
  }
}

constexpr std::array<std::string_view, 2> kTriggers{"eccomp", "security_opt"};

}  // namespace

const lint::Rule kUndecidedSeccomp{
    .id = "undecided-seccomp",
    .summary = "A seccomp setting whose value is not in the manifest.",
    .rationale =
        R"(A variable stands where the profile is named, so that this file alone does not say
whether the filter is on. Variables with a default are judged by it, as Compose would
with an empty environment; the others could hold anything.)",
    .remedy =
        R"(Give the variable a safe default, as in `seccomp=${PROFILE:-builtin}`, or check what comes
out: `docker compose config | seccomp-lint -`.)",
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
    .check = check,
};

}  // namespace rules
