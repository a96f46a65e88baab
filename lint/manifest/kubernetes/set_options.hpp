#pragma once
/// Options for Helm in a text, which set the values of a chart by their paths
/// (helm.sh/docs/helm/helm_install): `--set a.seccompProfile.type=Unconfined`,
/// `--set-json 'a.seccompProfile={"type": "Unconfined"}'`.

#include <string_view>

#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// Whether a text may set anything with such options, which one look tells.
bool may_set_options(std::string_view text);

/// Adds what a text sets to the word that means off. Options are parted by blanks, and what one of
/// them sets by commas; a text that is one word may be what stands after an option.
void find_set_options(const Document& document, const Value& text, ProfileHolder holder,
                      Workload& workload);

}  // namespace lint::manifest
