#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lint/manifest/kubernetes/pod.hpp"
#include "lint/manifest/kubernetes/pod_fields.hpp"
#include "lint/manifest/workload.hpp"
#include "lint/rule.hpp"
#include "lint/text/text.hpp"

namespace rules {
namespace {

using lint::Relation;
using lint::Words;
using lint::manifest::Container;
using lint::manifest::DockerSetting;
using lint::manifest::Document;
using lint::manifest::Pod;
using lint::manifest::SeccompProfile;
using lint::manifest::Type;
using lint::manifest::Value;
using lint::manifest::Workload;

constexpr std::string_view kProfile = "seccompProfile";
constexpr std::string_view kContext = "securityContext";

/// Keys that were meant for `seccompProfile`. Those without "eccomp" in them hold another trigger.
constexpr std::array<std::string_view, 22> kMisspeltProfiles{
    "seccompprofile",  "SeccompProfile",  "SeccompProfiles", "seccompProfiles", "seccompprofiles",
    "SECCOMPPROFILE",  "seccomp_profile", "seccomp-profile", "seccompProfil",   "seccompProfle",
    "seccompPofile",   "seccompProflie",  "seccompPorfile",  "seccompRofile",   "seccomp",
    "secompProfile",   "secCompProfile",  "SecCompProfile",  "sccompProfile",   "seecompProfile",
    "secccompProfile", "seccomProfile",
};

/// Mappings beside a profile, of which a line that is indented too far makes it a part.
constexpr std::array<std::string_view, 4> kNeighbours{"capabilities", "seLinuxOptions",
                                                      "appArmorProfile", "windowsOptions"};

struct Misspelling {
  std::string_view key;
  std::string_view meant;
};

/// Keys that were meant for those in a profile.
constexpr std::array<Misspelling, 10> kMisspeltFields{{
    {"Type", "type"},
    {"TYPE", "type"},
    {"types", "type"},
    {"profileType", "type"},
    {"seccompType", "type"},
    {"localhostprofile", "localhostProfile"},
    {"LocalhostProfile", "localhostProfile"},
    {"localHostProfile", "localhostProfile"},
    {"localhost_profile", "localhostProfile"},
    {"localProfile", "localhostProfile"},
}};

/// What has a `securityContext` of its own, and how messages call it.
struct Holder {
  Value value;
  std::string part;
};

std::string type_of(const Document& document, const Value& type) {
  return std::string(document.text(type));
}

/// The profiles of a workload of a built-in kind, which end where its object says so.
class Check {
 public:
  Check(const Document& document, const Workload& workload, lint::Sink& sink)
      : document_(document), workload_(workload), sink_(sink) {}

  void built_in() {
    levels();
    for (const Pod& pod : workload_.pods) this->pod(pod);
  }

  /// Where no built-in kind tells who has which profile: `privileged` beside one.
  void beside(const SeccompProfile& profile) {
    const bool is_made_up = profile.owner.node == lint::yaml::kNoNode;
    if (!is_made_up) privileged_beside(profile.owner, profile.value, profile.part);
  }

  void option(const DockerSetting& option) {
    const bool is_meant = option.is_in_stack_file && !option.is_inherited &&
                          option.kind == DockerSetting::Kind::security_opt &&
                          option.effect == lint::manifest::SeccompEffect::custom;
    if (!is_meant) return;
    sink_.report({.place = option.place,
                  .object = &workload_.object,
                  .fact = {"security option {} has no effect in a stack: 'docker stack deploy' "
                           "ignores security_opt, so that Docker's default profile applies",
                           lint::quoted(option.text)},
                  .advice =
                      "run it with 'docker compose', or make the profile the daemon's default, "
                      "'seccomp-profile' in daemon.json"});
  }

