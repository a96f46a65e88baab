#pragma once
/// Values that decide about a seccomp profile and are not known yet.

#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// Fills in the undecided values of a workload whose profiles are known: a `seccompProfile`, or a
/// `type` of one, that a template's action or a substitution has in its place.
void find_undecided(const Document& document, Workload& workload);

}  // namespace lint::manifest
