#pragma once
/// What rules look at: the workloads of a document, whatever kind of manifest they come from.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"
#include "lint/manifest/document.hpp"
#include "lint/role.hpp"

namespace lint::manifest {

/// A container of a pod.
struct Container {
  /// "container", "init container" or "ephemeral container".
  std::string role;
  /// Empty when it has none.
  std::string name;
  /// What messages call it: "init container 'x'", or by its number in the list.
  std::string part;
  Value value;
};

/// A pod spec with what it runs, in the order in which it is run: init containers first.
struct Pod {
  Value spec;
  /// "pod", with the path to it in a custom resource.
  std::string part;
  std::vector<Container> containers;
  /// What has it as its `spec`, with metadata beside it: the Pod or the template. No node in a
  /// custom resource.
  Value owner = {};
  /// Of a custom resource: where it is written as a template of pods, the path to it, as in
  /// "spec.template.spec". Other things that have `containers` add to pods, or do not run them.
  std::string template_path = {};
};

/// What a `seccompProfile` stands in, which says what may be wrong with it.
enum class ProfileHolder : std::uint8_t {
  pod,              // a built-in kind or a part of one: the API server refuses all but the field
  custom_resource,  // a string, a boolean or a list may be meant so; a mapping is the field
  chart_values,     // the same, and {} and '' are the usual ways to leave the field unset
  unknown,          // a document of no known family: only the word that means off says enough
};

/// One `seccompProfile` that a workload sets, well-formed or not.
struct SeccompProfile {
  /// Whose it is: "pod", "init container 'x'", or a path for a custom resource.
  std::string part;
  Value value;
  /// Whether the value is no profile but the `type` of one, as in an operation of a JSON patch.
  bool is_type = false;
  ProfileHolder holder = ProfileHolder::pod;
  /// What is set where it is only a part of the value's text, as in an option `--set`.
  std::optional<std::string> in_text = {};
  /// The mapping whose `seccompProfile` it is; no node where a path names it.
  Value owner = {};
};

/// What one of Docker's settings does to the seccomp filter.
enum class SeccompEffect : std::uint8_t {
  none,         // it is about something else, or Docker refuses it
  builtin,      // Docker's default profile
  custom,       // a profile of the user's
  off,          // no filter at all
  no_default,   // none but a profile of the container's own, if it has one
  off_by_stig,  // Docker refuses it, but the STIG counts it as off
  undecided,    // off for some value of a variable
};

/// Why Docker refuses a security option that was meant to be about seccomp.
enum class Refusal : std::uint8_t {
  none,
  key,       // another spelling of `seccomp`
  value,     // another spelling of a keyword, taken for a file
  profile,   // a profile's text where a file is wanted
  quotes,    // of a file's name, which belong to it
  no_value,  // `seccomp` or `seccomp=`
  no_key,    // `builtin`
  flag,      // `--security-opt=` before it
  one_word,  // with `--security-opt` in one argument
  mapping,   // `seccomp: unconfined` in a list of strings
};

/// What runs with a profile, in the order of the file.
struct ProfileUsers {
  std::vector<std::string> named;  // the first ones: "Deployment 'web'"
  std::size_t others = 0;
};

/// A seccomp profile as the runtime loads it (opencontainers/runtime-spec config-linux.md), told by
/// what it lets through.
struct SeccompFilter {
  /// What becomes of a call that no rule names.
  enum class Default : std::uint8_t {
    none,    // not said: where there are no rules either, no filter is loaded
    allow,   // it runs
    log,     // it runs, and is logged
    other,   // it is refused, or a tracer or an agent decides
    unknown  // it is not known before rendering, or until another profile is
  };

  Default default_action = Default::none;
  /// Where its default action is written, or the text that it is a part of.
  ByteRange place;
  /// Where it stands in its object: "machine.seccompProfiles[0].value"; empty for all of it.
  std::string part;
  /// Whether rules name any calls, and whether some of these rules do not just let them run.
  bool has_rules = false;
  bool refuses_any = false;
  /// Those of the calls which Docker's default profile refuses that run whatever their arguments.
  std::vector<std::string_view> open_calls = {};
  /// Workloads of the same file that run with it.
  ProfileUsers users = {};