 private:
  void pod(const Pod& pod) {
    std::vector<Holder> holders{{pod.spec, "pod"}};
    for (const Container& container : pod.containers) {
      holders.push_back({container.value, container.part});
    }
    for (const Holder& holder : holders) {
      const bool is_container = &holder != &holders.front();
      misplaced_in(holder.value, holder.part,
                   Words("it belongs in the {}'s securityContext",
                         std::string(is_container ? "container" : "pod")));
      for (const Value& context : contexts(holder.value)) {
        this->context(context, holder.part);
        if (!is_container) continue;
        for (const Value& profile : document_.get(context, kProfile)) {
          privileged_beside(context, profile, holder.part);
        }
      }
    }
    if (pod_profile_is_unused(pod)) unused_pod_profiles(pod);
    annotations(pod);
    windows(pod, holders);
  }

  std::vector<Value> contexts(const Value& owner) const {
    std::vector<Value> contexts = document_.get(owner, kContext);
    std::erase_if(contexts, [&](const Value& context) {
      return lint::manifest::is_deleted(document_, context);
    });
    return contexts;
  }

  /// What a container's own profile, or one of no known pod, has `privileged: true` beside it.
  void privileged_beside(const Value& context, const Value& profile, const std::string& part) {
    for (const Value& type : lint::manifest::filtering_types(document_, profile)) {
      for (const Value& value : lint::manifest::privileged_values(document_, context)) {
        if (!document_.comes_with(type, value)) continue;
        auto related = document_.related(value);
        related.push_back({Relation::profile, document_.written(type)});
        report(value.used, part,
               {"a privileged container runs without a seccomp filter, so that its profile {} has "
                "no effect",
                type_of(document_, type)},
               "remove 'privileged: true' and add the capabilities that it needs; else remove the "
               "profile, which only seems to protect it",
               std::move(related));
      }
    }
  }

  // --- A key where it does nothing.

  /// The levels above the pod spec have neither a profile nor a securityContext.
  void levels() {
    const Words belongs("it belongs in {}.securityContext", path_words());
    std::vector<Value> levels{workload_.value};
    for (const std::string_view key : workload_.pod_path) {
      std::vector<Value> below;
      for (const Value& level : levels) {
        misplaced_in(level, {}, belongs);
        for (const Value& metadata : document_.get(level, "metadata")) {
          misplaced_in(metadata, {}, belongs);
        }
        for (const Value& context : document_.get(level, kContext)) {
          misplaced_in(context, {}, belongs);
        }
        for (const Value& value : document_.get(level, key)) below.push_back(value);
      }
      levels = std::move(below);
    }
  }

  /// "spec.template.spec"
  std::string path_words() const { return fmt::format("{}", fmt::join(workload_.pod_path, ".")); }

  void misplaced_in(const Value& owner, const std::string& part, const Words& belongs) {
    for (const Value& profile : document_.get(owner, kProfile)) {
      if (!holds_profile(profile)) continue;
      // An action on a line of its own may write the securityContext that it stands in.
      if (!document_.is_text({owner.key.end, profile.key.begin})) continue;
      report(profile.key, part, "seccompProfile has no effect here: the API server drops it",
             belongs, document_.related(profile));
    }
  }

  /// A string, or a mapping that names a type.
  bool holds_profile(const Value& value) const {
    const Type type = document_.type(value);
    if (type == Type::string) return !document_.text(value).empty();
    return type == Type::mapping &&
           document_.get(value, "type").size() + document_.get(value, "localhostProfile").size() >
               0;
  }

  void context(const Value& context, const std::string& part) {
    for (const auto& [key, value] : document_.entries(context)) {
      const std::string_view name = document_.text(key);
      if (name == kProfile) {
        fields(value, part);
      } else if (is_misspelt(name) && holds_profile(value)) {
        misspelt(key, kProfile, part);
      } else if (std::ranges::find(kNeighbours, name) != kNeighbours.end()) {
        misplaced_in(value, part, "it belongs directly in the securityContext");
      }
    }
  }

  static bool is_misspelt(std::string_view key) {
    return std::ranges::find(kMisspeltProfiles, key) != kMisspeltProfiles.end();
  }

  void fields(const Value& profile, const std::string& part) {
    misplaced_in(profile, part, "it belongs directly in the securityContext");
    for (const auto& [key, value] : document_.entries(profile)) {
      const auto field = std::ranges::find(kMisspeltFields, document_.text(key), &Misspelling::key);
      const Type type = document_.type(value);
      const bool is_set = type == Type::string || type == Type::undecided;
      if (field != kMisspeltFields.end() && is_set) misspelt(key, field->meant, part);
    }
  }

