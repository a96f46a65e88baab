#pragma once
/// Which Kubernetes kinds are workloads, and which are looked into at all.

#include <cstdint>
#include <span>
#include <string_view>

namespace lint::manifest {

/// The group of an apiVersion: "apps" of "apps/v1", "" of "v1".
std::string_view group_of(std::string_view api_version);

/// The path to the pod spec in a built-in kind, for every API version of the groups "", apps,
/// extensions and batch (the kinds of Pod Security Admission, admission.go
/// DefaultPodSpecExtractor); empty for any other kind. An empty apiVersion, as in a patch, goes by
/// kind.
std::span<const std::string_view> pod_spec_path(std::string_view api_version,
                                                std::string_view kind);

/// Whether objects of this kind are custom resources in which any `seccompProfile` is one that
/// something runs with. False for built-in groups, and for policies, which only speak of profiles.
bool is_custom_resource(std::string_view api_version, std::string_view kind);

/// Whether it is a Template of OpenShift, which has parameters for the objects in it.
bool is_openshift_template(std::string_view api_version, std::string_view kind);

/// Whether nothing in objects of this kind is ever a workload's, whatever they hold: objects of
/// other built-in groups, CustomResourceDefinitions among them, and policies. Not so for Lists.
bool never_runs_pods(std::string_view api_version, std::string_view kind);

/// Whether these may be the version and kind of an object, or, without a version, the kind of a
/// patch of a built-in one. Files of other programs have keys of these names, too.
bool may_be_object(std::string_view api_version, std::string_view kind);

/// Whether an object of this kind holds others under `items`.
bool is_list_kind(std::string_view kind);

}  // namespace lint::manifest
