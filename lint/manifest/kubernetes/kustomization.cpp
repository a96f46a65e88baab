#include "lint/manifest/kubernetes/kustomization.hpp"

#include <array>
#include <span>

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

}  // namespace

bool has_kustomization_name(std::string_view file_name) {
  const std::string_view name = file_name.substr(file_name.rfind('/') + 1);
  return name == "kustomization.yaml" || name == "kustomization.yml" || name == "Kustomization";
}

bool may_be_kustomization(std::string_view api_version, std::string_view kind) {
  return api_version.empty() && (kind.empty() || kind == "Kustomization" || kind == "Component");
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
        if (naming.keys.empty()) add(item, naming.role);
        for (const std::string_view key : naming.keys) {
          for (const Value& value : kustomization.get(item, key)) {
            add(value, naming.role);
            for (const Value& one : kustomization.items(value)) add(one, naming.role);
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
