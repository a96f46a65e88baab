#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "lint/manifest/kubernetes/pod.hpp"
#include "lint/manifest/kubernetes/substitution.hpp"
#include "lint/manifest/workload.hpp"
#include "lint/rule.hpp"
#include "lint/text/text.hpp"

namespace rules {
namespace {

using lint::manifest::Document;
using lint::manifest::ProfileHolder;
using lint::manifest::SeccompProfile;
using lint::manifest::Type;
using lint::manifest::Value;

/// What is wrong, and what to do about it.
struct Verdict {
  std::string fact;
  std::string advice;
  /// What to write instead, where that is one thing.
  std::string_view better = {};
  /// Whether whoever wrote it wanted the filter off.
  bool is_off = false;
  /// Why it cannot be written there; else empty.
  std::string_view obstacle = {};
};

constexpr std::array<std::string_view, 2> kTypes{"RuntimeDefault", "Localhost"};
constexpr std::string_view kAllowed = "use RuntimeDefault or Localhost";

/// What the annotations that came before the field called the profiles, and the value that took
/// each one's place (kubernetes/kubernetes pkg/apis/core/annotation_key_constants.go).
struct AnnotationWord {
  std::string_view word;
  std::string_view type;
};
constexpr std::array<AnnotationWord, 2> kAnnotationWords{{
    {"runtime/default", "RuntimeDefault"},
    {"docker/default", "RuntimeDefault"},
}};

/// The allowed value that was probably meant.
std::optional<std::string_view> meant(std::string_view text) {
  for (const auto& [word, type] : kAnnotationWords) {
    if (text == word) return type;
  }
  if (text.starts_with("localhost/")) return "Localhost";
  return lint::nearest(lint::trimmed(text), kTypes);
}

/// Adds what the value is to become.
void add_better(std::string_view text, Verdict& verdict) {
  constexpr std::array<std::string_view, 1> kOff{"Unconfined"};
  const std::string_view word = lint::trimmed(text);
  if (lint::manifest::is_off_word(text) || (!meant(text) && lint::nearest(word, kOff))) {
    verdict.better = kTypes[0];
    verdict.is_off = true;
  } else if (!text.starts_with("localhost/")) {  // which needs a second field
    verdict.better = meant(text).value_or("");
  }
}

/// A `type` that is a string; nothing when it is allowed.
std::optional<Verdict> judge_string(std::string_view text) {
  if (std::ranges::find(kTypes, text) != kTypes.end()) return std::nullopt;
  if (text.empty())
    return Verdict{"seccompProfile.type is missing: it is ''", std::string(kAllowed)};
  Verdict verdict{fmt::format("seccompProfile.type is {}", lint::quoted(text)),
                  std::string(kAllowed)};
  if (const auto type = meant(text)) {
    verdict.advice = fmt::format("did you mean {}? {}", *type, kAllowed);
  }
  if (text.ends_with('\n') && lint::trimmed(text) == text.substr(0, text.size() - 1)) {
    verdict.fact += ", with a newline at its end";
    verdict.advice = fmt::format("write '|-' or '>-' to drop the newline; {}", kAllowed);
  }
  add_better(text, verdict);
  return verdict;
}

/// Judges the known values and the defaults of variables; one without is undecided.
std::optional<Verdict> judge_substituted(std::string_view text,
                                         const lint::manifest::Variables& variables) {
  const auto substituted = lint::manifest::substitute(text, variables);
  if (!substituted.is_decided) return std::nullopt;
  auto verdict = judge_string(substituted.text);
  if (verdict && substituted.text != text) {
    verdict->fact += fmt::format(
        ", the {} of {}", substituted.has_known_value ? "value" : "default", lint::quoted(text));
    verdict->obstacle = "a variable stands there";
  }
  return verdict;
}

/// Whether a variable stands in the place of a whole profile: it is undecided, or what it brings is
/// judged as a text of its own.
bool is_variable(const Document& document, const Value& profile) {
  if (document.type(profile) != Type::string) return false;
  const std::string_view text = document.text(profile);
  return !lint::manifest::substitute(text, document.variables()).is_decided ||
         lint::manifest::whole_value(text, document.variables()) != nullptr;
}

std::optional<Verdict> judge_type(const Document& document, const Value& value) {
  const Type type = document.type(value);
  const std::string_view article = lint::manifest::with_article(type);
  switch (type) {
    case Type::string:
      return judge_substituted(document.text(value), document.variables());
    case Type::null:
      return Verdict{"seccompProfile.type is missing: it is null", std::string(kAllowed)};
    case Type::undecided:
      // OpenShift's `${{TYPE}}` looks like an action, and `${TYPE:-…}` is masked in flow style.
      return lint::manifest::is_variable(document.text(value))
                 ? judge_substituted(document.text(value), document.variables())
                 : std::nullopt;
    case Type::mapping:
    case Type::sequence:
      return Verdict{fmt::format("seccompProfile.type is {}, not a string", article),
                     std::string(kAllowed)};
    case Type::boolean:
    case Type::integer:
    case Type::floating:
      break;
  }
  return Verdict{fmt::format("seccompProfile.type is {}, {}, not a string",
                             lint::quoted(document.text(value)), article),
                 std::string(kAllowed)};
}

/// A `seccompProfile` that is neither unset nor a mapping.
Verdict judge_shape(Type type, std::string_view text) {
  const std::string_view article = lint::manifest::with_article(type);
  const std::string found = text.empty() ? "" : fmt::format("{}, ", lint::quoted(text));
  return {fmt::format("seccompProfile is {}{}, not a mapping", found, article),
          "write {type: RuntimeDefault} or {type: Localhost, localhostProfile: FILE}"};
}

class Check {
 public:
  Check(const Document& document, const lint::Subject& object, lint::Sink& sink)
      : document_(document), object_(object), sink_(sink) {}

