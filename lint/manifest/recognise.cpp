#include "lint/manifest/recognise.hpp"

#include <algorithm>
#include <array>

#include "lint/manifest/compose.hpp"
#include "lint/manifest/docker_daemon.hpp"
#include "lint/manifest/docker_inspect.hpp"
#include "lint/manifest/docker_listing.hpp"
#include "lint/manifest/kubernetes.hpp"
#include "lint/text.hpp"

namespace lint::manifest {
namespace {

void read_kubernetes(const Document& document, std::string_view, Manifest& manifest) {
  manifest.workloads = kubernetes_workloads(document);
}

/// A family of manifests: how it is known, and what is taken out of it. The first family that
/// recognises a document has it.
struct Family {
  std::string_view name;
  bool (*recognises)(const Document& document, std::string_view file_name);
  void (*read)(const Document& document, std::string_view file_name, Manifest& manifest);
};

constexpr std::array kFamilies = std::to_array<Family>({
    {"Kubernetes", is_kubernetes, read_kubernetes},
    {"docker inspect", is_docker_inspect, read_docker_inspect},
    {"docker inspect --format", is_docker_listing, read_docker_listing},
    {"docker info", is_docker_info, read_docker_info},
    {"daemon.json", is_docker_daemon_config, read_docker_daemon_config},
    {"Compose", is_compose, read_compose},
});

/// What the JSON of manifests that matter to a rule always holds, both of each pair.
constexpr std::array kJsonMarks = std::to_array<std::array<std::string_view, 2>>({
    {"\"apiVersion\"", "\"kind\""},
    {"\"HostConfig\"", "eccomp"},
    {"\"Privileges\"", "\"Seccomp\""},
    {"\"SecurityOptions\"", "eccomp"},
    {"\"seccomp-profile\"", "unconfined"},
    {"\"services\"", "\"security_opt\""},
});

}  // namespace

Manifest recognise(const Document& document, std::string_view file_name) {
  Manifest manifest{document, {}, {}};
  for (const Family& family : kFamilies) {
    if (!family.recognises(document, file_name)) continue;
    family.read(document, file_name, manifest);
    break;
  }
  return manifest;
}

bool may_be_manifest(std::string_view json) {
  return std::ranges::any_of(kJsonMarks, [&](const auto& marks) {
    return std::ranges::all_of(
        marks, [&](std::string_view mark) { return find_bytes(json, mark) < json.size(); });
  });
}

}  // namespace lint::manifest
