#pragma once
/// What rules look at: the workloads of a document, whatever kind of manifest they come from.

#include <cstdint>
#include <string>
#include <vector>

#include "lint/finding.hpp"
#include "lint/manifest/document.hpp"

namespace lint::manifest {

/// One `seccompProfile` that a workload sets, well-formed or not.
struct SeccompProfile {
  /// Whose it is: "pod", "init container 'x'", or a path for a custom resource.
  std::string part;
  Value value;
  /// Whether the value is no profile but the `type` of one, as in an operation of a JSON patch.
  bool is_type = false;
  /// Whether it is in a chart's values, where {} and '' are the usual ways to leave it unset.
  bool is_chart_value = false;
};

/// What one of Docker's settings does to the seccomp filter.
enum class SeccompEffect : std::uint8_t {
  none,         // it is about something else, or Docker refuses it
  builtin,      // Docker's default profile
  custom,       // a profile of the user's
  off,          // no filter at all
  off_by_stig,  // Docker refuses it, but the STIG counts it as off
  undecided,    // off for some value of a variable
};

/// Why Docker refuses a security option that was meant to be about seccomp.
enum class Refusal : std::uint8_t {
  none,
  key,       // another spelling of `seccomp`
  value,     // another spelling of a keyword, taken for a file
  profile,   // a profile's text where a file is wanted
  no_value,  // `seccomp` or `seccomp=`
  mapping,   // `seccomp: unconfined` in a list of strings
};

/// Something by which Docker is told which seccomp profile a container gets, or all of them.
struct DockerSetting {
  enum class Kind : std::uint8_t {
    security_opt,      // of a Compose service
    container_option,  // of a container, as inspect shows it
    swarm_mode,        // Privileges.Seccomp.Mode of a Swarm service or task
    daemon_default,    // seccomp-profile in daemon.json
    daemon_info,       // SecurityOptions of docker info
  };
  /// Where a setting of a Compose file takes effect, if not with every reader.
  enum class Readers : std::uint8_t { all, all_but_stack_deploy, podman_compose };

  Kind kind = Kind::security_opt;
  Readers readers = Readers::all;
  SeccompEffect effect = SeccompEffect::none;
  Refusal refusal = Refusal::none;
  /// Where it is written, and its text there.
  ByteRange place;
  std::string text;
  /// What the text becomes when variables stand in it, as far as it is known; empty when none do.
  std::string value;
  /// For one that is refused, the spelling that was probably meant.
  std::string meant;
  /// For one that is undecided, what it waits for.
  std::string awaited;
  /// Whether the service has it from another one, which it extends.
  bool is_inherited = false;
};

/// A value that is not known before something else has happened, and could be a violation then.
struct UndecidedValue {
  std::string part;
  ByteRange place;
  /// "security option 'seccomp=${P}'", "seccompProfile.type '{{ .Values.profile }}'"
  std::string what;
  /// What it waits for: "the variable 'P' is set", "the template is rendered".
  std::string awaited;
  /// What the reader can do about it.
  std::string advice;
};

/// An object that runs containers, or a custom resource that may.
struct Workload {
  /// `part` is empty here.
  Subject object;
  std::vector<SeccompProfile> seccomp_profiles = {};
  /// Only those that take effect, and those that are refused.
  std::vector<DockerSetting> docker_settings = {};
  std::vector<UndecidedValue> undecided_values = {};
};

/// Something that no rule looks at, and why.
struct Remark {
  ByteRange place;
  std::string text;
};

/// What the place of a document says about it.
enum class Shape : std::uint8_t {
  manifest,  // nothing: only what is recognised by its own content counts
  object,    // the same, but only for whole Kubernetes objects and JSON patches
  values,    // a chart's values
  patch,     // a patch of a Kubernetes object
  fragment,  // a part of an object, or of a template
};

/// A scalar whose text is a document of its own.
struct Embedded {
  Value text;
  Shape shape = Shape::object;
  /// Where it stands, in words: "ConfigMap 'web', data['pod.yaml']".
  std::string where;
  /// Whether it takes effect as it is; in a ConfigMap it may be an example.
  bool is_in_force = true;
};

/// A document and the workloads in it, in the order of the text. Refers to the document.
struct Manifest {
  const Document& document;
  std::vector<Workload> workloads;
  std::vector<Remark> remarks;
  std::vector<Embedded> embedded;
};

}  // namespace lint::manifest
