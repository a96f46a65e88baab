#include "lint/manifest/kubernetes/custom_resource.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "lint/manifest/kubernetes/json_patch.hpp"
#include "lint/manifest/kubernetes/objects.hpp"
#include "lint/manifest/kubernetes/paths.hpp"
#include "lint/manifest/kubernetes/pod.hpp"
#include "lint/manifest/kubernetes/set_options.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

using namespace std::string_view_literals;

/// What the way to a value says of it.
struct Place {
  std::string name;  // a key, "[3]", or a path
  bool is_in_command_line = false;
  bool holds_names = false;  // under its keys, which are no paths
  bool is_object = false;    // all of one, which has a status
};

/// A mapping or sequence on the way down, and what it is called in the one above.
struct Step {
  Value value;
  Place place;
  ProfileHolder holder = ProfileHolder::unknown;

  const std::string& name() const { return place.name; }
};

/// What a JSON Schema calls types; no profile has one of these.
constexpr std::array kSchemaTypes{"object"sv,  "string"sv, "array"sv, "boolean"sv,
                                  "integer"sv, "number"sv, "null"sv};

/// Keys of a JSON Schema under which examples stand.
constexpr std::array kSchemaExamples{"const"sv, "default"sv, "enum"sv, "example"sv, "examples"sv};

/// Keys under which a document of no known family only speaks of objects, or of what they were. So
/// do the `asserts` of helm-unittest.
constexpr std::array kOnlySpoken{"annotations"sv, "args"sv, "asserts"sv,
                                 "command"sv,     "env"sv,  "status"sv};

/// Keys whose texts are command lines of containers, which set nothing of the object.
constexpr std::array kCommandLines{"annotations"sv, "args"sv, "command"sv, "env"sv};

/// Keys under which the values of a chart stand.
constexpr std::array kChartValues{"values"sv, "valuesInline"sv, "valuesObject"sv};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, word) != words.end();
}

class ProfileWalk {
 public:
  ProfileWalk(const Document& document, ProfileHolder holder,
              const std::function<void(const Value&)>& on_object, Workload& workload)
      : document_(document), holder_(holder), on_object_(on_object), workload_(workload) {}

  /// `skip` names a key of `object` that is passed over beside `status`.
  void object(const Value& object, std::string_view skip) {
    steps_.push_back({object, {.name = {}, .is_object = true}, holder_});
    if (document_.type(object) == Type::sequence) {
      sequence(object);
    } else {
      mapping(object, skip);
    }
  }

 private:
  void below(const Value& value, Place place) {
    const bool is_text =
        value.node != yaml::kNoNode && document_.tree()[value.node].kind == yaml::NodeKind::scalar;
    // Most of what is in an object is a text, and next to no text sets anything.
    if (is_text && !may_set_options(document_.text(value))) return;
    if (document_.is_exhausted() || !enter(value)) return;
    step_into(value, std::move(place));
    const Type type = is_text ? Type::string : document_.type(value);
    if (type == Type::mapping) {
      inner(value);
    } else if (type == Type::sequence) {
      sequence(value);
    } else if (!steps_.back().place.is_in_command_line) {
      find_set_options(document_, value, holder(), workload_);
    }
    steps_.pop_back();
  }

  /// Among the values of a chart, as a HelmRelease, an Application or a kustomization has them,
  /// other things are usual.
  void step_into(const Value& value, Place place) {
    const bool is_values = is_one_of(place.name, kChartValues) && holder_ != ProfileHolder::unknown;
    place.is_in_command_line |= steps_.back().place.is_in_command_line;
    steps_.push_back({value, std::move(place), is_values ? ProfileHolder::chart_values : holder()});
  }

  static Place under_key(std::string_view key) {
    return {std::string(key), is_one_of(key, kCommandLines), are_names(key)};
  }

  static Place at_pointer(const std::vector<std::string>& path, std::string part) {
    const auto is_command_line = [](const std::string& key) {
      return is_one_of(key, kCommandLines);
    };
    return {std::move(part), std::ranges::any_of(path, is_command_line),
            !path.empty() && are_names(path.back()), path.empty()};
  }

  ProfileHolder holder() const { return steps_.back().holder; }

