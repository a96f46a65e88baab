#include "lint/check/select.hpp"

#include "lint/manifest/kubernetes/kustomization.hpp"

namespace lint {

Role role_of(const std::string& path, templates::Charts& charts) {
  const Role role = charts.role_of(path);
  if (role != Role::manifest) return role;
  return manifest::has_kustomization_name(path) ? Role::kustomization : Role::manifest;
}

}  // namespace lint
