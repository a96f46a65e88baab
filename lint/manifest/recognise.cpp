#include "lint/manifest/recognise.hpp"

#include <array>

#include "lint/manifest/kubernetes.hpp"

namespace lint::manifest {
namespace {

/// A family of manifests. The workloads are those of the first family that recognises a document.
struct Family {
  std::string_view name;
  bool (*recognises)(const Document& document, std::string_view file_name);
  std::vector<Workload> (*workloads)(const Document& document);
};

constexpr std::array<Family, 1> kFamilies{{
    {"Kubernetes", is_kubernetes, kubernetes_workloads},
}};

}  // namespace

Manifest recognise(const Document& document, std::string_view file_name) {
  for (const Family& family : kFamilies) {
    if (family.recognises(document, file_name)) return {document, family.workloads(document)};
  }
  return {document, {}};
}

}  // namespace lint::manifest
