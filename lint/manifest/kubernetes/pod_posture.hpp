#pragma once
/// What filters the system calls of a pod's containers.

#include <vector>

#include "lint/manifest/posture.hpp"

namespace lint::manifest {

/// Adds those of every container in the pod. `is_part` says that the pod is completed elsewhere, so
/// that what it does not set is not known.
void add_pod_postures(const Document& document, const Pod& pod, bool is_part,
                      std::vector<Posture>& postures);

}  // namespace lint::manifest
