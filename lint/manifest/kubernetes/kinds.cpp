#include "lint/manifest/kubernetes/kinds.hpp"

#include <algorithm>
#include <array>

#include "lint/template/written.hpp"

namespace lint::manifest {
namespace {

using namespace std::string_view_literals;

constexpr std::array kPodSpec{"spec"sv};
constexpr std::array kTemplate{"template"sv, "spec"sv};
constexpr std::array kController{"spec"sv, "template"sv, "spec"sv};
constexpr std::array kCronJob{"spec"sv, "jobTemplate"sv, "spec"sv, "template"sv, "spec"sv};

struct PodKind {
  std::string_view kind;
  std::span<const std::string_view> path;
};

constexpr std::array<PodKind, 9> kPodKinds{{
    {"Pod", kPodSpec},
    {"PodTemplate", kTemplate},
    {"ReplicationController", kController},
    {"Deployment", kController},
    {"ReplicaSet", kController},
    {"StatefulSet", kController},
    {"DaemonSet", kController},
    {"Job", kController},
    {"CronJob", kCronJob},
}};

constexpr std::array kPodGroups{""sv, "apps"sv, "batch"sv, "extensions"sv};

/// The groups that the API server itself serves (k8s.io/api), beside those in kPodGroups.
constexpr std::array kBuiltInGroups{
    "admission.k8s.io"sv,
    "admissionregistration.k8s.io"sv,
    "apiextensions.k8s.io"sv,
    "apiregistration.k8s.io"sv,
    "apiserverinternal.k8s.io"sv,
    "authentication.k8s.io"sv,
    "authorization.k8s.io"sv,
    "autoscaling"sv,
    "certificates.k8s.io"sv,
    "coordination.k8s.io"sv,
    "discovery.k8s.io"sv,
    "events.k8s.io"sv,
    "flowcontrol.apiserver.k8s.io"sv,
    "imagepolicy.k8s.io"sv,
    "internal.apiserver.k8s.io"sv,
    "networking.k8s.io"sv,
    "node.k8s.io"sv,
    "policy"sv,
    "rbac.authorization.k8s.io"sv,
    "resource.k8s.io"sv,
    "scheduling.k8s.io"sv,
    "storage.k8s.io"sv,
    "storagemigration.k8s.io"sv,
};

/// OpenShift's kinds in the days before its groups had names.
constexpr std::array kOldOpenShiftKinds{"DeploymentConfig"sv, "Template"sv};

/// Groups whose objects say which profiles are allowed, or which ones a scanner saw.
constexpr std::array kPolicyGroups{"kyverno.io"sv, "gatekeeper.sh"sv,
                                   "softwarecomposition.kubescape.io"sv};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, word) != words.end();
}

/// Whether a version without a group looks like one of Kubernetes': v1, v2beta1. Other programs
/// have numbers.
bool is_version(std::string_view api_version) {
  return api_version.size() > 1 && api_version[0] == 'v' && api_version[1] >= '0' &&
         api_version[1] <= '9';
}

bool has_variable(std::string_view text) {
  return text.find("${") != text.npos || templates::may_hold_action(text);
}

bool is_policy(std::string_view group, std::string_view kind) {
  const auto is_in = [&](std::string_view policy_group) {
    return group == policy_group ||
           (group.ends_with(policy_group) && group[group.size() - policy_group.size() - 1] == '.');
  };
  return std::ranges::any_of(kPolicyGroups, is_in) || kind == "PodSecurityPolicy" ||
         kind == "SecurityContextConstraints";
}

}  // namespace

std::string_view group_of(std::string_view api_version) {
  const std::size_t slash = api_version.find('/');
  return slash == std::string_view::npos ? std::string_view() : api_version.substr(0, slash);
}

std::span<const std::string_view> pod_spec_path(std::string_view api_version,
                                                std::string_view kind) {
  if (!is_one_of(group_of(api_version), kPodGroups)) return {};
  const auto found = std::ranges::find(kPodKinds, kind, &PodKind::kind);
  return found == kPodKinds.end() ? std::span<const std::string_view>() : found->path;
}

bool is_custom_resource(std::string_view api_version, std::string_view kind) {
  const std::string_view group = group_of(api_version);
  if (api_version == "v1" && is_one_of(kind, kOldOpenShiftKinds)) return true;
  // Of kustomize's own plugins (kustomize api/internal/plugins/builtinhelpers).
  if (api_version == "builtin") return !kind.empty();
  return !kind.empty() && !is_one_of(group, kPodGroups) && !is_one_of(group, kBuiltInGroups) &&
         !is_policy(group, kind);
}

bool is_openshift_template(std::string_view api_version, std::string_view kind) {
  const std::string_view group = group_of(api_version);
  return kind == "Template" && (group.empty() || group == "template.openshift.io");
}

bool never_runs_pods(std::string_view api_version, std::string_view kind) {
  return !kind.empty() && !is_list_kind(kind) && !is_one_of(group_of(api_version), kPodGroups) &&
         !is_custom_resource(api_version, kind);
}

bool may_be_object(std::string_view api_version, std::string_view kind) {
  const bool is_known_kind = is_list_kind(kind) || has_variable(kind) ||
                             std::ranges::find(kPodKinds, kind, &PodKind::kind) != kPodKinds.end();
  if (kind.empty() || is_known_kind) return !kind.empty();
  return api_version == "builtin" || api_version.find('/') != api_version.npos ||
         is_version(api_version) || has_variable(api_version);
}

bool is_list_kind(std::string_view kind) {
  return kind.ends_with("List");
}

}  // namespace lint::manifest
