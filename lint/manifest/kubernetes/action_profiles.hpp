#pragma once
/// Profiles that stand in the actions of a template: the words of a `dict`, a `set`, a text.

#include "lint/manifest/workload.hpp"
#include "lint/template/written.hpp"

namespace lint::manifest {

/// What the actions in a part of a template say of profiles, as the workload of a template: types
/// that they write, and what cannot be known before they are rendered. Each action that writes
/// something or sets a variable is looked at, and none that only asks.
Workload action_profiles(const templates::Written& written, ByteRange part);

}  // namespace lint::manifest
