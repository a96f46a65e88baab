#pragma once
/// Finds every seccompProfile in a custom resource. In all published CRD schemas a mapping under
/// exactly that key has one meaning, that of a container's or pod's security context.

#include <functional>
#include <string_view>
#include <vector>

#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// Adds `object` as a workload if it sets a seccompProfile anywhere, also by a path, or holds a
/// template of pods. An object within it, as in a ManifestWork, is handed to `on_object` instead.
/// Operations of JSON patches count as what they put in place; `object` may be a sequence of them.
/// Passed over is what no controller runs: JSON Schemas, and an object's own `status`; in a
/// document of no known family also what only speaks of objects. `items` of a List belong to
/// whoever walks the List.
void find_profiles(const Document& document, const Value& object, const Subject& subject,
                   ProfileHolder holder, bool is_list,
                   const std::function<void(const Value&)>& on_object,
                   std::vector<Workload>& workloads);

}  // namespace lint::manifest
