#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>

#include "lint/manifest/workload.hpp"
#include "lint/rule.hpp"
#include "lint/text/text.hpp"
#include "rules/docker_use.hpp"

namespace rules {
namespace {

using lint::manifest::DockerSetting;
using lint::manifest::SeccompEffect;

bool is_off(const DockerSetting& setting) {
  return setting.effect == SeccompEffect::off || setting.effect == SeccompEffect::off_by_stig;
}

std::string option_fact(const DockerSetting& setting) {
  const std::string option = fmt::format("security option {}", lint::quoted(setting.text));
  if (setting.effect == SeccompEffect::off_by_stig) {
    return fmt::format("{} is what CNTR-MK-001170 forbids, though Docker refuses this spelling",
                       option);
  }
  if (setting.filter) return fmt::format("the profile in {} loads no filter at all", option);
  if (setting.value.empty()) return option + " switches the default seccomp profile off";
  return fmt::format("{} is {} by default, which switches the default seccomp profile off", option,
                     lint::quoted(setting.value));
}

std::string fact(const DockerSetting& setting) {
  switch (setting.kind) {
    case DockerSetting::Kind::security_opt:
    case DockerSetting::Kind::container_option:
      return option_fact(setting);
    case DockerSetting::Kind::swarm_mode:
      if (setting.filter) return "the profile in Privileges.Seccomp loads no filter at all";
      return fmt::format("Privileges.Seccomp.Mode {} switches the default seccomp profile off",
                         lint::quoted(setting.text));
    case DockerSetting::Kind::daemon_default:
      return fmt::format(
          "seccomp-profile {} switches the default seccomp profile off for every container",
          lint::quoted(setting.text));
    case DockerSetting::Kind::daemon_info:
      return fmt::format("{}: the default seccomp profile is off for every container",
                         lint::quoted(setting.text));
    case DockerSetting::Kind::privileged:
    case DockerSetting::Kind::container_privileged:
    case DockerSetting::Kind::dev_privileged:
    case DockerSetting::Kind::run_privileged:
      break;
  }
  return {};
}

std::string_view advice(const DockerSetting& setting) {
  switch (setting.kind) {
    case DockerSetting::Kind::security_opt:
      return "remove it, or use 'seccomp=builtin' or a profile of your own, 'seccomp=FILE'";
    case DockerSetting::Kind::container_option:
      return "create the container without it, or with 'seccomp=builtin' or a profile of your own, "
             "'seccomp=FILE'";
    case DockerSetting::Kind::swarm_mode:
      return "use the mode 'default', or 'custom' with a profile of your own";
    case DockerSetting::Kind::daemon_default:
      return "remove it, or use 'builtin' or the path of a profile of your own";
    case DockerSetting::Kind::daemon_info:
      return "remove 'seccomp-profile' from daemon.json and '--seccomp-profile' from dockerd's "
             "command line";
    case DockerSetting::Kind::privileged:
    case DockerSetting::Kind::container_privileged:
    case DockerSetting::Kind::dev_privileged:
    case DockerSetting::Kind::run_privileged:
      break;
  }
  return "";
}

/// Files say what is to run; listings say what runs.
std::optional<lint::EditIntent> edit_of(const DockerSetting& setting) {
  const bool is_in_file = setting.kind == DockerSetting::Kind::security_opt ||
                          setting.kind == DockerSetting::Kind::daemon_default;
  if (!is_in_file) return std::nullopt;
  lint::EditIntent edit{.kind = lint::EditIntent::Kind::remove,
                        .place = setting.items,
                        .keeps_list = setting.is_in_telling_list,
                        .title = "Remove the option"};
  if (setting.items == lint::ByteRange()) {
    edit.place = setting.place;
    edit.obstacle = "it is a part of a longer text";
  }
  return edit;
}

void check(const lint::manifest::Manifest& manifest, lint::Sink& sink) {
  for (const auto& [place, use] : docker_uses(manifest, is_off)) {
    const DockerSetting& setting = *use.setting;
    sink.report({.place = setting.place,
                 .object = &use.workloads.front()->object,
                 .part = setting.part,
                 .fact = {"{}{}{}", fact(setting), also_in(use), readers_of(setting)},
                 .advice = advice(setting),
                 .edit = edit_of(setting)});
  }
}

constexpr std::array kReferences = std::to_array<lint::Reference>({
    {"STIG", "CNTR-MK-001170, V-260937, SV-260937r966168_rule (Mirantis Kubernetes Engine)"},
    {"STIG", "DKER-EE-002070, V-235812, SV-235812r627563_rule (Docker Enterprise 2.x, withdrawn)"},
    {"SRG", "SRG-APP-000342-CTR-000775"},
    {"CCI", "CCI-002233"},
    {"NIST", "SP 800-53 AC-6 (8)"},
    {"CIS", "Docker Benchmark 1.6.0, 5.22 (5.21 before 1.6): containers"},
    {"CIS", "Docker Benchmark 1.6.0, 2.17: the daemon"},
    {"CWE", "CWE-693 Protection Mechanism Failure"},
});

}  // namespace

extern const lint::Rule kDockerSeccompDisabled{
    .id = "docker-seccomp-disabled",
    .summary = "A container, service or daemon of Docker's whose default seccomp profile is off.",
    .rationale =
        R"(Docker gives each container a seccomp profile that refuses the system calls it should
never need. `seccomp=unconfined` takes it away: whoever breaks into the container may
then try every call that the host's kernel has. The STIG for Mirantis Kubernetes Engine
forbids it on Swarm; where Kubernetes runs the containers, it does not apply.

The STIG's check: inspect each running container and look at `HostConfig.SecurityOpt`. It
is a finding when that says `unconfined` for seccomp. The same check, offline or not:

    docker ps -q | xargs docker inspect | seccomp-lint -

Options are read as Docker reads them: the last one about seccomp wins, and only the exact
word counts. Compose and stack files, `docker inspect` of containers, services and tasks, the
Engine API's request that creates a container, `docker info --format '{{json .}}'` and
daemon.json are looked at. So are the containers that developers and pipelines start:

- devcontainer.json and the features and templates that go with it: `runArgs` where the
  container comes from an image or a Dockerfile, then `securityOpt`, which wins;
- `options` of a container or service in workflows of GitHub, Forgejo and Gitea and in
  Azure's pipelines, split into words as a shell does, with the values of their matrix;
- Runtipi's docker-compose.json.

Silent are what never gets there, `dockerSecurityOptions` of Amazon ECS, whose agent passes
no seccomp option on, and what only a program of its own could read: `docker run` in scripts
and steps, where variables and conditions decide, the TOML of runners and container engines,
and Podman's quadlets.)",
    .remedy =
        R"(In a Compose file, a dev container or a workflow, remove the option. For a debugger it is
not needed: since Linux 4.8 Docker's default profile lets ptrace through.

For a container that runs, find out who starts it with the option (a Compose file, a
script, `docker run`), and start it again without, so that it has the default profile:
this is the STIG's fix.

Where a program needs a call that the default profile refuses, give it a profile of its
own, Docker's default with that one call added, as `seccomp=FILE`. An override file
cannot remove an option, but `seccomp=builtin` after it restores the default.)",
    .bad = R"(services:
  web:
    image: web
    security_opt:
      - seccomp=unconfined
)",
    .good = R"(services:
  web:
    image: web
    security_opt:
      - no-new-privileges:true
)",
    .references = kReferences,
    .level = lint::Severity::error,
    .triggers = kOptionTriggers,
    .common_triggers = kRunOptionKeys,
    .check = check,
};

}  // namespace rules
