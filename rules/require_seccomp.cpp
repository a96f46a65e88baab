#include <array>
#include <string>
#include <utility>
#include <vector>

#include "lint/manifest/posture.hpp"
#include "lint/manifest/workload.hpp"
#include "lint/rule.hpp"

namespace rules {
namespace {

using lint::Words;
using lint::manifest::Document;
using lint::manifest::Filter;
using lint::manifest::FilterState;
using lint::manifest::Pod;
using lint::manifest::Posture;
using lint::manifest::WindowsBy;
using lint::manifest::Workload;

/// Who reports each value that is set and not allowed.
constexpr std::string_view kWhoJudgesValues = "restrict-seccomp";

class Check {
 public:
  Check(const Document& document, const Workload& workload, lint::Sink& sink)
      : document_(document), workload_(workload), sink_(sink) {}

  void pods() {
    const std::vector<Posture> postures = lint::manifest::postures(document_, workload_);
    auto posture = postures.begin();
    for (const Pod& pod : workload_.pods) {
      for (std::size_t i = 0; i < pod.containers.size(); ++i) container(pod, *posture++);
    }
  }

 private:
  /// spec.os.name exempts a pod; the labels of the nodes that it asks for do not.
  void container(const Pod& pod, const Posture& posture) {
    if (!is_whole(posture) || posture.windows == WindowsBy::os_name) return;
    const Filter& filter = posture.on_linux ? *posture.on_linux : posture.filter;
    const std::string owner = filter.is_of_pod ? "pod" : "container";
    if (filter.state == FilterState::privileged) {
      report(posture, "a privileged container runs without a seccomp filter",
             "remove 'privileged: true', and set securityContext.seccompProfile",
             {{lint::Relation::privileged, filter.place}});
    } else if (filter.state == FilterState::unconfined) {
      report(posture, {"the {}'s profile switches the seccomp filter off", owner},
             "use RuntimeDefault or Localhost", {{lint::Relation::profile, filter.place}},
             kWhoJudgesValues);
    } else if (filter.is_refused) {
      report(posture, {"the {}'s seccomp profile is one that the API server refuses", owner},
             "use RuntimeDefault or Localhost", {{lint::Relation::profile, filter.place}},
             kWhoJudgesValues);
    } else if (filter.state == FilterState::node_default && document_.is_written_out(pod.spec)) {
      unset(posture);
    }
  }

  void unset(const Posture& posture) {
    if (posture.windows == WindowsBy::node_selector) {
      return report(posture,
                    "no seccomp profile is set, and only spec.os.name: windows exempts a pod for "
                    "Windows",
                    "set spec.os.name to windows", {});
    }
    report(posture,
           "no seccomp profile is set, so that the node's default applies, which is no filter "
           "unless its kubelet runs with seccompDefault",
           "set securityContext.seccompProfile.type to RuntimeDefault, here or for the pod", {});
  }

  /// A patch does not show what it leaves alone: the containers of a whole pod have images.
  bool is_whole(const Posture& posture) const {
    const bool is_pod = workload_.pod_path.size() == 1;
    return posture.is_whole || (is_pod && !workload_.is_part);
  }

  void report(const Posture& posture, Words fact, Words advice,
              std::vector<lint::RelatedPlace> related, std::string_view said_by = {}) {
    sink_.report({.place = posture.place,
                  .object = &workload_.object,
                  .part = posture.part,
                  .fact = std::move(fact),
                  .advice = std::move(advice),
                  .related = std::move(related),
                  .said_by = said_by});
  }

  const Document& document_;
  const Workload& workload_;
  lint::Sink& sink_;
};

void check(const lint::manifest::Manifest& manifest, lint::Sink& sink) {
  for (const Workload& workload : manifest.workloads) {
    if (!workload.pod_path.empty()) Check(manifest.document, workload, sink).pods();
  }
}

constexpr std::array<lint::Reference, 4> kReferences{{
    {"PSS", "Pod Security Standards, Restricted: Seccomp (v1.19+)"},
    {"CIS", "Kubernetes Benchmark 1.11.1, 5.7.2"},
    {"NIST", "SP 800-190 4.4.3 Insecure container runtime configurations"},
    {"CWE", "CWE-693 Protection Mechanism Failure"},
}};

/// Each finding is about a container, whose list is called `containers`, `initContainers` or
/// `ephemeralContainers`. No profile is harmless by itself to it, for these words are not.
constexpr std::array<std::string_view, 1> kTriggers{"ontainers"};

}  // namespace

extern const lint::Rule kRequireSeccomp{
    .id = "require-seccomp",
    .summary = "A container that has no seccomp profile of its own or its pod's, or is privileged.",
    .rationale =
        R"(What sets no profile gets the default of its node: no filter at all, unless the node's
kubelet runs with `seccompDefault`. The Pod Security Standards ask for a profile at their
restricted level: every container, init container and ephemeral container has
`RuntimeDefault` or `Localhost`, by its own field or its pod's.

Windows pods are exempt, as in Pod Security Admission: those with `spec.os.name: windows`,
and no others. That a privileged container counts as one without a filter is an addition
of this rule's, since no profile has an effect on it. What restrict-seccomp reports is not
said twice, nor are the containers that a pod's refused profile would reach. Patches are
left out, and of templates whatever an action may write.)",
    .remedy =
        R"(Set `securityContext.seccompProfile.type: RuntimeDefault` on the pod; containers without a
profile of their own get it. Give privileged containers the few capabilities that they
need instead.)",
    .bad = R"(apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: app
      image: app
)",
    .good = R"(apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: app
      image: app
)",
    .references = kReferences,
    .level = lint::Severity::error,
    .is_on_by_default = false,
    .triggers = kTriggers,
    .check = check,
};

}  // namespace rules
