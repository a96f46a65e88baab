#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "lint/manifest/workload.hpp"
#include "lint/rule.hpp"
#include "lint/text/text.hpp"
#include "rules/docker_use.hpp"

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

/// What Docker does with it, and what to do about that.
struct Verdict {
  std::string fact;
  std::string advice;
};

Verdict judge(const DockerSetting& setting) {
  const std::string refused =
      fmt::format("Docker refuses security option {}", lint::quoted(setting.text));
  switch (setting.refusal) {
    case Refusal::none:
      break;
    case Refusal::key:
      return {refused + ": the key must be exactly 'seccomp'", advice(setting)};
    case Refusal::value:
      return {refused + ": what is not exactly 'unconfined' or 'builtin' is taken for a file",
              advice(setting)};
    case Refusal::profile:
      return {refused + ": a profile must be in a file", "write 'seccomp=FILE'"};
    case Refusal::quotes:
      return {refused + ": the quotes are taken for a part of the file's name", advice(setting)};
    case Refusal::no_key:
      return {refused + ": the key 'seccomp' is missing", advice(setting)};
    case Refusal::flag:
      return {refused + ": the flag belongs to the command line", advice(setting)};
    case Refusal::one_word:
      return {refused + ": a flag and its value are two arguments, unless '=' is between them",
              advice(setting)};
    case Refusal::no_value:
      return {refused + ": it has no value", "remove it or write 'seccomp=builtin'"};
    case Refusal::mapping:
      return {"Docker refuses a security option that is a mapping, not a string", advice(setting)};
  }
  return {};
}

/// Only where one text takes the place of another. Never to switch the filter off.
std::optional<lint::EditIntent> edit_of(const DockerSetting& setting) {
  const bool is_text = setting.kind == DockerSetting::Kind::security_opt &&
                       setting.readers != DockerSetting::Readers::podman_compose &&
                       setting.refusal != Refusal::mapping;
  if (!is_text || setting.meant.empty() || setting.meant.ends_with("=unconfined")) {
    return std::nullopt;
  }
  // With another key it may be taken for something else than a profile, and run.
  const bool is_value = setting.refusal == Refusal::value || setting.refusal == Refusal::no_value;
  std::string_view obstacle = setting.value.empty() ? "" : "a variable stands there";
  if (setting.items == lint::ByteRange()) obstacle = "it is a part of a longer text";
  return lint::EditIntent{.place = setting.place,
                          .value = setting.prefix + setting.meant,
                          .title = fmt::format("Write '{}'", setting.meant),
                          .is_safe = is_value,
                          .obstacle = obstacle};
}

void check(const lint::manifest::Manifest& manifest, lint::Sink& sink) {
  for (const auto& workload : manifest.workloads) {
    for (const DockerSetting& setting : workload.docker_settings) {
      if (setting.refusal == Refusal::none) continue;
      Verdict verdict = judge(setting);
      sink.report({.place = setting.place,
                   .object = &workload.object,
                   .part = setting.part,
                   .fact = std::move(verdict.fact),
                   .advice = std::move(verdict.advice),
                   .edit = edit_of(setting)});
    }
  }
}

}  // namespace

extern const lint::Rule kInvalidSeccompOption{
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
    .triggers = kOptionTriggers,
    .common_triggers = kRunOptionKeys,
    .check = check,
};

}  // namespace rules
