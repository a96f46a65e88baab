/// What `docker inspect` prints of containers, Swarm services and Swarm tasks: an array, or one
/// object by itself (moby/moby api/types/container, api/types/swarm). Podman prints the same. A
/// container's HostConfig may also stand alone (`--format '{{json .HostConfig}}'`) or in the
/// request that creates one (moby/moby api/types/container CreateRequest).

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "lint/manifest/docker/container_options.hpp"
#include "lint/manifest/docker/option.hpp"
#include "lint/manifest/docker/privileged.hpp"
#include "lint/manifest/docker/seccomp_filter.hpp"
#include "lint/manifest/family.hpp"
#include "lint/text/base64.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

using Path = std::span<const std::string_view>;

constexpr std::string_view kHostConfig = "HostConfig";
constexpr std::array<std::string_view, 2> kOptions{kHostConfig, "SecurityOpt"};
constexpr std::array<std::string_view, 2> kPrivileged{kHostConfig, "Privileged"};
constexpr std::array<std::string_view, 1> kName{"Name"};
constexpr std::array<std::string_view, 2> kContainerState{"State", "Status"};
constexpr std::array<std::string_view, 2> kLabels{"Config", "Labels"};
constexpr std::array<std::string_view, 2> kVersionIndex{"Version", "Index"};
constexpr std::array<std::string_view, 2> kServiceName{"Spec", "Name"};
constexpr std::array<std::string_view, 2> kTaskTemplate{"Spec", "TaskTemplate"};
constexpr std::array<std::string_view, 2> kTaskSpec{"Spec", "ContainerSpec"};
constexpr std::array<std::string_view, 2> kTaskState{"Status", "State"};
constexpr std::array<std::string_view, 5> kServiceSeccomp{"Spec", "TaskTemplate", "ContainerSpec",
                                                          "Privileges", "Seccomp"};
constexpr std::array<std::string_view, 4> kTaskSeccomp{"Spec", "ContainerSpec", "Privileges",
                                                       "Seccomp"};
/// Keys of a HostConfig beside SecurityOpt, one of which it always has.
constexpr std::array kHostConfigKeys = std::to_array<std::string_view>({
    "AutoRemove",  "Binds",           "CapAdd",         "CapDrop",       "ContainerIDFile",
    "Devices",     "IpcMode",         "LogConfig",      "Memory",        "Mounts",
    "NetworkMode", "PidMode",         "PortBindings",   "Privileged",    "Runtime",
    "ShmSize",     "PublishAllPorts", "ReadonlyRootfs", "RestartPolicy", "UsernsMode",
});
/// Labels that the kubelet's runtimes put on containers (cri-dockerd core/docker_service.go).
constexpr std::array<std::string_view, 2> kKubernetesLabels{"io.kubernetes.docker.type",
                                                            "io.kubernetes.pod.name"};

class InspectReader {
 public:
  InspectReader(const Document& document, Manifest& manifest)
      : document_(document), manifest_(manifest) {}

  bool is_container(const Value& object) const {
    return !text(object, "Id").empty() && (at(object, kOptions) || at(object, kPrivileged)) &&
           (is_mapping(object, "State") || is_mapping(object, "Config"));
  }

  bool is_service(const Value& object) const {
    return !text(object, "ID").empty() && at(object, kVersionIndex) && at(object, kTaskTemplate);
  }

  bool is_task(const Value& object) const {
    return !text(object, "ID").empty() && at(object, kTaskSpec) &&
           (document_.last(object, "ServiceID") || document_.last(object, "NodeID"));
  }

  bool is_create_request(const Value& object) const {
    return text(object, "Id").empty() && (at(object, kOptions) || at(object, kPrivileged)) &&
           !text(object, "Image").empty();
  }

  bool is_host_config(const Value& object) const {
    return document_.last(object, kOptions.back()) &&
           std::ranges::any_of(kHostConfigKeys, [&](std::string_view key) {
             return document_.last(object, key).has_value();
           });
  }