  void misspelt(const Value& key, std::string_view meant, const std::string& part) {
    report(key.used, part,
           {"{} is not a field, and has no effect: the API server drops it",
            lint::quoted(document_.text(key))},
           {"did you mean '{}'?", std::string(meant)}, document_.related(key));
  }

  // --- A profile that no container runs with.

  /// Whether each container has a profile of its own or is privileged, and one of them only the
  /// latter.
  bool pod_profile_is_unused(const Pod& pod) const {
    if (pod.containers.empty() || !is_whole(pod)) return false;
    bool has_privileged = false;
    for (const Container& container : pod.containers) {
      bool is_privileged = false;
      bool has_own = false;
      for (const Value& context : contexts(container.value)) {
        is_privileged = is_privileged || !privileged_values(document_, context).empty();
        has_own = has_own || is_set(context);
      }
      if (!is_privileged && !has_own) return false;
      has_privileged = has_privileged || (is_privileged && !has_own);
    }
    return has_privileged;
  }

  /// A patch does not show all containers; those of a whole pod have images.
  bool is_whole(const Pod& pod) const {
    const auto has_image = [&](const Container& container) {
      return !document_.get(container.value, "image").empty();
    };
    const bool is_pod = workload_.pod_path.size() == 1;
    return !workload_.is_part && document_.is_written_out(pod.spec) &&
           (is_pod || std::ranges::all_of(pod.containers, has_image));
  }

  bool is_set(const Value& context) const {
    const auto profiles = document_.get(context, kProfile);
    return std::ranges::any_of(
        profiles, [&](const Value& profile) { return document_.type(profile) != Type::null; });
  }

  void unused_pod_profiles(const Pod& pod) {
    for (const Value& context : contexts(pod.spec)) {
      for (const Value& profile : document_.get(context, kProfile)) {
        for (const Value& type : filtering_types(document_, profile)) {
          auto related = document_.related(type);
          add_privileged(pod, related);
          report(type.used, "pod",
                 {"no container runs with the pod's profile {}: a privileged one has no filter",
                  type_of(document_, type)},
                 "remove 'privileged: true' and add the capabilities that are needed",
                 std::move(related));
        }
      }
    }
  }

  void add_privileged(const Pod& pod, std::vector<lint::RelatedPlace>& related) const {
    for (const Container& container : pod.containers) {
      for (const Value& context : contexts(container.value)) {
        for (const Value& value : privileged_values(document_, context)) {
          related.push_back({Relation::privileged, document_.written(value)});
          return;
        }
      }
    }
  }

  // --- Annotations, and Windows.

  void annotations(const Pod& pod) {
    const bool is_known = !workload_.is_part && document_.is_written_out(pod.spec);
    if (!is_known || owner_has_profile(pod.spec)) return;
    for (const auto& annotation : lint::manifest::seccomp_annotations(document_, pod)) {
      for (const Container* container : containers_of(pod, annotation)) {
        if (owner_has_profile(container->value)) continue;
        report(annotation.key.used, container->part,
               {"the annotation {} sets no profile: Kubernetes 1.27 and later ignores it, 'podman "
                "kube play' obeys it",
                lint::quoted(document_.text(annotation.key))},
               advice_on(document_.text(annotation.value)), document_.related(annotation.key));
        break;
      }
    }
  }

  static Words advice_on(std::string_view profile) {
    constexpr std::string_view kLocalhost = "localhost/";
    if (profile.starts_with(kLocalhost)) {
      return {"set securityContext.seccompProfile, with type: Localhost and localhostProfile: {}",
              lint::printable(profile.substr(kLocalhost.size()))};
    }
    return "set securityContext.seccompProfile.type to RuntimeDefault";
  }

  /// Whether a pod or container sets a profile, or perhaps does.
  bool owner_has_profile(const Value& owner) const {
    return std::ranges::any_of(contexts(owner), [&](const Value& context) {
      return document_.type(context) == Type::undecided || is_set(context);
    });
  }

