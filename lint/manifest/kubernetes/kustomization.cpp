#include "lint/manifest/kubernetes/kustomization.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "lint/manifest/kubernetes/kinds.hpp"

namespace lint::manifest {
namespace {

using Keys = std::span<const std::string_view>;

/// A list of a kustomization (kustomize api/types/kustomization.go), and under which keys of its
/// items files are named; without any, each item is a name.
struct NamingList {
  std::string_view list;
  Role role = Role::manifest;
  Keys keys = {};
};

constexpr std::array<std::string_view, 1> kPath{"path"};
constexpr std::array<std::string_view, 2> kValues{"valuesFile", "additionalValuesFiles"};
constexpr std::array<std::string_view, 1> kOldValues{"values"};

constexpr std::array kNamingLists = std::to_array<NamingList>({
    {"resources"},
    {"bases"},
    {"components"},
    {"generators"},
    {"transformers"},
    {"validators"},
    {"patches", Role::patch, kPath},
    {"patchesStrategicMerge", Role::patch},
    {"patchesJson6902", Role::patch, kPath},
    {"helmCharts", Role::chart_values, kValues},
    {"helmChartInflationGenerator", Role::chart_values, kOldValues},
});

/// Kinds of targets that need no group to be known for running nothing.
constexpr std::array<std::string_view, 2> kSpeakingKinds{"ClusterPolicy",
                                                         "CustomResourceDefinition"};

/// Whether a target selects nothing but what never runs a pod.
bool only_speaks(const Document& document, const Value& target) {
  const std::string_view kind = document.get_text(target, "kind");
  const std::string group(document.get_text(target, "group"));
  return std::ranges::find(kSpeakingKinds, kind) != kSpeakingKinds.end() ||
         never_runs_pods(group + "/v1", kind);
}

}  // namespace

bool has_kustomization_name(std::string_view file_name) {
  const std::string_view name = file_name.substr(file_name.rfind('/') + 1);
  return name == "kustomization.yaml" || name == "kustomization.yml" || name == "Kustomization";
}

bool may_be_kustomization(std::string_view api_version, std::string_view kind) {
  return api_version.empty() && (kind.empty() || kind == "Kustomization" || kind == "Component");
}

Role role_of_patch(const Document& document, const Value& entry) {
  const auto targets = document.get(entry, "target");
  if (targets.empty()) return Role::patch;
  const bool is_idle = std::ranges::any_of(
      targets, [&](const Value& target) { return only_speaks(document, target); });
  return is_idle ? Role::idle_patch : Role::targeted_patch;
}

std::vector<NamedFile> files_named_by(const Document& kustomization) {
  std::vector<NamedFile> files;
  const auto add = [&](const Value& value, Role role) {
    const std::string_view path = kustomization.text(value);
    // A longer text is a patch itself.
    if (!path.empty() && path.find('\n') == path.npos) files.push_back({std::string(path), role});
  };
  for (const NamingList& naming : kNamingLists) {
    for (const Value& list : kustomization.get(kustomization.root(), naming.list)) {
      for (const Value& item : kustomization.items(list)) {
        const bool is_patch = naming.role == Role::patch;
        const Role role = is_patch ? role_of_patch(kustomization, item) : naming.role;
        if (naming.keys.empty()) add(item, role);
        for (const std::string_view key : naming.keys) {
          for (const Value& value : kustomization.get(item, key)) {
            add(value, role);
            for (const Value& one : kustomization.items(value)) add(one, role);
          }
        }
      }
    }
  }
  return files;
}

bool is_kustomization(const Document& document, std::string_view file_name) {
  const Value root = document.root();
  return has_kustomization_name(file_name) && document.type(root) == Type::mapping &&
         may_be_kustomization(document.get_text(root, "apiVersion"),
                              document.get_text(root, "kind"));
}

}  // namespace lint::manifest
