#pragma once
/// What filters the system calls of each container, as far as its manifest can tell. For pods that
/// is decided in containerd internal/cri/sputil GenerateSeccompSpecOpts and kubernetes
/// pkg/kubelet/kuberuntime/helpers.go fieldSeccompProfile, for Docker in moby
/// daemon/seccomp_linux.go WithSeccomp.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/filter_state.hpp"
#include "lint/manifest/workload.hpp"

namespace lint::manifest {

using lint::FilterState;

/// What a container runs with, and what says so.
struct Filter {
  FilterState state = FilterState::undecided;
  /// The file of `localhost` or `custom`, as it is written.
  std::string profile = {};
  /// The value that decides it; the container's own place where nothing is set.
  ByteRange place = {};
  Words why = {};
  /// Whether the pod's profile decides, which the container has none of its own to replace.
  bool is_of_pod = false;
  /// Of `undecided`: whether it is so because the API server refuses what is written.
  bool is_refused = false;
};

/// What makes a pod one that only Windows nodes run.
enum class WindowsBy : std::uint8_t { nothing, os_name, node_selector };

/// A container and its filter.
struct Posture {
  /// Of a pod: "init container 'x'". Empty for Docker, where the workload is the container.
  std::string part = {};
  /// Empty where it has none.
  std::string name = {};
  std::string image = {};
  std::string runtime_class = {};
  /// Its own place: its name, else its first key.
  ByteRange place = {};
  Filter filter = {};
  WindowsBy windows = WindowsBy::nothing;
  /// Of a pod for Windows: what its fields would say on Linux.
  std::optional<Filter> on_linux = {};
  /// Whether nothing else adds to the object that it stands in. A patch has no say in what it does
  /// not name; every container that the API server takes has an image.
  bool is_whole = true;
};

/// The containers of a pod of a built-in kind, or of a custom resource's templates of pods, or the
/// one that Docker runs; none of anything else.
std::vector<Posture> postures(const Document& document, const Workload& workload);

/// A security-profiles-operator's ProfileBinding: its webhook sets a profile for containers with an
/// image (security-profiles-operator api/profilebinding/v1alpha1).
struct ProfileBinding {
  std::string name;
  std::string name_space;
  /// "*" stands for all images.
  std::string image;
  /// "SeccompProfile 'x'"
  std::string profile;
  ByteRange place;
};

/// That of a document; nothing when it is something else, or binds no seccomp profile.
std::optional<ProfileBinding> profile_binding(const Document& document);

/// Whether a binding speaks of a container in a namespace.
bool binds(const ProfileBinding& binding, std::string_view name_space, std::string_view image);

}  // namespace lint::manifest
