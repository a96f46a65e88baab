#pragma once
/// Finds the workloads in Kubernetes objects: the nine built-in kinds that carry a pod spec, Lists,
/// and custom resources.

#include <string_view>
#include <vector>

#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// The workloads of a document: every object of a built-in kind, and those custom resources that
/// set a seccompProfile somewhere. Empty for anything that is no Kubernetes object.
std::vector<Workload> kubernetes_workloads(const Document& document);

/// The workloads of a document in which every seccompProfile counts although it is no object: a
/// chart's values, a patch, a part of a template. `called` is what it goes by; objects within it go
/// by their own kind and name.
std::vector<Workload> part_workloads(const Document& document, const Subject& called,
                                     ProfileHolder holder = ProfileHolder::pod);

/// Whether a document is an object, or a patch of one that goes by its kind. In other files, such
/// as values, a key `kind` means something else.
bool is_object(const Document& document);

/// Whether a mapping within a document is an object of its own: it says its version and kind, and
/// has more than these of an object.
bool is_whole_object(const Document& document, const Value& mapping);

}  // namespace lint::manifest
