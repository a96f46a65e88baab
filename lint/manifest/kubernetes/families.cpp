/// How Kubernetes' own kinds of documents are known: objects, kustomizations, JSON patches.

#include "lint/manifest/family.hpp"
#include "lint/manifest/kubernetes/json_patch.hpp"
#include "lint/manifest/kubernetes/kustomization.hpp"
#include "lint/manifest/kubernetes/objects.hpp"

namespace lint::manifest {
namespace {

bool is_kubernetes(const Document& document, std::string_view) {
  return is_object(document);
}

void read_objects(const Document& document, std::string_view, Manifest& manifest) {
  manifest.workloads = kubernetes_workloads(document);
}

void read_parts(const Document& document, std::string_view called, Manifest& manifest) {
  Subject subject;
  subject.kind = called;
  manifest.workloads = part_workloads(document, subject);
}

void read_kustomization(const Document& document, std::string_view, Manifest& manifest) {
  read_parts(document, "kustomization", manifest);
}

/// A sequence that begins with an operation.
bool is_json_patch(const Document& document, std::string_view) {
  const std::vector<Value> items = document.items(document.root());
  return !items.empty() && is_patch_operation(document, items.front());
}

void read_json_patch(const Document& document, std::string_view, Manifest& manifest) {
  read_parts(document, "JSON patch", manifest);
}

constexpr std::array kObjectMarks =
    std::to_array<std::array<std::string_view, 2>>({{"\"apiVersion\"", "\"kind\""}});

}  // namespace

extern const Family kKustomization{
    .name = "kustomization",
    .recognises = is_kustomization,
    .read = read_kustomization,
};

extern const Family kKubernetes{.name = "Kubernetes",
                                .recognises = is_kubernetes,
                                .read = read_objects,
                                .is_of_kubernetes = true,
                                .json_marks = kObjectMarks,
                                .needs_trigger = false};

extern const Family kJsonPatch{.name = "JSON patch",
                               .recognises = is_json_patch,
                               .read = read_json_patch,
                               .is_of_kubernetes = true};

}  // namespace lint::manifest
