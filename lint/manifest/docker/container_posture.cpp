#include "lint/manifest/docker/container_posture.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "lint/manifest/docker/container.hpp"
#include "lint/template/written.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

/// The setting by which a container is privileged itself; null where none is.
const DockerSetting* find_privileged(const Workload& workload) {
  const auto& settings = workload.docker_settings;
  const auto found = std::ranges::find_if(settings, [&](const DockerSetting& setting) {
    return setting.effect == SeccompEffect::no_default && setting.part == workload.container_part;
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
  if (!workload.obscurity.empty()) return {.place = place, .why = {"{}", workload.obscurity}};
  for (const UndecidedValue& value : workload.undecided_values) {
    if (value.part != workload.container_part) continue;
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
    if (setting.effect == SeccompEffect::off_by_stig) {
      filter.why.pattern = "security option {}, which Docker refuses";
    }
  }
  return filter;
}

constexpr std::string_view kRendered = "whether it is privileged is known only after rendering";

/// A pipeline may name nothing but the image.
std::string image_of(const Document& document, const DockerContainer& container) {
  const auto image = find_field(document, container, "image");
  return std::string(document.text(image ? *image : container.value));
}

Posture container_posture(const Document& document, const Workload& workload) {
  Posture posture;
  posture.part = workload.container_part;
  posture.place = *workload.container;
  posture.name = workload.object.name;
  if (workload.docker) posture.image = image_of(document, *workload.docker);
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
    posture.filter = {.place = value->used, .why = kRendered};
  }
  return posture;
}

Posture pre_start_posture(const PreStart& container) {
  Posture posture{.part = container.part, .image = container.image, .place = container.place};
  Filter& filter = posture.filter;
  filter = {.state = FilterState::docker_default, .place = posture.place, .why = "nothing is set"};
  if (!container.privileged) return posture;
  const DockerSetting& privileged = *container.privileged;
  if (privileged.effect == SeccompEffect::no_default) {
    filter = {FilterState::privileged, {}, privileged.place, "privileged: true"};
  } else if (privileged.effect == SeccompEffect::undecided) {
    filter = {.place = privileged.place,
              .why = {"privileged {} is known only after {}", quoted(privileged.text),
                      privileged.awaited}};
  } else if (templates::has_action(privileged.text)) {
    filter = {.place = privileged.place, .why = kRendered};
  }
  return posture;
}

}  // namespace

void add_container_postures(const Document& document, const Workload& workload,
                            std::vector<Posture>& postures) {
  if (!workload.container) return;
  postures.push_back(container_posture(document, workload));
  for (const PreStart& container : workload.pre_starts) {
    postures.push_back(pre_start_posture(container));
  }
}

}  // namespace lint::manifest
