#include "rules/docker_use.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "lint/text/text.hpp"

namespace rules {
namespace {

using lint::manifest::DockerSetting;
using lint::manifest::Workload;

/// This many further services are named that a setting reaches; the others are counted.
constexpr std::size_t kMostNamed = 5;
constexpr std::string_view kService = "Compose service";

std::string name_of(const Workload& workload, const DockerSetting& setting) {
  std::string name = lint::quoted(workload.object.name);
  if (workload.object.kind == kService) return name;
  const std::string_view separator = setting.part.empty() ? "" : ", ";
  return fmt::format("{} {}{}{}", workload.object.kind, name, separator, setting.part);
}

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
      use.names.insert(is_owner ? use.names.begin() : use.names.end(), name_of(workload, setting));
    }
  }
  return uses;
}

std::string also_in(const DockerUse& use) {
  const std::size_t named = std::min(use.names.size(), kMostNamed + 1);
  const std::span names(use.names.begin() + 1, use.names.begin() + static_cast<long>(named));
  if (names.empty()) return {};
  const std::size_t more = use.names.size() - named;
  const bool is_service = use.workloads.front()->object.kind == kService;
  const std::string_view kind = !is_service ? "" : names.size() == 1 ? "service " : "services ";
  return fmt::format(", also in {}{}{}", kind, fmt::join(names, is_service ? ", " : " and "),
                     more == 0 ? "" : fmt::format(" and {} more", more));
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