  void profile(const SeccompProfile& profile) {
    if (profile.in_text) return in_text(profile);
    if (profile.is_type) return this->type(profile, profile.value);
    const Type type = document_.type(profile.value);
    if (type == Type::null || type == Type::undecided) return;
    if (is_variable(document_, profile.value)) return;
    if (type != Type::mapping) return shape(profile);
    if (lint::manifest::is_deleted(document_, profile.value)) return;
    const std::vector<Value> types = document_.get(profile.value, "type");
    for (const Value& value : types) this->type(profile, value);
    const bool may_have_type = may_be_unset(profile) || document_.may_have_more(profile.value);
    if (types.empty() && !may_have_type) {
      const bool is_alias = profile.value.anchor != lint::yaml::kNoNode;
      report(profile, profile.value, is_alias ? profile.value.used : profile.value.key,
             {"seccompProfile.type is missing", std::string(kAllowed)});
    }
  }

  void rendered(const lint::manifest::RenderedType& type) {
    const auto verdict = judge_string(type.text);
    if (!verdict) return;
    sink_.report({.place = type.place,
                  .object = &object_,
                  .part = type.part,
                  .fact = type.origin.empty()
                              ? fmt::format("{} when the template is rendered", verdict->fact)
                              : fmt::format("{}, from {}", verdict->fact, type.origin),
                  .advice = verdict->advice,
                  .edit = edit_of(*verdict, type.place, "an action of the template writes it")});
  }

 private:
  /// Beside pods, what is no mapping may be a design of that chart or custom resource.
  void shape(const SeccompProfile& profile) {
    if (profile.holder != ProfileHolder::pod && !is_off(profile.value)) return;
    const Verdict verdict =
        judge_shape(document_.type(profile.value), document_.text(profile.value));
    report(profile, profile.value, profile.value.used, verdict);
  }

  void type(const SeccompProfile& profile, const Value& value) {
    if (profile.holder == ProfileHolder::unknown && !is_off(value)) return;
    const auto verdict = judge_type(document_, value);
    const Type type = document_.type(value);
    const bool is_null = type == Type::null;
    const bool is_unset = is_null || (type == Type::string && document_.text(value).empty());
    if (may_be_unset(profile) && is_unset) return;
    if (document_.depends_on_parameter(value)) return;
    if (verdict) report(profile, value, is_null ? value.key : value.used, *verdict);
  }