  void sequence(const Value& value) {
    std::size_t index = 0;
    for (const Value& item : document_.items(value)) {
      if (is_patch_operation(document_, item)) {
        for (const PatchOperation& each : patch_operations(document_, item)) operation(each);
      } else {
        below(item, {fmt::format("[{}]", index)});
      }
      ++index;
    }
  }

  /// What an operation of a JSON patch puts in place.
  void operation(const PatchOperation& operation) {
    const std::vector<std::string>& path = operation.path;
    if (only_speaks(path)) return;
    const Field field = field_at_end(operation.pointer);
    const std::string part = fmt::format("path {}", quoted(operation.pointer));
    if (operation.is_copy && field != Field::other) {
      workload_.undecided_values.push_back(undecided_path(operation.pointer, operation.place));
    }
    const bool is_property = path.size() > 1 && path[path.size() - 2] == "properties";
    for (const Value& value : operation.values) {
      if (field == Field::other) {
        below(value, at_pointer(path, part));
      } else if (!is_property || !is_schema(value)) {
        const bool is_unknown = holder_ == ProfileHolder::unknown;
        workload_.seccomp_profiles.push_back(
            {part, value, field == Field::type, is_unknown ? holder_ : ProfileHolder::pod});
      }
    }
  }

  /// Whether what an operation puts at a path runs nowhere.
  bool only_speaks(const std::vector<std::string>& path) const {
    const bool is_unknown = holder_ == ProfileHolder::unknown;
    return (!path.empty() && runs_nothing(path[0])) ||
           std::ranges::any_of(path, [&](const std::string& key) {
             return key == "openAPIV3Schema" || (is_unknown && is_one_of(key, kOnlySpoken));
           });
  }

  /// Whether to go into a value. What one alias in this object leads to is walked once, so that
  /// aliases of aliases do not multiply, and not at all when it leads to where the walk comes from.
  bool enter(const Value& value) {
    if (value.anchor == yaml::kNoNode) return true;
    const bool is_inside = std::ranges::any_of(
        steps_, [&](const Step& step) { return step.value.node == value.node; });
    if (is_inside) return false;
    if (std::exchange(alias_, value.used.begin) != value.used.begin) seen_.clear();
    return seen_.insert(value.node).second;
  }

  /// A mapping that may be an object of its own.
  void inner(const Value& value) {
    if (is_whole_object(document_, value)) {
      on_object_(value);
    } else {
      mapping(value, {});
    }
  }

  void mapping(const Value& value, std::string_view skip) {
    const std::vector<Document::Entry> entries = document_.entries(value);
    if (may_be_deleted(entries) && is_deleted(document_, value)) return;
    bool has_profile = false;
    for (const auto& [key, entry] : entries) {
      const std::string_view name = document_.text(key);
      if (steps_.size() == 1 && name == skip && !skip.empty()) continue;
      if (is_passed_over(value, name)) continue;
      if (name == "containers") pod(value);
      if (name != "seccompProfile") {
        below(entry, under_key(name));
      } else if (!std::exchange(has_profile, true)) {
        profiles(value);
      }
    }
    if (!steps_.back().place.holds_names)
      find_paths(document_, value, entries, holder(), workload_);
  }

  /// Whether one of the keys may be the directive `$patch`, or a variable that becomes it.
  bool may_be_deleted(const std::vector<Document::Entry>& entries) const {
    return std::ranges::any_of(entries, [&](const Document::Entry& entry) {
      return document_.text(entry.key).find('$') != std::string_view::npos;
    });
  }

  void pod(const Value& spec) {
    workload_.pods.push_back(read_pod(document_, spec, part_name()));
    if (holder_ == ProfileHolder::custom_resource && is_template()) {
      workload_.pods.back().template_path = path(steps_.size() - 1);
    }
  }

  /// Whether the walk is at the `spec` of a `template` or `podTemplate`, which all controllers that
  /// make pods of one run as it is: Rollouts, Knative's services, OpenShift's DeploymentConfigs …
  bool is_template() const {
    if (steps_.size() < 3 || steps_.back().name() != "spec") return false;
    const std::string_view above = steps_[steps_.size() - 2].name();
    return above == "template" || above == "podTemplate";
  }

