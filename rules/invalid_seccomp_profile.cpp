#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lint/manifest/kubernetes/pod.hpp"
#include "lint/manifest/kubernetes/pod_fields.hpp"
#include "lint/manifest/kubernetes/substitution.hpp"
#include "lint/manifest/workload.hpp"
#include "lint/rule.hpp"
#include "lint/text/text.hpp"

namespace rules {
namespace {

using lint::Relation;
using lint::Words;
using lint::manifest::Container;
using lint::manifest::Document;
using lint::manifest::Pod;
using lint::manifest::ProfileHolder;
using lint::manifest::SeccompAnnotation;
using lint::manifest::SeccompProfile;
using lint::manifest::Type;
using lint::manifest::Value;
using lint::manifest::Workload;

constexpr std::string_view kDefault = "RuntimeDefault";
constexpr std::string_view kLocalhost = "Localhost";
constexpr std::string_view kLocalhostPrefix = "localhost/";

/// What annotations may say beside `localhost/PATH`, and the type of the field that says the same.
struct AnnotationWord {
  std::string_view word;
  std::string_view type;
};
constexpr std::array<AnnotationWord, 3> kAnnotationWords{{
    {"runtime/default", kDefault},
    {"docker/default", kDefault},
    {"unconfined", "Unconfined"},
}};

/// Why a path does not lead below the kubelet's folder; nothing when it does.
std::optional<std::string> fault_of_path(std::string_view path) {
  if (path.starts_with('/')) return fmt::format("is {}, an absolute path", lint::quoted(path));
  for (std::string_view rest = path; !rest.empty();) {
    const std::size_t end = std::min(rest.find('/'), rest.size());
    if (rest.substr(0, end) == "..")
      return fmt::format("is {}, with a part '..'", lint::quoted(path));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return std::nullopt;
}

/// A profile as an annotation says it, in the words of the field.
struct AnnotatedProfile {
  std::string_view type;
  std::string_view path;
};

/// Nothing for what the API server refuses.
std::optional<AnnotatedProfile> annotated(std::string_view text) {
  if (text.starts_with(kLocalhostPrefix)) {
    const std::string_view path = text.substr(kLocalhostPrefix.size());
    if (fault_of_path(path)) return std::nullopt;
    return AnnotatedProfile{kLocalhost, path};
  }
  const auto found = std::ranges::find(kAnnotationWords, text, &AnnotationWord::word);
  if (found == kAnnotationWords.end()) return std::nullopt;
  return AnnotatedProfile{found->type, {}};
}

class Check {
 public:
  Check(const Document& document, const Workload& workload, lint::Sink& sink)
      : document_(document), workload_(workload), sink_(sink) {}

  void profile(const SeccompProfile& profile) {
    const bool is_field = !profile.is_type && !profile.in_text &&
                          profile.holder != ProfileHolder::unknown &&
                          document_.type(profile.value) == Type::mapping;
    if (!is_field) return;
    for (const Value& type : filtering_types(document_, profile.value)) {
      if (known_text(type) == kLocalhost) {
        localhost(profile, type);
      } else {
        beside(profile, type);
      }
    }
  }

  void pod(const Pod& pod) {
    windows(pod);
    for (const SeccompAnnotation& annotation : seccomp_annotations(document_, pod)) {
      this->annotation(pod, annotation);
    }
  }

 private:
  /// `type: Localhost`: it needs a path, which another part of the object may bring.
  void localhost(const SeccompProfile& profile, const Value& type) {
    bool has_path = false;
    for (const Value& path : document_.get(profile.value, "localhostProfile")) {
      if (document_.type(path) == Type::null) continue;
      has_path = true;
      if (comes_together(type, path)) this->path(profile, path);
    }
    const bool may_get_path = !is_whole(profile) || !document_.is_written_out(profile.value) ||
                              document_.may_have_more(profile.value);
    if (has_path || may_get_path) return;
    report(type.used, profile.part, "seccompProfile.type is 'Localhost' without a localhostProfile",
           "name the profile's file there, below the kubelet's folder 'seccomp', or use "
           "RuntimeDefault",
           document_.related(type));
  }

  void path(const SeccompProfile& profile, const Value& path) {
    const Type type = document_.type(path);
    if (type == Type::undecided || !is_decided(path)) return;
    const std::string text = known_text(path);
    std::optional<std::string> fault;
    if (type != Type::string) {
      fault = fmt::format("is {}, not a string", lint::manifest::with_article(type));
    } else if (text.empty()) {
      // The API server takes it, and the kubelet does not start the container.
      if (is_whole(profile)) fault = "is empty, so that the container does not start";
    } else {
      fault = fault_of_path(text);
    }
    if (!fault) return;
    report(path.used, profile.part, {"localhostProfile {}", *fault},
           "write a path below the kubelet's folder 'seccomp', such as 'profiles/web.json'",
           document_.related(path));
  }

  /// A path beside another type; an empty one in values or a patch is the usual way to leave it
  /// unset.
  void beside(const SeccompProfile& profile, const Value& type) {
    for (const Value& path : document_.get(profile.value, "localhostProfile")) {
      const Type kind = document_.type(path);
      if (kind == Type::null || kind == Type::undecided || !is_decided(path)) continue;
      const bool is_empty = kind == Type::string && known_text(path).empty();
      if ((is_empty && !is_whole(profile)) || !comes_together(type, path)) continue;
      auto related = document_.related(path);
      related.push_back({Relation::profile, document_.written(type)});
      report(path.used, profile.part,
             {"localhostProfile is set beside type {}, which the API server refuses",
              known_text(type)},
             "remove it, or use type: Localhost", std::move(related));
    }
  }

  /// Only `spec.os.name` is looked at; a nodeSelector is not.
  void windows(const Pod& pod) {
    const auto choice = windows_choice(document_, pod.spec);
    if (!choice || !choice->is_os_name) return;
    profiles_on_windows(pod.spec, pod.part, *choice);
    for (const Container& container : pod.containers) {
      profiles_on_windows(container.value, container.part, *choice);
    }
  }

  void profiles_on_windows(const Value& owner, const std::string& part,
                           const lint::manifest::WindowsChoice& choice) {
    for (const Value& type : types_of(owner)) {
      const std::string text = known_text(type);
      if ((text != kDefault && text != kLocalhost) || !comes_together(type, choice.value)) continue;
      auto related = document_.related(type);
      related.push_back(
          {Relation::node_choice, document_.written(choice.value), std::string(choice.field)});
      report(type.used, part,
             "the API server refuses a seccompProfile on a pod for Windows, which has no seccomp",
             "remove it", std::move(related));
    }
  }

  void annotation(const Pod& pod, const SeccompAnnotation& annotation) {
    const Value& value = annotation.value;
    if (document_.type(value) != Type::string || !is_decided(value)) return;
    const std::string text = known_text(value);
    const std::string key(document_.text(annotation.key));
    const auto profile = annotated(text);
    if (!profile) {
      report(value.used, part_of(pod, annotation),
             {"the annotation {} is {}, which is not a seccomp profile: the API server refuses it",
              lint::quoted(key), lint::quoted(text)},
             "use securityContext.seccompProfile with type: RuntimeDefault instead; it may be "
             "'runtime/default', 'unconfined' or 'localhost/PATH'",
             document_.related(value));
      return;
    }
    if (annotation.container.empty()) return compare(pod.spec, pod.part, annotation, *profile);
    for (const Container* container : containers_of(pod, annotation)) {
      compare(container->value, container->part, annotation, *profile);
    }
  }

  static std::string part_of(const Pod& pod, const SeccompAnnotation& annotation) {
    const auto containers = containers_of(pod, annotation);
    const bool is_of_container = !annotation.container.empty() && !containers.empty();
    return is_of_container ? containers.front()->part : pod.part;
  }

  /// An annotation and the field of the same owner have to say the same.
  void compare(const Value& owner, const std::string& part, const SeccompAnnotation& annotation,
               const AnnotatedProfile& profile) {
    for (const Value& context : document_.get(owner, "securityContext")) {
      for (const Value& field : document_.get(context, "seccompProfile")) {
        for (const Value& type : document_.get(field, "type")) {
          if (!comes_together(annotation.value, type)) continue;
          if (!disagree(profile, type, document_.get(field, "localhostProfile"))) continue;
          auto related = document_.related(annotation.value);
          related.push_back({Relation::profile, document_.written(type)});
          report(annotation.value.used, part,
                 {"the annotation {} says {} where the field says {}, which the API server refuses",
                  lint::quoted(document_.text(annotation.key)),
                  lint::quoted(known_text(annotation.value)), known_text(type)},
                 "remove the annotation", std::move(related));
        }
      }
    }
  }

  /// What cannot be known, and what is no type at all, disagrees with nothing.
  bool disagree(const AnnotatedProfile& profile, const Value& type,
                const std::vector<Value>& paths) const {
    if (document_.type(type) != Type::string || !is_decided(type)) return false;
    const std::string text = known_text(type);
    const bool is_type = text == kDefault || text == kLocalhost || text == "Unconfined";
    if (!is_type || text != profile.type) return is_type;
    if (text != kLocalhost || paths.empty()) return false;
    return std::ranges::none_of(paths, [&](const Value& path) {
      return document_.type(path) != Type::string || !is_decided(path) ||
             known_text(path) == profile.path;
    });
  }

  std::vector<Value> types_of(const Value& owner) const {
    constexpr std::array<std::string_view, 3> kPath{"securityContext", "seccompProfile", "type"};
    std::vector<Value> types = document_.get(owner, kPath);
    std::erase_if(types, [&](const Value& type) {
      return document_.type(type) != Type::string || !is_decided(type);
    });
    return types;
  }

  /// Whether the profile is all that there is. What has no owner that goes by its own kind may be
  /// completed elsewhere, as in values and patches.
  bool is_whole(const SeccompProfile& profile) const {
    const bool is_of_object = workload_.value.node != lint::yaml::kNoNode;
    return !workload_.is_part && (is_of_object || profile.holder == ProfileHolder::custom_resource);
  }

  /// In a template, the branches around one of them may leave the other out.
  bool comes_together(const Value& value, const Value& other) const {
    return document_.comes_with(value, other) || document_.comes_with(other, value);
  }

  bool is_decided(const Value& value) const {
    return lint::manifest::substitute(document_.text(value), document_.variables()).is_decided;
  }

  std::string known_text(const Value& value) const {
    return lint::manifest::substitute(document_.text(value), document_.variables()).text;
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
    for (const SeccompProfile& profile : workload.seccomp_profiles) check.profile(profile);
    if (workload.value.node == lint::yaml::kNoNode) continue;
    for (const Pod& pod : workload.pods) check.pod(pod);
  }
}

constexpr std::array<lint::Reference, 1> kReferences{{
    {"Kubernetes", "API reference: SeccompProfile v1 core"},
}};

/// Each finding speaks of a profile or an annotation, which are spelt with "eccomp". A profile that
/// is written out, with RuntimeDefault alone or with Localhost and a path below the kubelet's
/// folder, is refused only on `windows`.
constexpr std::array<std::string_view, 1> kTriggers{"eccomp"};
constexpr std::array<std::string_view, 1> kCompanions{"windows"};

}  // namespace

extern const lint::Rule kInvalidSeccompProfile{
    .id = "invalid-seccomp-profile",
    .summary = "A seccomp profile that the API server or the kubelet refuses.",
    .rationale =
        R"(The API server refuses a pod whose profile contradicts itself: `type: Localhost` without
a `localhostProfile`, a `localhostProfile` beside any other type, a path that is absolute
or has a part `..`, a profile on a pod with `spec.os.name: windows`, an old annotation
with an unknown value, or one that says something else than the field. A Deployment with
such a template is taken, and none of its pods is ever made. With an empty path the
container does not start.

A type that is missing or unknown is reported by restrict-seccomp. Parts of objects, such
as patches and the values of a chart, are reported only for what contradicts itself, since
what is missing may come from elsewhere.)",
    .remedy =
        R"(Write `type: RuntimeDefault` alone, or `type: Localhost` with a `localhostProfile` that is a
path below the folder `seccomp` of the kubelet's root, such as `profiles/web.json`.)",
    .bad = R"(apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: app
      image: app
      securityContext:
        seccompProfile:
          type: Localhost
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
        seccompProfile:
          type: Localhost
          localhostProfile: profiles/web.json
)",
    .references = kReferences,
    .level = lint::Severity::warning,
    .triggers = kTriggers,
    .companions = kCompanions,
    .check = check,
};

}  // namespace rules
