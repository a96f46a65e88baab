#pragma once
/// Pod specs: the part of a workload that Kubernetes runs (k8s.io/api core/v1 PodSpec).

#include <string>
#include <string_view>
#include <vector>

#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// The profiles that a pod spec sets: the pod's own, then those of its init, ordinary and ephemeral
/// containers.
void pod_profiles(const Document& document, const Value& pod_spec,
                  std::vector<SeccompProfile>& profiles);

/// "container" for "containers", "init container" for "initContainers", "ephemeral container" for
/// "ephemeralContainers"; empty for any other key.
std::string container_role(std::string_view key);

/// The object's name, its namespace, and the given type.
Subject subject_of(const Document& document, const Value& object, std::string_view api_version,
                   std::string_view kind);

}  // namespace lint::manifest
