#include "lint/manifest/kubernetes/kustomization.hpp"

namespace lint::manifest {

bool has_kustomization_name(std::string_view file_name) {
  const std::string_view name = file_name.substr(file_name.rfind('/') + 1);
  return name == "kustomization.yaml" || name == "kustomization.yml" || name == "Kustomization";
}

bool may_be_kustomization(std::string_view api_version, std::string_view kind) {
  return api_version.empty() && (kind.empty() || kind == "Kustomization" || kind == "Component");
}

bool is_kustomization(const Document& document, std::string_view file_name) {
  const Value root = document.root();
  return has_kustomization_name(file_name) && document.type(root) == Type::mapping &&
         may_be_kustomization(document.get_text(root, "apiVersion"),
                              document.get_text(root, "kind"));
}

}  // namespace lint::manifest
