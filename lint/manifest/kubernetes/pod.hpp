#pragma once
/// Pod specs: the part of a workload that Kubernetes runs (k8s.io/api core/v1 PodSpec).

#include <string>
#include <string_view>
#include <vector>

#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// A pod spec with its init, ordinary and ephemeral containers, whatever of them can be read.
/// `part` is what messages call it.
Pod read_pod(const Document& document, const Value& spec, std::string part);

/// The profiles that the owner of a `securityContext`, a pod or a container, sets there.
void add_profiles(const Document& document, const Value& owner, const std::string& part,
                  std::vector<SeccompProfile>& profiles);

/// Whether a text is the type that switches the filter off, in any letter case.
bool is_off_word(std::string_view text);

/// Whether a strategic merge patch takes a mapping away instead of putting it in place.
bool is_deleted(const Document& document, const Value& mapping);

/// "container" for "containers", "init container" for "initContainers", "ephemeral container" for
/// "ephemeralContainers"; empty for any other key.
std::string container_role(std::string_view key);

/// The object's name, its namespace, and the given type.
Subject subject_of(const Document& document, const Value& object, std::string_view api_version,
                   std::string_view kind);

}  // namespace lint::manifest
