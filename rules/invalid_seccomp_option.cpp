#include <fmt/format.h>

#include <array>
#include <string>

#include "lint/manifest/workload.hpp"
#include "lint/text/text.hpp"
#include "rules/rules.hpp"

namespace rules {
namespace {

using lint::manifest::DockerSetting;
using lint::manifest::Refusal;

/// What to write instead. To switch the filter off is never advised without saying that it would.
std::string advice(const DockerSetting& setting) {
  if (!setting.meant.ends_with("=unconfined")) {
    return fmt::format("write '{}'", lint::printable(setting.meant));
  }
  return fmt::format(
      "did you mean '{}'? that switches the seccomp filter off; 'seccomp=builtin' is "
      "Docker's default profile",
      setting.meant);
}

std::string message(const DockerSetting& setting) {
  const std::string refused =
      fmt::format("Docker refuses security option {}", lint::quoted(setting.text));
  switch (setting.refusal) {
    case Refusal::none:
      break;
    case Refusal::key:
      return fmt::format("{}: the key must be exactly 'seccomp'; {}", refused, advice(setting));
    case Refusal::value:
      return fmt::format(
          "{}: what is not exactly 'unconfined' or 'builtin' is taken for a file; {}", refused,
          advice(setting));
    case Refusal::profile:
      return fmt::format("{}: a profile must be in a file; write 'seccomp=FILE'", refused);
    case Refusal::no_value:
      return fmt::format("{}: it has no value; remove it or write 'seccomp=builtin'", refused);
    case Refusal::mapping:
      return fmt::format("Docker refuses a security option that is a mapping, not a string; {}",
                         advice(setting));
  }
  return {};
}

void check(const lint::manifest::Manifest& manifest, lint::Sink& sink) {
  for (const auto& workload : manifest.workloads) {
    for (const DockerSetting& setting : workload.docker_settings) {
      if (setting.refusal == Refusal::none) continue;
      sink.report(setting.place, workload.object, {}, message(setting));
    }
  }
}

constexpr std::array<std::string_view, 3> kTriggers{"eccomp", "security_opt", "SecurityOpt"};

}  // namespace

const lint::Rule kInvalidSeccompOption{
    .id = "invalid-seccomp-option",
    .summary = "A seccomp option in a spelling that Docker refuses.",
    .rationale =
        R"(Docker compares security options letter by letter. It cuts them at the first `=`, or
else at the first `:`, and knows the key `seccomp` and the values `unconfined` and
`builtin`; any other value is the name of a file with a profile. With another case, or
with blanks or quotes inside, the container does not start; the reader of the file takes
it for what it looks like all the same.)",
    .remedy =
        R"(Write `seccomp=builtin` for Docker's default profile, `seccomp=FILE` for one of your own,
or nothing at all, which is the default profile too.)",
    .bad = R"(services:
  web:
    image: web
    security_opt:
      - seccomp=default
)",
    .good = R"(services:
  web:
    image: web
    security_opt:
      - seccomp=builtin
)",
    .level = lint::Severity::warning,
    .triggers = kTriggers,
    .check = check,
};

}  // namespace rules
