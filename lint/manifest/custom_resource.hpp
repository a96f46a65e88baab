#pragma once
/// Finds every seccompProfile in a custom resource. In all published CRD schemas a mapping under
/// exactly that key has one meaning, that of a container's or pod's security context.

#include <vector>

#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// Adds `object` as a workload if it sets a seccompProfile anywhere but in its own `status`, and
/// each Kubernetes object within it that does. What stands in CustomResourceDefinitions, in
/// policies and in JSON Schemas within it is passed over. `items` of a List belong to whoever walks
/// the List.
void find_profiles(const Document& document, const Value& object, const Subject& subject,
                   bool is_list, std::vector<Workload>& workloads);

}  // namespace lint::manifest
