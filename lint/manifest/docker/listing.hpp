#pragma once
/// What the check of CNTR-MK-001170 prints, one line for each container:
/// `docker inspect --format '{{ .Id }}: SecurityOpt={{ .HostConfig.SecurityOpt }}'`.

#include <string_view>

#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// Whether a document is such a listing. To YAML it is a mapping from ids or names to texts.
bool is_docker_listing(const Document& document, std::string_view file_name);

void read_docker_listing(const Document& document, std::string_view file_name, Manifest& manifest);

}  // namespace lint::manifest