  /// Where the API server refuses such a profile, that is for another rule.
  void windows(const Pod& pod, const std::vector<Holder>& holders) {
    const auto choice = lint::manifest::windows_choice(document_, pod.spec);
    if (!choice || choice->is_os_name) return;
    for (const auto& [owner, part] : holders) {
      for (const Value& context : contexts(owner)) {
        for (const Value& profile : document_.get(context, kProfile)) {
          for (const Value& type : filtering_types(document_, profile)) {
            if (!document_.comes_with(type, choice->value)) continue;
            auto related = document_.related(type);
            related.push_back({Relation::node_choice, document_.written(choice->value),
                               std::string(choice->field)});
            report(type.used, part,
                   {"the profile {} has no effect on Windows, which has no seccomp",
                    type_of(document_, type)},
                   "remove it", std::move(related));
          }
        }
      }
    }
  }

  void report(lint::ByteRange place, const std::string& part, Words fact, Words advice,
              std::vector<lint::RelatedPlace> related) {
    sink_.report({.place = place,
                  .object = &workload_.object,
                  .part = part,
                  .fact = std::move(fact),
                  .advice = std::move(advice),
                  .related = std::move(related)});
  }

  const Document& document_;
  const Workload& workload_;
  lint::Sink& sink_;
};

void check(const lint::manifest::Manifest& manifest, lint::Sink& sink) {
  for (const Workload& workload : manifest.workloads) {
    Check check(manifest.document, workload, sink);
    if (workload.value.node != lint::yaml::kNoNode) {
      check.built_in();
    } else {
      for (const SeccompProfile& profile : workload.seccomp_profiles) check.beside(profile);
    }
    for (const DockerSetting& option : workload.docker_settings) check.option(option);
  }
}

constexpr std::array<lint::Reference, 3> kReferences{{
    {"Kubernetes", "Restrict a Container's Syscalls with seccomp (privileged containers)"},
    {"NIST", "SP 800-190 4.4.3 Insecure container runtime configurations"},
    {"CWE", "CWE-693 Protection Mechanism Failure"},
}};

/// Each finding speaks of a profile, an annotation or an option, which are spelt with "eccomp", or
/// of one of the misspelt keys, which hold one of the next two; in an option a variable may spell
/// it. A profile that is written out with an allowed type is reported only beside `privileged` or
/// on `windows`, or where it is not in place.
constexpr std::array<std::string_view, 4> kTriggers{"eccomp", "mpProfile", "ccomProfile",
                                                    "security_opt"};
constexpr std::array<std::string_view, 2> kCompanions{"privileged", "windows"};

}  // namespace

extern const lint::Rule kIneffectiveSeccomp{
    .id = "ineffective-seccomp",
    .summary = "A seccomp profile that is set and has no effect.",
    .rationale =
        R"(Whoever sets a profile believes in it. It does nothing on a privileged container, which
runs without a filter whatever its profile says; beside a `securityContext` instead of in
it, or in the one of a Deployment instead of its template's; under a misspelt key; on
Windows; and in a stack file, for `docker stack deploy` ignores `security_opt`. The
annotations that came before the field have been ignored since Kubernetes 1.27, but
`podman kube play` obeys them and does not know the field.

A pod's profile is reported where no container of the pod runs with it. Misplaced and
misspelt keys are reported in built-in kinds only: in a custom resource a key means what
its definition says.)",
    .remedy =
        R"(Move the profile to the `securityContext` of the pod or the container, under the key
`seccompProfile` with a `type`. Give a privileged container the few capabilities that it
needs instead. Where that cannot be, remove the profile: then the manifest at least says
what is so.)",
    .bad = R"(apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: app
      image: app
      securityContext:
        privileged: true
        seccompProfile:
          type: RuntimeDefault
)",
    .good = R"(apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: app
      image: app
      securityContext:
        capabilities:
          add: [NET_ADMIN]
        seccompProfile:
          type: RuntimeDefault
)",
    .references = kReferences,
    .level = lint::Severity::warning,
    .is_about_idle = true,
    .triggers = kTriggers,
    .companions = kCompanions,
    .asks_for_places = true,
    .check = check,
};

}  // namespace rules
