#include "lint/manifest/docker/container_posture.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "lint/manifest/docker/container.hpp"
#include "lint/manifest/docker/interpolation.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

/// Compose's words for true where a variable or quotes made it a text, in any letter case
/// (compose-go interpolation/interpolation.go, loader/interpolate.go toBoolean).
constexpr std::array<std::string_view, 6> kYes{"true", "1", "t", "y", "yes", "on"};

/// What `privileged` says.
struct Privileged {
  Value value;
  bool is_undecided = false;
};

std::optional<Value> find_privileged(const Document& document, const DockerContainer& container) {
  if (auto value = find_field(document, container, "privileged")) return value;
  const auto host_config = document.last(container.value, "HostConfig");
  if (!host_config) return document.last(container.value, "Privileged");
  return document.last(*host_config, "Privileged");
}

/// Nothing where the container is not privileged.
std::optional<Privileged> privileged(const Document& document, const Workload& workload) {
  if (!workload.docker) return std::nullopt;
  const auto value = find_privileged(document, *workload.docker);
  if (!value) return std::nullopt;
  const std::string_view text = document.text(*value);
  const Interpolated known = interpolate(text);
  if (document.type(*value) == Type::undecided || !known.is_known())
    return Privileged{*value, true};
  const bool is_on = std::ranges::find(kYes, lower(known.front())) != kYes.end();
  return is_on ? std::optional(Privileged{*value}) : std::nullopt;
}

/// "./strict.json" of "seccomp=./strict.json"; what a variable's default makes of it.
std::string file_of(const DockerSetting& setting) {
  const std::string& text = setting.value.empty() ? setting.text : setting.value;
  if (setting.kind == DockerSetting::Kind::swarm_mode) return {};
  const std::size_t at = std::min(text.find_first_of("=:"), text.size() - 1);
  const std::string file = text.substr(at + 1);
  return file.starts_with('{') ? "" : file;
}

/// What the settings alone ask for; `place` where they ask for nothing.
Filter of_settings(const Workload& workload, ByteRange place) {
  if (!workload.undecided_values.empty()) {
    const UndecidedValue& value = workload.undecided_values.back();
    return {.place = value.place, .why = {"{} is known only after {}", value.what, value.awaited}};
  }
  Filter filter{.state = FilterState::docker_default, .place = place, .why = "nothing is set"};
  for (const DockerSetting& setting : workload.docker_settings) {
    const FilterState before = filter.state;
    switch (setting.effect) {
      case SeccompEffect::builtin:
        break;
      case SeccompEffect::custom:
        filter.state = FilterState::custom;
        filter.profile = file_of(setting);
        break;
      case SeccompEffect::off:
      case SeccompEffect::off_by_stig:
        filter.state = FilterState::unconfined;
        break;
      case SeccompEffect::none:
      case SeccompEffect::undecided:
        continue;
    }
    // The STIG counts what it finds, also beside another one that takes effect.
    if (before == FilterState::unconfined) filter.state = before;
    filter.place = setting.place;
    filter.why = setting.kind == DockerSetting::Kind::swarm_mode
                     ? Words("Privileges.Seccomp.Mode is {}", quoted(setting.text))
                     : Words("security option {}", quoted(setting.text));
    if (setting.refusal != Refusal::none)
      filter.why.pattern = "security option {}, which Docker refuses";
  }
  return filter;
}

}  // namespace

Posture container_posture(const Document& document, const Workload& workload) {
  Posture posture;
  posture.place = *workload.container;
  posture.name = workload.object.name;
  if (workload.docker) {
    const auto image = find_field(document, *workload.docker, "image");
    if (image) posture.image = document.text(*image);
  }
  posture.filter = of_settings(workload, posture.place);
  const auto found = privileged(document, workload);
  if (!found) return posture;
  const ByteRange place = found->value.used;
  if (found->is_undecided) {
    posture.filter = {.place = place, .why = "whether it is privileged is known only later"};
  } else if (posture.filter.state == FilterState::custom) {
    posture.filter = {.state = FilterState::privileged,
                      .place = place,
                      .why = {"privileged; {} is loaded only since Docker 27.0",
                              posture.filter.profile.empty() ? std::string("its own profile")
                                                             : quoted(posture.filter.profile)}};
  } else {
    posture.filter = {.state = FilterState::privileged, .place = place, .why = "privileged: true"};
  }
  return posture;
}

}  // namespace lint::manifest