  /// Whether what stands under a key of `owner` runs nowhere.
  bool is_passed_over(const Value& owner, std::string_view key) const {
    const bool is_unknown = holder_ == ProfileHolder::unknown;
    if (is_unknown && is_one_of(key, kOnlySpoken)) return true;
    // A chart's values are no object, and have no status.
    if (steps_.back().place.is_object && key == "status")
      return holder_ != ProfileHolder::chart_values;
    if (key == "openAPIV3Schema") return true;
    // In kro's SimpleSchema a value is a type (kro.run/docs/concepts/simple-schema).
    const bool is_of_kro = workload_.object.api_version.starts_with("kro.run/");
    if (is_of_kro && key == "schema" && steps_.back().name() == "spec") return true;
    return is_one_of(key, kSchemaExamples) && says_schema(owner);
  }

  void profiles(const Value& owner) {
    const std::string part = part_name();
    for (const Value& profile : document_.get(owner, "seccompProfile")) {
      const bool is_property = steps_.back().name() == "properties";
      if (is_property && is_schema(profile)) continue;
      // Each alias is reported once, where it stands.
      if (known_profiles_.insert({profile.node, profile.used.begin}).second) {
        workload_.seccomp_profiles.push_back(
            {.part = part, .value = profile, .holder = holder(), .owner = owner});
      }
    }
  }

  bool says_schema(const Value& value) const {
    return is_one_of(document_.get_text(value, "type"), kSchemaTypes) ||
           !document_.get(value, "properties").empty() || !document_.get(value, "$ref").empty();
  }

  /// Whether a `seccompProfile` among properties is the one of that name in a JSON Schema.
  bool is_schema(const Value& profile) const {
    if (is_off_word(document_.get_text(profile, "type"))) return false;
    return says_schema(profile) || !document_.get(profile, "enum").empty() ||
           !document_.get(profile, "x-kubernetes-preserve-unknown-fields").empty();
  }

  /// "pod" or "init container 'x'" with the path to it, or only the path.
  std::string part_name() const {
    std::size_t owner = steps_.size() - 1;
    if (owner > 0 && steps_[owner].name() == "securityContext") --owner;
    const Value& value = steps_[owner].value;
    if (owner >= 2) {
      const std::string role = container_role(steps_[owner - 1].name());
      const std::string_view name = document_.get_text(value, "name");
      if (!role.empty() && !name.empty()) {
        return fmt::format("{} {} ({})", role, quoted(name), path(owner));
      }
    }
    if (owner > 0 && !document_.get(value, "containers").empty()) {
      return fmt::format("pod ({})", path(owner));
    }
    return path(steps_.size() - 1);
  }

  std::string path(std::size_t last) const {
    std::string path;
    for (std::size_t i = 1; i <= last; ++i) {
      const bool is_below_pointer = steps_[i - 1].name().starts_with("path ");
      if (i > 1 && !steps_[i].name().starts_with('[')) path += is_below_pointer ? ", " : ".";
      path += printable(steps_[i].name());
    }
    return path;
  }

  const Document& document_;
  ProfileHolder holder_;
  const std::function<void(const Value&)>& on_object_;
  Workload& workload_;
  std::vector<Step> steps_;  // from the object down to where the walk is
  std::uint32_t alias_ = 0;  // place of the alias whose target is being walked
  std::set<yaml::NodeId> seen_;
  std::set<std::pair<yaml::NodeId, std::uint32_t>> known_profiles_;  // and where they are used
};

}  // namespace

void find_profiles(const Document& document, const Value& object, const Subject& subject,
                   ProfileHolder holder, bool is_list,
                   const std::function<void(const Value&)>& on_object,
                   std::vector<Workload>& workloads) {
  Workload workload{.object = subject};
  ProfileWalk(document, holder, on_object, workload).object(object, is_list ? "items"sv : ""sv);
  const bool has_template =
      std::ranges::any_of(workload.pods, [](const Pod& pod) { return !pod.template_path.empty(); });
  const bool is_set = !workload.seccomp_profiles.empty() || !workload.undecided_values.empty();
  if (is_set || has_template) workloads.push_back(std::move(workload));
}

}  // namespace lint::manifest
