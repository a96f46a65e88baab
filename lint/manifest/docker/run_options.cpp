#include "lint/manifest/docker/run_options.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "lint/manifest/docker/option.hpp"

namespace lint::manifest {
namespace {

constexpr std::string_view kDashes = "--";
constexpr std::string_view kSecurity = "security-opt";
constexpr std::string_view kPrivileged = "privileged";

/// Options that take no value in the next word, by name and by letter; Podman's among them.
constexpr auto kSwitches = std::to_array<std::string_view>({
    "detach",
    "disable-content-trust",
    "help",
    "init",
    "interactive",
    "no-healthcheck",
    "no-hosts",
    "oom-kill-disable",
    "privileged",
    "publish-all",
    "quiet",
    "read-only",
    "replace",
    "rm",
    "sig-proxy",
    "tty",
    "use-api-socket",
});
constexpr std::string_view kSwitchLetters = "diPqt";

/// The others that Docker has.
constexpr auto kSettings = std::to_array<std::string_view>({
    "add-host",
    "annotation",
    "attach",
    "blkio-weight",
    "blkio-weight-device",
    "cap-add",
    "cap-drop",
    "cgroup-parent",
    "cgroupns",
    "cidfile",
    "cpu-count",
    "cpu-percent",
    "cpu-period",
    "cpu-quota",
    "cpu-rt-period",
    "cpu-rt-runtime",
    "cpu-shares",
    "cpus",
    "cpuset-cpus",
    "cpuset-mems",
    "detach-keys",
    "device",
    "device-cgroup-rule",
    "device-read-bps",
    "device-read-iops",
    "device-write-bps",
    "device-write-iops",
    "dns",
    "dns-opt",
    "dns-option",
    "dns-search",
    "domainname",
    "entrypoint",
    "env",
    "env-file",
    "expose",
    "gpus",
    "group-add",
    "health-cmd",
    "health-interval",
    "health-retries",
    "health-start-interval",
    "health-start-period",
    "health-timeout",
    "hostname",
    "io-maxbandwidth",
    "io-maxiops",
    "ip",
    "ip6",
    "ipc",
    "isolation",
    "kernel-memory",
    "label",
    "label-file",
    "link",
    "link-local-ip",
    "log-driver",
    "log-opt",
    "mac-address",
    "memory",
    "memory-reservation",
    "memory-swap",
    "memory-swappiness",
    "mount",
    "name",
    "net",
    "net-alias",
    "network",
    "network-alias",
    "oom-score-adj",
    "pid",
    "pids-limit",
    "platform",
    "publish",
    "pull",
    "restart",
    "runtime",
    "security-opt",
    "shm-size",
    "stop-signal",
    "stop-timeout",
    "storage-opt",
    "sysctl",
    "tmpfs",
    "ulimit",
    "user",
    "userns",
    "uts",
    "volume",
    "volume-driver",
    "volumes-from",
    "workdir",
});
static_assert(std::ranges::is_sorted(kSwitches) && std::ranges::is_sorted(kSettings));

/// What an argument that is not known yet may become to switch the filter off.
constexpr std::array<std::string_view, 2> kWholeOptions{"--security-opt=seccomp=unconfined",
                                                        "--security-opt=seccomp:unconfined"};

/// strconv.ParseBool, for what is true.
bool is_true(std::string_view text) {
  constexpr std::array<std::string_view, 6> kTrue{"1", "t", "T", "TRUE", "true", "True"};
  return std::ranges::find(kTrue, text) != kTrue.end();
}

/// The argument without what stands before its value.
Argument value_in(const Argument& argument, std::string_view prefix) {
  Argument value = argument;
  value.value.known.front().erase(0, prefix.size());
  if (value.text.starts_with(prefix)) value.text.erase(0, prefix.size());
  return value;
}

class Parser {
 public:
  explicit Parser(std::span<const Argument> arguments) : arguments_(arguments) {}

  RunOptions run() {
    for (bool goes_on = true; goes_on && at_ < arguments_.size();) {
      goes_on = argument(arguments_[at_++]);
    }
    return std::move(options_);
  }

