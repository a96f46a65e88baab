#pragma once
/// What the place of a file or of a text says about it.

#include <cstdint>
#include <string_view>

namespace lint {

enum class Role : std::uint8_t {
  manifest,        // nothing: only what is recognised by its own content counts
  kustomization,   // called as kustomize wants it: a kustomization unless it says something else
  chart_template,  // in the `templates` of a Helm chart
  chart_notes,     // a chart's NOTES.txt, which Helm prints: only its definitions count
  definition,      // between `define` and `end` of a template
  chart_values,    // the values of a chart
  object,          // a text that counts if it is a whole Kubernetes object or a JSON patch
  patch,           // a patch of a Kubernetes object
  targeted_patch,  // one whose target says what it is for, so that its own kind does not count
  idle_patch,      // one of what never runs a pod, such as a policy: nothing in it counts
  part,            // a part of a Kubernetes object, such as a pod's spec
};

/// What a document with this role is called in findings that is no object of its own.
constexpr std::string_view called(Role role) {
  switch (role) {
    case Role::manifest:
    case Role::kustomization:
      return "document";
    case Role::chart_template:
    case Role::chart_notes:
      return "template";
    case Role::definition:
      return "template definition";
    case Role::chart_values:
      return "values";
    case Role::object:
      return "text";
    case Role::patch:
    case Role::targeted_patch:
    case Role::idle_patch:
    case Role::part:
      break;
  }
  return "patch";
}

/// Whether such a document may be of any family of manifests.
constexpr bool is_open(Role role) {
  return role == Role::manifest || role == Role::kustomization;
}

/// Whether a kind in such a document says what it is. In a chart's values it is a value like
/// others.
constexpr bool goes_by_kind(Role role) {
  return role != Role::chart_values && role != Role::targeted_patch;
}

/// Whether such a document is a part of an object, in which any profile counts although nothing in
/// it says what it is.
constexpr bool is_part(Role role) {
  return !is_open(role) && role != Role::object && role != Role::chart_notes &&
         role != Role::idle_patch;
}

}  // namespace lint
