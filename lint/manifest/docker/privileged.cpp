#include "lint/manifest/docker/privileged.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "lint/manifest/docker/interpolation.hpp"
#include "lint/template/written.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

/// In any letter case; other words for it make Compose refuse the file.
constexpr std::array<std::string_view, 4> kTrue{"true", "yes", "y", "on"};

constexpr std::string_view kComposeAdvice =
    "give it a default as in '${NAME:-false}', or check what 'docker compose config' prints";

bool is_true(std::string_view word) {
  return std::ranges::find(kTrue, lower(word)) != kTrue.end();
}

bool may_be_true(Interpolated text) {
  for (std::string& piece : text.known) piece = lower(piece);
  return std::ranges::any_of(kTrue, [&](std::string_view word) { return text.may_be(word); });
}

/// What only rendering brings is left alone: most such values come from a switch that is off.
void judge(const Interpolated& text, DockerSetting& setting) {
  if (text.is_known()) {
    if (!is_true(text.front())) return;
    setting.effect = SeccompEffect::no_default;
    if (text.has_defaults) setting.value = text.front();
  } else if (may_be_true(text) && !templates::has_action(setting.text)) {
    setting.effect = SeccompEffect::undecided;
    setting.awaited = fmt::format("{}", fmt::join(text.unknown, " and "));
  }
}

/// Only `true` itself, as JSON has it.
std::optional<DockerSetting> json_privileged(const Document& document, const Value& value,
                                             DockerSetting::Kind kind) {
  if (document.type(value) != Type::boolean || !is_true(document.text(value))) return std::nullopt;
  DockerSetting setting;
  setting.kind = kind;
  setting.effect = SeccompEffect::no_default;
  setting.place = document.written(value);
  setting.text = document.text(value);
  return setting;
}

}  // namespace

std::optional<DockerSetting> compose_privileged(const Document& document, const Value& value) {
  const Type type = document.type(value);
  if (type == Type::null) return std::nullopt;
  DockerSetting setting;
  setting.kind = DockerSetting::Kind::privileged;
  setting.place = document.written(value);
  setting.text = document.text(value);
  judge(interpolate(setting.text), setting);
  return setting;
}

std::optional<DockerSetting> inspected_privileged(const Document& document, const Value& value) {
  return json_privileged(document, value, DockerSetting::Kind::container_privileged);
}

std::optional<DockerSetting> dev_privileged(const Document& document, const Value& value) {
  return json_privileged(document, value, DockerSetting::Kind::dev_privileged);
}

void add_privileged(DockerSetting setting, Workload& workload) {
  if (setting.effect == SeccompEffect::no_default) {
    workload.docker_settings.push_back(std::move(setting));
  } else if (setting.effect == SeccompEffect::undecided) {
    workload.undecided_values.push_back(
        {setting.part, setting.place, fmt::format("privileged {}", quoted(setting.text)),
         setting.awaited, setting.advice.empty() ? std::string(kComposeAdvice) : setting.advice});
  }
}

}  // namespace lint::manifest