  void in_text(const SeccompProfile& profile) {
    const std::string_view text = *profile.in_text;
    auto verdict = profile.is_type ? judge_substituted(text, document_.variables())
                                   : judge_shape(Type::string, text);
    if (verdict) verdict->obstacle = "it is a part of a longer text";
    if (verdict) report(profile, profile.value, profile.value.used, *verdict);
  }

  /// Whether the value, or the default of the variable that it is, is the word that means off.
  bool is_off(const Value& value) const {
    const auto substituted =
        lint::manifest::substitute(document_.text(value), document_.variables());
    return document_.type(value) == Type::string && lint::manifest::is_off_word(substituted.text);
  }

  static bool may_be_unset(const SeccompProfile& profile) {
    return profile.holder == ProfileHolder::chart_values ||
           profile.holder == ProfileHolder::unknown;
  }

  void report(const SeccompProfile& profile, const Value& value, lint::ByteRange place,
              const Verdict& verdict) {
    sink_.report({.place = place,
                  .object = &object_,
                  .part = profile.part,
                  .fact = verdict.fact,
                  .advice = verdict.advice,
                  .related = document_.related(value),
                  .edit = edit_of(verdict, place, verdict.obstacle, profile.holder)});
  }

  /// Safe in a pod, where the API server refuses any other spelling; a custom resource may know
  /// words of its own.
  static std::optional<lint::EditIntent> edit_of(const Verdict& verdict, lint::ByteRange place,
                                                 std::string_view obstacle,
                                                 ProfileHolder holder = ProfileHolder::pod) {
    if (verdict.better.empty()) return std::nullopt;
    return lint::EditIntent{.place = place,
                            .value = std::string(verdict.better),
                            .title = fmt::format("Use {}", verdict.better),
                            .is_safe = !verdict.is_off && holder == ProfileHolder::pod,
                            .obstacle = obstacle};
  }

  const Document& document_;
  const lint::Subject& object_;
  lint::Sink& sink_;
};

void check(const lint::manifest::Manifest& manifest, lint::Sink& sink) {
  for (const auto& workload : manifest.workloads) {
    Check check(manifest.document, workload.object, sink);
    for (const SeccompProfile& profile : workload.seccomp_profiles) check.profile(profile);
    for (const auto& type : workload.rendered_types) check.rendered(type);
  }
}

constexpr std::array<lint::Reference, 3> kReferences{{
    {"Policy", "Kyverno restrict-seccomp (Pod Security, baseline)"},
    {"PSS", "Pod Security Standards, Baseline: Seccomp"},
    {"CWE", "CWE-693 Protection Mechanism Failure"},
}};

constexpr std::array<std::string_view, 1> kTriggers{"eccomp"};

}  // namespace

extern const lint::Rule kRestrictSeccomp{
    .id = "restrict-seccomp",
    .summary =
        "A pod or container whose seccomp profile is anything but RuntimeDefault or Localhost.",
    .rationale =
        R"(Seccomp keeps a container from the system calls that it does not need. `Unconfined`
switches the filter off: whoever breaks into the container may then try every call that
the kernel has. The Pod Security Standards forbid it at their baseline level, as does the
Kyverno policy restrict-seccomp: the `seccompProfile.type` of a pod, and of each
container, init container and ephemeral container, must be unset, `RuntimeDefault` or
`Localhost`. Each field is judged alone; a pod's `Unconfined` is reported even where each
of its containers sets an allowed profile of its own.

Unset means the default of the node, which is no filter at all unless its kubelet runs with
`seccompDefault`. A green run means that no seccomp setting in these files switches a
filter off, and that no profile in them is without effect.)",
    .remedy =
        R"(Set `type: RuntimeDefault`, or `type: Localhost` with a `localhostProfile` of your own.
A field that is unset is not reported: a container without a profile gets the pod's, and a
pod without one the default of its node. Switch `require-seccomp` on to have every container
without a profile reported.)",
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
          type: Unconfined
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
    .triggers = kTriggers,
    .check = check,
};

}  // namespace rules
