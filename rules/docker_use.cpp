#include "rules/docker_use.hpp"

#include <fmt/format.h>

#include "lint/text/text.hpp"

namespace rules {
namespace {

using lint::manifest::DockerSetting;
using lint::manifest::Workload;

/// This many further services are named that a setting reaches; the others are counted.
constexpr std::size_t kMostNamed = 5;

}  // namespace

std::map<std::uint32_t, DockerUse> docker_uses(const lint::manifest::Manifest& manifest,
                                               bool (*is_wanted)(const DockerSetting& setting)) {
  std::map<std::uint32_t, DockerUse> uses;
  for (const Workload& workload : manifest.workloads) {
    for (const DockerSetting& setting : workload.docker_settings) {
      if (!is_wanted(setting)) continue;
      DockerUse& use = uses[setting.place.begin];
      auto& workloads = use.workloads;
      const bool is_owner =
          use.setting == nullptr || (use.setting->is_inherited && !setting.is_inherited);
      if (is_owner) use.setting = &setting;
      workloads.insert(is_owner ? workloads.begin() : workloads.end(), &workload);
    }
  }
  return uses;
}

std::string also_in(const DockerUse& use) {
  std::vector<std::string> names;
  for (std::size_t i = 1; i < use.workloads.size() && i <= kMostNamed; ++i) {
    names.push_back(lint::quoted(use.workloads[i]->object.name));
  }
  if (names.empty()) return {};
  const std::size_t more = use.workloads.size() - 1 - names.size();
  return fmt::format(", also in service{} {}{}", names.size() == 1 ? "" : "s",
                     fmt::join(names, ", "), more == 0 ? "" : fmt::format(" and {} more", more));
}

std::string_view readers_of(const DockerSetting& setting) {
  switch (setting.readers) {
    case DockerSetting::Readers::all:
      break;
    case DockerSetting::Readers::all_but_stack_deploy:
      return " ('docker stack deploy' ignores it, 'docker compose up' does not)";
    case DockerSetting::Readers::podman_compose:
      return " (podman-compose takes it so; Compose wants a list of strings)";
  }
  return "";
}

}  // namespace rules