 private:
  /// Takes an argument, and its value from the next one; returns whether options go on.
  bool argument(const Argument& argument) {
    const std::string& text = argument.value.front();
    const bool is_named = text.starts_with(kDashes) && text.find('=') != text.npos;
    if (!argument.value.is_known() && !is_named) {
      may_be_option(argument);
      return true;
    }
    if (text.size() < 2 || text[0] != '-' || text == kDashes) return false;
    if (text.starts_with(kDashes)) {
      long_option(argument, std::string_view(text).substr(kDashes.size()));
    } else {
      short_options(std::string_view(text).substr(1));
    }
    return true;
  }

  void may_be_option(const Argument& argument) {
    const bool may_be = std::ranges::any_of(
        kWholeOptions, [&](std::string_view option) { return argument.value.may_be(option); });
    if (!may_be) return;
    DockerSetting setting;
    setting.effect = SeccompEffect::undecided;
    setting.place = argument.place;
    setting.text = argument.text;
    setting.awaited = argument.value.unknown.front();
    options_.security.push_back(std::move(setting));
  }

  void long_option(const Argument& argument, std::string_view text) {
    const std::size_t equals = text.find('=');
    const std::string_view name = text.substr(0, equals);
    const bool has_value = equals != text.npos;
    if (name == kPrivileged) return privileged(argument, has_value ? text.substr(equals + 1) : "1");
    const bool has_blank = name.starts_with(kSecurity) && name.size() > kSecurity.size() &&
                           (name[kSecurity.size()] == ' ' || name[kSecurity.size()] == '\t');
    if (has_blank) return in_one_word(argument, text.substr(kSecurity.size() + 1));
    if (std::ranges::binary_search(kSwitches, name)) return;
    std::optional<Argument> value;
    if (has_value) {
      value = value_in(argument, argument.value.front().substr(0, kDashes.size() + equals + 1));
    } else if (at_ < arguments_.size() && takes_next(name)) {
      value = arguments_[at_++];
    }
    if (!value || name != kSecurity) return;
    options_.security.push_back(security_option(*value));
    options_.security.back().items.begin = argument.place.begin;
    if (has_value) options_.security.back().prefix = argument.value.front().substr(0, equals + 3);
  }

  /// What another program's option takes is guessed by the next word.
  bool takes_next(std::string_view name) const {
    return std::ranges::binary_search(kSettings, name) ||
           !arguments_[at_].value.front().starts_with('-');
  }

  /// `-it`, `-e NAME=VALUE`, `-eNAME=VALUE`
  void short_options(std::string_view letters) {
    while (!letters.empty() && kSwitchLetters.find(letters[0]) != letters.npos) {
      letters.remove_prefix(1);
    }
    if (letters.size() == 1 && at_ < arguments_.size()) ++at_;
  }

  void privileged(const Argument& argument, std::string_view value) {
    DockerSetting setting;
    setting.kind = DockerSetting::Kind::run_privileged;
    setting.place = argument.place;
    setting.text = argument.text;
    if (!argument.value.is_known()) {
      setting.effect = SeccompEffect::undecided;
      setting.awaited = argument.value.unknown.front();
    } else if (is_true(value)) {
      setting.effect = SeccompEffect::no_default;
    }
    options_.privileged = std::move(setting);
  }

  /// `"--security-opt seccomp=unconfined"` as one word is an option that nobody knows.
  void in_one_word(const Argument& argument, std::string_view value) {
    DockerSetting setting;
    setting.place = argument.place;
    setting.text = argument.text;
    judge_one_word(value, setting);
    options_.security.push_back(std::move(setting));
  }

  std::span<const Argument> arguments_;
  std::size_t at_ = 0;
  RunOptions options_;
};

}  // namespace

DockerSetting security_option(const Argument& argument) {
  DockerSetting setting;
  setting.place = setting.items = argument.place;
  setting.text = argument.text;
  judge_option(argument.value, OptionReader::client, setting);
  return setting;
}

RunOptions parse_run_options(std::span<const Argument> arguments) {
  return Parser(arguments).run();
}

}  // namespace lint::manifest