  void container(const Value& object) const {
    std::string_view name = text(object, "Name");
    if (name.starts_with('/')) name.remove_prefix(1);
    Workload workload = named("container", name, text(object, "Id"), text(object, kContainerState));
    add_host_config(document_.last(object, kHostConfig), workload);
    workload.docker = DockerContainer{object};
    workload.container = own_place(object, at(object, kName));
    if (is_managed_by_kubernetes(object)) {
      leave_to_kubernetes(object, workload);
    } else {
      manifest_.workloads.push_back(std::move(workload));
    }
  }

  void create_request(const Value& object) const {
    Workload workload = named("container of image", text(object, "Image"), {}, {});
    add_host_config(document_.last(object, kHostConfig), workload);
    workload.docker = DockerContainer{object};
    workload.container = own_place(object, std::nullopt);
    manifest_.workloads.push_back(std::move(workload));
  }

  void host_config(const Value& object) const {
    Workload workload = named("container", {}, {}, {});
    workload.container = own_place(object, std::nullopt);
    add_host_config(object, workload);
    manifest_.workloads.push_back(std::move(workload));
  }

  void service(const Value& object) const {
    Workload workload = named("Swarm service", text(object, kServiceName), text(object, "ID"), {});
    workload.container = own_place(object, at(object, kServiceName));
    add_mode(object, kServiceSeccomp, std::move(workload));
  }

  void task(const Value& object) const {
    Workload workload =
        named("Swarm task", text(object, "Name"), text(object, "ID"), text(object, kTaskState));
    workload.container = own_place(object, at(object, kName));
    add_mode(object, kTaskSeccomp, std::move(workload));
  }

 private:
  std::optional<Value> at(const Value& object, Path path) const {
    std::optional<Value> value = object;
    for (const std::string_view key : path) {
      if (value) value = document_.last(*value, key);
    }
    return value;
  }

  std::string_view text(const Value& object, Path path) const {
    const auto value = at(object, path);
    const bool is_text = value && document_.type(*value) != Type::null;
    return is_text ? document_.text(*value) : std::string_view();
  }
  std::string_view text(const Value& object, std::string_view key) const {
    return text(object, Path(&key, 1));
  }

  /// Its name, else its first key.
  ByteRange own_place(const Value& object, const std::optional<Value>& name) const {
    if (name) return name->used;
    const auto entries = document_.entries(object);
    return entries.empty() ? object.used : entries.front().key.used;
  }

  bool is_mapping(const Value& object, std::string_view key) const {
    const auto value = document_.last(object, key);
    return value && document_.type(*value) == Type::mapping;
  }

  static Workload named(std::string_view kind, std::string_view name, std::string_view id,
                        std::string_view state) {
    Workload workload;
    workload.object.kind = kind;
    workload.object.name = name;
    workload.object.detail = id.substr(0, 12);
    if (!state.empty()) workload.object.detail += fmt::format(", {}", state);
    return workload;
  }

  void add_host_config(const std::optional<Value>& config, Workload& workload) const {
    const auto get = [&](std::string_view key) {
      return config ? document_.last(*config, key) : std::nullopt;
    };
    if (const auto list = get(kOptions.back())) add_options(options_in(document_, *list), workload);
    const auto value = get(kPrivileged.back());
    auto setting = value ? inspected_privileged(document_, *value) : std::nullopt;
    if (setting) add_privileged(std::move(*setting), workload);
  }

  /// Any mode but these three is the default to Docker (moby/moby daemon/cluster/convert).
  void add_mode(const Value& object, Path path, Workload workload) const {
    const auto seccomp = at(object, path);
    const std::string_view mode = seccomp ? text(*seccomp, "Mode") : std::string_view();
    if (mode == "unconfined" || mode == "custom") {
      DockerSetting setting;
      setting.kind = DockerSetting::Kind::swarm_mode;
      setting.effect = mode == "custom" ? SeccompEffect::custom : SeccompEffect::off;
      setting.place = document_.written(*document_.last(*seccomp, "Mode"));
      setting.text = mode;
      if (mode == "custom") add_profile(*seccomp, setting);
      workload.docker_settings.push_back(std::move(setting));
    }
    manifest_.workloads.push_back(std::move(workload));
  }

