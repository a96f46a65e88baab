#pragma once
/// Compose files, stack files and the fragments that override them (compose-spec; read as
/// docker/compose and compose-go do).

#include <string_view>

#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// Whether a document is a Compose file, or a part of one: `services` of mappings among nothing but
/// Compose's own top-level keys. A Compose file's name excuses other keys, and services that stand
/// at the top as in Compose v1.
bool is_compose(const Document& document, std::string_view file_name);

/// Adds each service with the security options that take effect on it, those of the services that
/// it extends within the file first.
void read_compose(const Document& document, std::string_view file_name, Manifest& manifest);

}  // namespace lint::manifest
