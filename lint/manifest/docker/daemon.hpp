#pragma once
/// The Docker daemon's own account of itself: daemon.json (moby/moby daemon/config) and what
/// `docker info --format '{{json .}}'` prints (moby/moby daemon/info.go).

#include <string_view>

#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// Whether a document has the key `seccomp-profile` among nothing but dockerd's own, all of which
/// dockerd knows or it does not start. The name daemon.json excuses others.
bool is_docker_daemon_config(const Document& document, std::string_view file_name);
void read_docker_daemon_config(const Document& document, std::string_view file_name,
                               Manifest& manifest);

bool is_docker_info(const Document& document, std::string_view file_name);
void read_docker_info(const Document& document, std::string_view file_name, Manifest& manifest);

}  // namespace lint::manifest
