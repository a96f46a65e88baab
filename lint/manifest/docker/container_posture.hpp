#pragma once
/// What filters the system calls of a container that Docker runs.

#include "lint/manifest/posture.hpp"

namespace lint::manifest {

/// Of a workload that is a container or service of Docker's; nothing for any other.
void add_container_postures(const Document& document, const Workload& workload,
                            std::vector<Posture>& postures);

}  // namespace lint::manifest
