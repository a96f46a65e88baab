#pragma once
/// What `docker inspect` prints of containers, Swarm services and Swarm tasks: an array, or one
/// object by itself (moby/moby api/types/container, api/types/swarm). Podman prints the same.

#include <string_view>

#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// Whether a document is such an object, or a list with one in it. Its file's name does not matter.
bool is_docker_inspect(const Document& document, std::string_view file_name);

/// Adds each container, service and task; other objects in the list are passed over. Containers
/// that Kubernetes manages become a remark instead: the STIG does not apply to them.
void read_docker_inspect(const Document& document, std::string_view file_name, Manifest& manifest);

}  // namespace lint::manifest
