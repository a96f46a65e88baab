/// The Docker daemon's own account of itself: daemon.json (moby/moby daemon/config) and what
/// `docker info --format '{{json .}}'` prints (moby/moby daemon/info.go).

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "lint/manifest/family.hpp"

namespace lint::manifest {
namespace {

constexpr std::string_view kProfile = "seccomp-profile";

constexpr std::array kConfigKeys = std::to_array<std::string_view>({
    "allow-direct-routing",
    "allow-nondistributable-artifacts",
    "api-cors-header",
    "authorization-plugins",
    "bip",
    "bip6",
    "bridge",
    "bridge-accept-fwmark",
    "builder",
    "cdi-spec-dirs",
    "cgroup-parent",
    "cluster-advertise",
    "cluster-store",
    "cluster-store-opts",
    "containerd",
    "containerd-namespace",
    "containerd-plugins-namespace",
    "cpu-rt-period",
    "cpu-rt-runtime",
    "cri-containerd",
    "data-root",
    "debug",
    "default-address-pools",
    "default-cgroupns-mode",
    "default-gateway",
    "default-gateway-v6",
    "default-ipc-mode",
    "default-network-opts",
    "default-runtime",
    "default-shm-size",
    "default-ulimits",
    "deprecated-key-path",
    "disable-legacy-registry",
    "dns",
    "dns-opts",
    "dns-search",
    "exec-opts",
    "exec-root",
    "experimental",
    "features",
    "firewall-backend",
    "fixed-cidr",
    "fixed-cidr-v6",
    "graph",
    "group",
    "host-gateway-ip",
    "host-gateway-ips",
    "hosts",
    "http-proxy",
    "https-proxy",
    "icc",
    "init",
    "init-path",
    "insecure-registries",
    "ip",
    "ip-forward",
    "ip-forward-no-drop",
    "ip-masq",
    "ip6tables",
    "iptables",
    "ipv6",
    "isolation",
    "labels",
    "live-restore",
    "log-driver",
    "log-format",
    "log-level",
    "log-opts",
    "max-concurrent-downloads",
    "max-concurrent-uploads",
    "max-download-attempts",
    "metrics-addr",
    "min-api-version",
    "mtu",
    "network-control-plane-mtu",
    "network-diagnostic-port",
    "no-new-privileges",
    "no-pivot-root",
    "no-proxy",
    "node-generic-resources",
    "nri-opts",
    "oom-score-adjust",
    "pidfile",
    "proxies",
    "raw-logs",
    "registry-mirrors",
    "rootless",
    "runtimes",
    "seccomp-profile",
    "selinux-enabled",
    "shutdown-timeout",
    "storage-driver",
    "storage-opts",
    "swarm-default-advertise-addr",
    "tls",
    "tlscacert",
    "tlscert",
    "tlskey",
    "tlsverify",
    "trust-key-path",
    "userland-proxy",
    "userland-proxy-path",
    "userns-remap",
    "validate",
});
static_assert(std::ranges::is_sorted(kConfigKeys));

constexpr std::array<std::string_view, 3> kConfigNames{"daemon.json", "dockerd.json",
                                                       "docker-daemon.json"};

/// A daemon with one setting.
Workload daemon(std::string_view name, DockerSetting setting) {
  Workload workload;
  workload.object.kind = "Docker daemon";
  workload.object.name = name;
  workload.docker_settings.push_back(std::move(setting));
  return workload;
}

/// `profile` of a security option of docker info, which is a list of KEY=VALUE; nothing when it is
/// about something else than seccomp.
std::optional<std::string_view> seccomp_profile(std::string_view option) {
  std::string_view name;
  std::string_view profile;
  while (!option.empty()) {
    const std::size_t end = std::min(option.find(','), option.size());
    const std::string_view field = option.substr(0, end);
    if (field.starts_with("name=")) name = field.substr(5);
    if (field.starts_with("profile=")) profile = field.substr(8);
    option.remove_prefix(std::min(end + 1, option.size()));
  }
  return name == "seccomp" ? std::optional(profile) : std::nullopt;
}

/// "" is the built-in profile, as is a profile that has no name in an old `docker info`.
SeccompEffect effect_of(std::string_view profile) {
  if (profile == "unconfined") return SeccompEffect::off;
  const bool is_builtin = profile.empty() || profile == "builtin" || profile == "default";
  return is_builtin ? SeccompEffect::builtin : SeccompEffect::custom;
}

/// Whether a document has the key `seccomp-profile` among nothing but dockerd's own, all of which
/// dockerd knows or it does not start. The name daemon.json excuses others.
bool is_docker_daemon_config(const Document& document, std::string_view file_name) {
  if (!document.last(document.root(), kProfile)) return false;
  if (std::ranges::find(kConfigNames, file_name.substr(file_name.find_last_of('/') + 1)) !=
      kConfigNames.end()) {
    return true;
  }
  return std::ranges::all_of(document.entries(document.root()), [&](const Document::Entry& entry) {
    return std::ranges::binary_search(kConfigKeys, document.text(entry.key));
  });
}

void read_docker_daemon_config(const Document& document, std::string_view, Manifest& manifest) {
  const auto profile = document.last(document.root(), kProfile);
  if (!profile) return;
  DockerSetting setting;
  setting.kind = DockerSetting::Kind::daemon_default;
  setting.place = setting.items = document.written(*profile);
  setting.text = document.text(*profile);
  setting.effect = effect_of(setting.text);
  manifest.workloads.push_back(daemon({}, std::move(setting)));
}

bool is_docker_info(const Document& document, std::string_view) {
  const Value root = document.root();
  const auto options = document.last(root, "SecurityOptions");
  return options && document.type(*options) == Type::sequence &&
         document.last(root, "ServerVersion") && document.last(root, "DockerRootDir");
}

void read_docker_info(const Document& document, std::string_view, Manifest& manifest) {
  const auto options = document.last(document.root(), "SecurityOptions");
  if (!options) return;
  bool has_seccomp = false;
  for (const Value& item : document.items(*options)) {
    const std::string_view text = document.text(item);
    const auto profile = seccomp_profile(text);
    if (!profile) continue;
    has_seccomp = true;
    DockerSetting setting;
    setting.kind = DockerSetting::Kind::daemon_info;
    setting.place = document.written(item);
    setting.text = text;
    setting.effect = effect_of(*profile);
    manifest.workloads.push_back(
        daemon(document.get_text(document.root(), "Name"), std::move(setting)));
  }
  if (!has_seccomp) {
    manifest.remarks.push_back({document.written(*options),
                                "no seccomp among the daemon's security options: its kernel or its "
                                "build has none"});
  }
}

constexpr std::array kConfigMarks =
    std::to_array<std::array<std::string_view, 2>>({{"\"seccomp-profile\"", "unconfined"}});

constexpr std::array kInfoMarks =
    std::to_array<std::array<std::string_view, 2>>({{"\"SecurityOptions\"", "seccomp"}});

}  // namespace

extern const Family kDockerDaemonConfig{.name = "daemon.json",
                                        .recognises = is_docker_daemon_config,
                                        .read = read_docker_daemon_config,
                                        .json_marks = kConfigMarks};

extern const Family kDockerInfo{.name = "docker info",
                                .recognises = is_docker_info,
                                .read = read_docker_info,
                                .json_marks = kInfoMarks};

}  // namespace lint::manifest