  /// Docker and Podman take such a profile for none at all.
  bool loads_nothing() const { return default_action == Default::none && !has_rules; }
};

/// Something by which Docker is told which seccomp profile a container gets, or all of them.
struct DockerSetting {
  enum class Kind : std::uint8_t {
    security_opt,          // of a Compose service
    container_option,      // of a container, as inspect shows it
    privileged,            // of a Compose service, or of a container before it
    container_privileged,  // of a container, as inspect shows it
    dev_privileged,        // of a dev container
    run_privileged,        // `--privileged` of `docker run`
    swarm_mode,            // Privileges.Seccomp.Mode of a Swarm service or task
    daemon_default,        // seccomp-profile in daemon.json
    daemon_info,           // SecurityOptions of docker info
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
  /// What stands before it in the same text: "--security-opt=".
  std::string prefix = {};
  /// What has to go to be rid of it: the value of a key, the item of a list, or two where an option
  /// stands before its value. Empty where it is a part of a longer text.
  ByteRange items = {};
  /// Whether the file is recognised by the key of the list that it stands in, and by no other.
  bool is_in_telling_list = false;
  /// What the text becomes when variables stand in it, as far as it is known; empty when none do.
  std::string value;
  /// For one that is refused, the spelling that was probably meant.
  std::string meant;
  /// For one that is undecided, what it waits for, and what the reader can do about that where
  /// Compose's own way is none.
  std::string awaited;
  std::string advice = {};
  /// Whether the service has it from another one, which it extends.
  bool is_inherited = false;
  /// The container of the object that it is about, if the object is more than one, or another:
  /// "service 'db'", "pre_start[0]".
  std::string part;
  /// The profile that stands in it as a text.
  std::optional<SeccompFilter> filter = {};
  /// Whether its file goes by the name of a stack, which `docker stack deploy` alone reads.
  bool is_in_stack_file = false;
};

/// A container that Compose runs before a service's own one, with nothing of its settings
/// (docker/compose pkg/compose/pre_start.go).
struct PreStart {
  /// "pre_start[0]"
  std::string part;
  std::string image;
  /// Its own place: its first key.
  ByteRange place;
  /// Its `privileged`, whatever that says.
  std::optional<DockerSetting> privileged = {};
};

/// A container that Docker runs.
struct DockerContainer {
  /// A Compose service, or an inspected container.
  Value value;
  /// The Compose services that it extends, the nearest first.
  std::vector<Value> bases = {};
};

/// A value that is not known before something else has happened, and could be a violation then.
struct UndecidedValue {
  std::string part;
  ByteRange place;
  /// "security option 'seccomp=${P}'", "seccompProfile.type '{{ .Values.profile }}'"
  std::string what;
  /// What it waits for: "setting the variable 'P'", "rendering".
  std::string awaited;
  /// What the reader can do about it.
  std::string advice;
  /// The same with a default for its variable, where it is refused as long as that is not set; else
  /// empty.
  std::string with_default = {};
};

/// The type of a profile that a template's actions write, where constants or the chart's own values
/// decide it and it is not one of the allowed ones.
struct RenderedType {
  std::string part;
  ByteRange place;
  std::string text;
  /// Where the values of the chart say so: "web/values.yaml, line 3"; empty where the template
  /// does.
  std::string origin;
};

/// An object that runs containers, or a custom resource that may.
struct Workload {
  Subject object;
  /// Of a built-in kind: its own mapping, and the path from there to the pod spec.
  Value value = {};
  std::span<const std::string_view> pod_path = {};
  /// Of a built-in kind: its pod. Of a custom resource: whatever in it has `containers`.
  std::vector<Pod> pods = {};
  std::optional<DockerContainer> docker = {};
  /// Of one that Docker runs: the container's or service's own place, its name if it has one.
  std::optional<ByteRange> container = {};
  /// What that container is called in the object where it is not all of it: "service 'db'".
  std::string container_part = {};
  /// Why it is not known what the container is run with; empty where that is.
  std::string_view obscurity = {};
  std::vector<PreStart> pre_starts = {};
  /// Whether it is a part of an object, such as a patch, that is completed elsewhere.
  bool is_part = false;
  std::vector<SeccompProfile> seccomp_profiles = {};
  /// Only those that take effect, and those that are refused.
  std::vector<DockerSetting> docker_settings = {};
  /// The profiles that it is, or brings to a node.
  std::vector<SeccompFilter> seccomp_filters = {};
  std::vector<UndecidedValue> undecided_values = {};
  std::vector<RenderedType> rendered_types = {};
};

/// Something that no rule looks at, and why.
struct Remark {
  ByteRange place;
  std::string text;
};

/// A scalar whose text is a document of its own.
struct Embedded {
  Value text;
  Role role = Role::object;
  /// Where it stands, in words: "ConfigMap 'web', data['pod.yaml']".
  std::string where;
  /// Whether it takes effect as it is; in a ConfigMap it may be an example.
  bool is_in_force = true;
};

/// A text that a variable brings whose value the file knows.
struct Brought {
  /// Where the variable is used.
  ByteRange place;
  /// The key that it is used under, with the value; or the value alone, of an item of a list.
  std::string text;
  /// Where the value is written.
  ByteRange written;
  /// What it is, in words: "the value of '${{CONTEXT}}'".
  std::string where;
};

/// A document and the workloads in it, in the order of the text. Refers to the document.
struct Manifest {
  const Document& document;
  std::vector<Workload> workloads;
  std::vector<Remark> remarks;
  std::vector<Embedded> embedded;
  std::vector<Brought> brought = {};
};

}  // namespace lint::manifest
