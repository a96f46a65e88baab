#pragma once
/// Fields of a container that Docker runs, as Compose or the inspected container has them.

#include <optional>
#include <string_view>

#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// The value that takes effect under `key`: the container's own, else that of the nearest service
/// that it extends. Nothing where there is none, or where Compose's `!reset` took it away.
std::optional<Value> find_field(const Document& document, const DockerContainer& container,
                                std::string_view key);

}  // namespace lint::manifest
