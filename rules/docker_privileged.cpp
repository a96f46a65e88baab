#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "lint/manifest/workload.hpp"
#include "lint/rule.hpp"
#include "lint/text/text.hpp"
#include "rules/docker_use.hpp"

namespace rules {
namespace {

using lint::manifest::DockerSetting;
using lint::manifest::Refusal;
using lint::manifest::SeccompEffect;
using lint::manifest::Workload;

bool is_privileged(const DockerSetting& setting) {
  return setting.effect == SeccompEffect::no_default;
}

std::string what(const DockerSetting& setting) {
  if (setting.kind == DockerSetting::Kind::container_privileged) {
    return "HostConfig.Privileged is true";
  }
  if (setting.kind == DockerSetting::Kind::run_privileged) return "option '--privileged' is set";
  const std::string text = lint::quoted(setting.text);
  if (setting.value.empty()) return fmt::format("privileged is {}", text);
  return fmt::format("privileged {} is {} by default", text, lint::quoted(setting.value));
}

bool is_of_pre_start(const DockerSetting& setting) {
  return setting.kind == DockerSetting::Kind::privileged && !setting.part.empty();
}

/// What becomes of the profile that an option names. A container of `pre_start` has no options.
std::string_view own_profile(const DockerSetting& privileged, const Workload& workload) {
  if (is_of_pre_start(privileged)) return "";
  for (const DockerSetting& option : workload.docker_settings) {
    if (option.refusal != Refusal::none) continue;
    if (option.effect == SeccompEffect::custom) {
      return "; its own profile is applied only since Docker 27.0";
    }
    if (option.effect == SeccompEffect::builtin) {
      return "; 'seccomp=builtin' does not bring it back, and since Docker 27.0 the container does "
             "not start";
    }
  }
  return "";
}

std::string_view advice(const DockerSetting& setting) {
  if (is_of_pre_start(setting)) return "remove it";
  switch (setting.kind) {
    case DockerSetting::Kind::container_privileged:
      return "create the container without it, with the capabilities and devices that it needs";
    case DockerSetting::Kind::dev_privileged:
      return "remove it, and name what is needed under 'capAdd'";
    case DockerSetting::Kind::run_privileged:
      return "remove it, and name what is needed with '--cap-add' and '--device'";
    default:
      return "remove it, and name what is needed under 'cap_add' and 'devices'";
  }
}

void check(const lint::manifest::Manifest& manifest, lint::Sink& sink) {
  for (const auto& [place, use] : docker_uses(manifest, is_privileged)) {
    const DockerSetting& setting = *use.setting;
    const Workload& owner = *use.workloads.front();
    sink.report({.place = setting.place,
                 .object = &owner.object,
                 .part = setting.part,
                 .fact = {"{}, which takes the default seccomp profile away{}{}{}", what(setting),
                          also_in(use), readers_of(setting), own_profile(setting, owner)},
                 .advice = advice(setting)});
  }
}

constexpr std::array kReferences = std::to_array<lint::Reference>({
    {"CIS", "Docker Benchmark 1.6.0, 5.5 (5.4 before 1.6)"},
    {"NIST", "SP 800-190, 4.4.3"},
    {"NIST", "SP 800-53 AC-6 (8)"},
    {"CWE", "CWE-250 Execution with Unnecessary Privileges"},
});

/// The keys, the option, and where variables may spell that.
constexpr std::array<std::string_view, 2> kTriggers{"rivileged", "runArgs"};

}  // namespace

extern const lint::Rule kDockerPrivileged{
    .id = "docker-privileged",
    .summary = "A container of Docker's that is privileged, and so without its default profile.",
    .rationale =
        R"(Docker gives a privileged container no default seccomp profile, whatever its options say.
Since Docker 27.0 a profile file of its own is applied to it; before, not even that. With
all capabilities and all devices beside, such a container is root on the host.

`docker inspect` shows nothing of this among the container's security options, so that the
STIG's check for `seccomp=unconfined` passes it. `privileged` of a service, of its
`pre_start` and of a dev container, `--privileged` among the options of a dev container or
of a workflow's container, and `HostConfig.Privileged` are looked at, also in the listing that the
CIS benchmark's own check prints. Not so the hooks `post_start` and `pre_stop`, and `build`: they leave
the container's filter alone.)",
    .remedy =
        R"(Remove `privileged`, and give the container what it needs: a capability under `cap_add`, a
device under `devices`. Then Docker's default profile is back, and it allows the calls
that go with the capabilities.)",
    .bad = R"(services:
  web:
    image: web
    privileged: true
)",
    .good = R"(services:
  web:
    image: web
    cap_add: [NET_ADMIN]
    privileged: false
)",
    .references = kReferences,
    .level = lint::Severity::warning,
    .triggers = kTriggers,
    .common_triggers = kRunOptionKeys,
    .check = check,
};

}  // namespace rules
