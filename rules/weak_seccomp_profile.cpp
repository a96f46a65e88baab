#include <fmt/format.h>

#include <array>
#include <string>
#include <vector>

#include "lint/manifest/docker/seccomp_filter.hpp"
#include "lint/manifest/workload.hpp"
#include "lint/rule.hpp"
#include "lint/text/text.hpp"
#include "rules/docker_use.hpp"

namespace rules {
namespace {

using lint::manifest::DockerSetting;
using lint::manifest::SeccompEffect;
using lint::manifest::SeccompFilter;
using lint::manifest::Workload;

/// So many of the calls are named that a profile lets through.
constexpr std::size_t kMostNamed = 3;

bool is_open(const SeccompFilter& filter) {
  return filter.default_action == SeccompFilter::Default::allow ||
         filter.default_action == SeccompFilter::Default::log;
}

std::string_view action_of(const SeccompFilter& filter) {
  return filter.default_action == SeccompFilter::Default::log ? "SCMP_ACT_LOG" : "SCMP_ACT_ALLOW";
}

std::string fact_of_all(const SeccompFilter& filter) {
  const bool logs = filter.default_action == SeccompFilter::Default::log;
  return fmt::format("profile {}: defaultAction is {} and no rule refuses any",
                     logs ? "logs calls but blocks none" : "lets every call through",
                     lint::quoted(action_of(filter)));
}

/// "profile lets through 12 of the 33 calls …: 'bpf', 'mount', 'reboot' and others"
std::string fact_of_some(const SeccompFilter& filter) {
  const std::vector<std::string_view>& open = filter.open_calls;
  const std::size_t known = lint::manifest::calls_refused_by_default().size();
  std::string fact = fmt::format(
      "profile lets through {} calls that Docker's default profile refuses, as "
      "defaultAction is {}",
      open.size() == known ? fmt::format("all {}", known)
                           : fmt::format("{} of the {}", open.size(), known),
      lint::quoted(action_of(filter)));
  if (open.size() == known) return fact;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < open.size() && i < kMostNamed; ++i) {
    names.push_back(lint::quoted(open[i]));
  }
  return fmt::format("{}: {}{}", fact, fmt::join(names, ", "),
                     open.size() > kMostNamed ? " and others" : "");
}

/// "; used by Deployment 'web' and 3 others", or nothing.
std::string users_of(const SeccompFilter& filter) {
  const auto& [named, others] = filter.users;
  if (named.empty()) return {};
  const std::string and_others =
      others == 0 ? "" : fmt::format(" and {} other{}", others, others == 1 ? "" : "s");
  return fmt::format("; used by {}{}", fmt::join(named, ", "), and_others);
}

/// `whose` is "the " or "its seccomp ": a file is a profile, and a container has one.
void report(const Workload& workload, const SeccompFilter& filter, std::string_view whose,
            lint::Sink& sink) {
  if (!is_open(filter) || filter.open_calls.empty()) return;
  sink.report(
      {.place = filter.place,
       .object = &workload.object,
       .part = filter.part,
       .fact = {"{}{}{}", whose, filter.refuses_any ? fact_of_some(filter) : fact_of_all(filter),
                users_of(filter)},
       .advice = "use 'SCMP_ACT_ERRNO' as the default and allow the calls that are needed"});
}

void check(const lint::manifest::Manifest& manifest, lint::Sink& sink) {
  for (const Workload& workload : manifest.workloads) {
    for (const SeccompFilter& filter : workload.seccomp_filters)
      report(workload, filter, "the ", sink);
    for (const DockerSetting& setting : workload.docker_settings) {
      const bool is_used = setting.effect == SeccompEffect::custom && setting.filter;
      if (is_used) report(workload, *setting.filter, "its seccomp ", sink);
    }
  }
}

constexpr std::array kReferences = std::to_array<lint::Reference>({
    {"CIS", "Docker Benchmark 1.6.0, 5.22 (5.21 before 1.6)"},
    {"NIST", "SP 800-190, 4.4.3"},
    {"NIST", "SP 800-53 AC-6 (8)"},
    {"CWE", "CWE-693 Protection Mechanism Failure"},
});

/// A Swarm service's profile is encoded: there only its key is to be seen.
constexpr std::array<std::string_view, 5> kTriggers{"SCMP_ACT_", "eccomp", "security_opt",
                                                    "ecurityOpt", "runArgs"};

}  // namespace

extern const lint::Rule kWeakSeccompProfile{
    .id = "weak-seccomp-profile",
    .summary = "A seccomp profile that lets through what Docker's default profile refuses.",
    .rationale =
        R"(A profile whose `defaultAction` is `SCMP_ACT_ALLOW` lets every call run that no rule of it
refuses, and `SCMP_ACT_LOG` does the same and writes it down. Without rules such a profile
is as good as none, though `docker inspect` and the pod's manifest show a profile. With
rules it refuses the calls that somebody thought of: it is compared with 33 calls that
Docker's default profile refuses, such as `mount`, `bpf` and `unshare`, and reported where
it lets any of them through. A rule with conditions counts as one that refuses.

Profile files of Docker and of OCI runtimes are known by their contents, alone or as a
text in a ConfigMap; SeccompProfile objects of the security-profiles-operator, Talos'
machine configurations, and profiles within `docker inspect` are looked at, too. A profile
that is `Disabled`, that takes rules from one which is not in the file, or that leaves its
calls to a tracer or an agent (`SCMP_ACT_TRACE`, `SCMP_ACT_NOTIFY`) is not judged.)",
    .remedy =
        R"(Begin with Docker's default profile, or with what the security-profiles-operator recorded:
`SCMP_ACT_ERRNO` as the default action, and a list of the calls that are allowed. A profile
that logs is for the time in which that list is made.)",
    .bad = R"({"defaultAction": "SCMP_ACT_LOG"}
)",
    .good = R"({"defaultAction": "SCMP_ACT_ERRNO",
 "syscalls": [{"names": ["read", "write", "exit_group"], "action": "SCMP_ACT_ALLOW"}]}
)",
    .references = kReferences,
    .level = lint::Severity::warning,
    .triggers = kTriggers,
    .common_triggers = kRunOptionKeys,
    .check = check,
};

}  // namespace rules
