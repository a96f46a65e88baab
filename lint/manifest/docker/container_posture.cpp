#include "lint/manifest/docker/container_posture.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "lint/manifest/docker/container.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

/// The setting by which a container is privileged itself; null where none is.
const DockerSetting* find_privileged(const Workload& workload) {
  const auto& settings = workload.docker_settings;
  const auto found = std::ranges::find_if(settings, [](const DockerSetting& setting) {
    return setting.effect == SeccompEffect::no_default && setting.part.empty();
  });
  return found == settings.end() ? nullptr : &*found;
}

/// What only rendering makes of `privileged`; nothing where it is known.
std::optional<Value> rendered_privileged(const Document& document, const Workload& workload) {
  if (!workload.docker) return std::nullopt;
  auto value = find_field(document, *workload.docker, "privileged");
  return value && document.type(*value) == Type::undecided ? value : std::nullopt;
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
  for (const UndecidedValue& value : workload.undecided_values) {
    if (!value.part.empty()) continue;
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
      case SeccompEffect::no_default:
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
  if (const DockerSetting* const privileged = find_privileged(workload)) {
    Filter filter{.state = FilterState::privileged, .place = privileged->place};
    const std::string& file = posture.filter.profile;
    filter.why = posture.filter.state != FilterState::custom
                     ? Words("privileged: true")
                     : Words("privileged; {} is loaded only since Docker 27.0",
                             file.empty() ? std::string("its own profile") : quoted(file));
    posture.filter = std::move(filter);
  } else if (const auto value = rendered_privileged(document, workload)) {
    posture.filter = {.place = value->used,
                      .why = "whether it is privileged is known only after rendering"};
  }
  return posture;
}

}  // namespace lint::manifest
