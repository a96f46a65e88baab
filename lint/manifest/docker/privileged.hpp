#pragma once
/// `privileged`, which takes Docker's default seccomp profile away: since Docker 27.0 a privileged
/// container has only a profile file of its own, before not even that (moby/moby
/// daemon/seccomp_linux.go WithSeccomp).

#include <optional>

#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// What a Compose file says under `privileged`: a boolean, or what Compose takes for one once
/// variables are replaced (compose-go loader/interpolate.go toBoolean). Nothing for null, which
/// says nothing to Compose.
std::optional<DockerSetting> compose_privileged(const Document& document, const Value& value);

/// What `docker inspect` shows under `Privileged`; nothing unless it is true.
std::optional<DockerSetting> inspected_privileged(const Document& document, const Value& value);

/// What a dev container says under `privileged`; nothing unless it is true.
std::optional<DockerSetting> dev_privileged(const Document& document, const Value& value);

/// Adds what may take effect.
void add_privileged(DockerSetting setting, Workload& workload);

}  // namespace lint::manifest
