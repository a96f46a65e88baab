#pragma once
/// Fields of pods and containers that decide what a profile does, each taken alone.

#include <optional>
#include <string_view>
#include <vector>

#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// The types of a profile that filter: each `type` that is written out, or the value of a variable
/// that the file knows, and is RuntimeDefault or Localhost. Empty for what is no profile.
std::vector<Value> filtering_types(const Document& document, const Value& profile);

/// YAML 1.1's words for true, as kubectl reads what is not quoted (goyaml.v2 resolve.go).
bool is_word_for_true(std::string_view text);

/// Whether a value is true for kubectl. A variable counts by its known value or its default,
/// an action does not.
bool is_true(const Document& document, const Value& value);

/// Each `privileged` of a securityContext that is true.
std::vector<Value> privileged_values(const Document& document, const Value& context);

/// What makes Windows run a pod, where seccomp does not exist.
struct WindowsChoice {
  Value value;
  /// "spec.os.name", or the label of the node that is asked for.
  std::string_view field;
  /// Whether the API server looks at it, and refuses profiles beside it.
  bool is_os_name = false;
};

/// Nothing for a pod that does not say so. Where both fields do, it is `spec.os.name`.
std::optional<WindowsChoice> windows_choice(const Document& document, const Value& spec);

/// The annotations of pods that came before the fields, of all containers and of one. Without
/// effect since Kubernetes 1.27 (kubernetes/kubernetes pkg/apis/core/annotation_key_constants.go).
inline constexpr std::string_view kPodAnnotation = "seccomp.security.alpha.kubernetes.io/pod";
inline constexpr std::string_view kContainerAnnotation =
    "container.seccomp.security.alpha.kubernetes.io/";

struct SeccompAnnotation {
  Value key;
  Value value;
  /// The container that it speaks of; empty when that is all of them.
  std::string_view container;
};

/// Those of a pod or a template.
std::vector<SeccompAnnotation> seccomp_annotations(const Document& document, const Pod& pod);

/// The containers that an annotation speaks of.
std::vector<const Container*> containers_of(const Pod& pod, const SeccompAnnotation& annotation);

}  // namespace lint::manifest