  /// The profile's JSON is encoded in base64, as Go does with bytes.
  void add_profile(const Value& seccomp, DockerSetting& setting) const {
    const auto profile = document_.last(seccomp, "Profile");
    const auto json = profile ? decode_base64(document_.text(*profile)) : std::nullopt;
    if (!json) return;
    setting.filter = filter_in(*json, document_.written(*profile));
    if (!setting.filter || !setting.filter->loads_nothing()) return;
    setting.effect = SeccompEffect::off;
    setting.place = setting.filter->place;
  }

  bool is_managed_by_kubernetes(const Value& object) const {
    const auto labels = at(object, kLabels);
    return labels && std::ranges::any_of(kKubernetesLabels, [&](std::string_view label) {
             return document_.last(*labels, label).has_value();
           });
  }

  void leave_to_kubernetes(const Value& object, const Workload& workload) const {
    manifest_.remarks.push_back(
        {document_.written(object),
         fmt::format("container {} ({}) is managed by Kubernetes, to which CNTR-MK-001170 does not "
                     "apply: restrict-seccomp checks its pod's manifest",
                     quoted(workload.object.name), workload.object.detail)});
  }

  const Document& document_;
  Manifest& manifest_;
};

/// A kind of object that `docker inspect` prints: how it is known, and how it is read.
struct ObjectKind {
  bool (InspectReader::*recognises)(const Value& object) const;
  void (InspectReader::*read)(const Value& object) const;
};

constexpr std::array<ObjectKind, 5> kObjectKinds{{
    {&InspectReader::is_container, &InspectReader::container},
    {&InspectReader::is_create_request, &InspectReader::create_request},
    {&InspectReader::is_host_config, &InspectReader::host_config},
    {&InspectReader::is_service, &InspectReader::service},
    {&InspectReader::is_task, &InspectReader::task},
}};

const ObjectKind* kind_of(const InspectReader& reader, const Value& object) {
  const auto found = std::ranges::find_if(
      kObjectKinds, [&](const ObjectKind& kind) { return (reader.*kind.recognises)(object); });
  return found == kObjectKinds.end() ? nullptr : &*found;
}

/// Those of the outer list, and of lists in it: `jq -s` makes such ones of several files.
std::vector<Value> objects(const Document& document) {
  const Value root = document.root();
  if (document.type(root) != Type::sequence) return {root};
  std::vector<Value> objects;
  for (const Value& item : document.items(root)) {
    if (document.type(item) == Type::sequence) {
      std::ranges::copy(document.items(item), std::back_inserter(objects));
    } else {
      objects.push_back(item);
    }
  }
  return objects;
}

/// Whether a document is such an object, or a list with one in it. Its file's name does not matter.
bool is_docker_inspect(const Document& document, std::string_view) {
  Manifest unused{document, {}, {}, {}};
  const InspectReader reader(document, unused);
  return std::ranges::any_of(
      objects(document), [&](const Value& object) { return kind_of(reader, object) != nullptr; });
}

/// Adds each container, service and task; other objects in the list are passed over. Containers
/// that Kubernetes manages become a remark instead: the STIG does not apply to them.
void read_docker_inspect(const Document& document, std::string_view, Manifest& manifest) {
  const InspectReader reader(document, manifest);
  for (const Value& object : objects(document)) {
    const ObjectKind* kind = kind_of(reader, object);
    if (kind != nullptr) (reader.*kind->read)(object);
  }
}

constexpr std::array kJsonMarks =
    std::to_array<std::array<std::string_view, 2>>({{"\"HostConfig\"", "seccomp"},
                                                    {"\"HostConfig\"", "\"Privileged\""},
                                                    {"\"SecurityOpt\"", "seccomp"},
                                                    {"\"Privileges\"", "\"Seccomp\""}});

}  // namespace

extern const Family kDockerInspect{.name = "docker inspect",
                                   .recognises = is_docker_inspect,
                                   .read = read_docker_inspect,
                                   .json_marks = kJsonMarks};

}  // namespace lint::manifest
