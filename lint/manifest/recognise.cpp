#include "lint/manifest/recognise.hpp"

#include <algorithm>
#include <array>

#include "lint/manifest/docker/compose.hpp"
#include "lint/manifest/docker/daemon.hpp"
#include "lint/manifest/docker/inspect.hpp"
#include "lint/manifest/docker/listing.hpp"
#include "lint/manifest/kubernetes/embedded.hpp"
#include "lint/manifest/kubernetes/json_patch.hpp"
#include "lint/manifest/kubernetes/kustomization.hpp"
#include "lint/manifest/kubernetes/objects.hpp"
#include "lint/manifest/undecided.hpp"
#include "lint/search/search.hpp"

namespace lint::manifest {
namespace {

void read_kubernetes(const Document& document, std::string_view, Manifest& manifest) {
  manifest.workloads = kubernetes_workloads(document);
}

void read_kustomization(const Document& document, std::string_view, Manifest& manifest) {
  Subject called;
  called.kind = "kustomization";
  manifest.workloads = part_workloads(document, called);
}

void read_json_patch(const Document& document, std::string_view, Manifest& manifest) {
  manifest.workloads = json_patch_workloads(document);
}

/// A family of manifests: how it is known, and what is taken out of it. The first family that
/// recognises a document has it.
struct Family {
  std::string_view name;
  bool (*recognises)(const Document& document, std::string_view file_name);
  void (*read)(const Document& document, std::string_view file_name, Manifest& manifest);
  /// Whether it is found in templates and in texts of other documents.
  bool is_of_kubernetes = false;
};

constexpr std::array kFamilies = std::to_array<Family>({
    {"kustomization", is_kustomization, read_kustomization},
    {"Kubernetes", is_kubernetes, read_kubernetes, true},
    {"JSON patch", is_json_patch, read_json_patch, true},
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

bool may_be(const Family& family, Shape shape) {
  return shape == Shape::manifest || (family.is_of_kubernetes && shape != Shape::values);
}

}  // namespace

Manifest recognise(const Document& document, std::string_view file_name, Shape shape,
                   const Subject& place) {
  Manifest manifest{document, {}, {}, find_embedded(document, file_name, shape)};
  const auto family = std::ranges::find_if(kFamilies, [&](const Family& candidate) {
    return may_be(candidate, shape) && candidate.recognises(document, file_name);
  });
  const bool is_known = family != kFamilies.end();
  const bool is_whole = !document.get(document.root(), "apiVersion").empty() ||
                        document.type(document.root()) == Type::sequence;
  if (is_known && (shape != Shape::object || is_whole)) {
    family->read(document, file_name, manifest);
  } else if (shape != Shape::manifest && shape != Shape::object) {
    manifest.workloads = part_workloads(document, place);
  }
  for (Workload& workload : manifest.workloads) find_undecided(document, workload);
  return manifest;
}

bool may_be_manifest(std::string_view json) {
  return std::ranges::any_of(kJsonMarks, [&](const auto& marks) {
    return std::ranges::all_of(
        marks, [&](std::string_view mark) { return find_bytes(json, mark) < json.size(); });
  });
}

}  // namespace lint::manifest
