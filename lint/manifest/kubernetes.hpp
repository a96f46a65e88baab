#pragma once
/// Finds the workloads in Kubernetes objects: the nine built-in kinds that carry a pod spec, Lists,
/// and custom resources.

#include <string_view>
#include <vector>

#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// Whether a document is a Kubernetes object or a part of one: a mapping with a `kind`. The name of
/// its file does not matter.
bool is_kubernetes(const Document& document, std::string_view file_name);

/// The workloads of a document: every object of a built-in kind, and those custom resources that
/// set a seccompProfile somewhere. Empty for anything that is no Kubernetes object.
std::vector<Workload> kubernetes_workloads(const Document& document);

/// Whether an object of this kind is one workload, whatever it holds.
bool is_workload_kind(std::string_view api_version, std::string_view kind);

/// Whether an object of this kind holds others under `items`.
bool is_list_kind(std::string_view kind);

}  // namespace lint::manifest
