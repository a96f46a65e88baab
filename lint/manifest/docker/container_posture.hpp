#pragma once
/// What filters the system calls of a container that Docker runs.

#include "lint/manifest/posture.hpp"

namespace lint::manifest {

/// Of a workload that is a container or service of Docker's.
Posture container_posture(const Document& document, const Workload& workload);

}  // namespace lint::manifest
