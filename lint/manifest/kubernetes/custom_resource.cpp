#include "lint/manifest/kubernetes/custom_resource.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "lint/manifest/kubernetes/json_patch.hpp"
#include "lint/manifest/kubernetes/pod.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

using namespace std::string_view_literals;

/// A mapping or sequence on the way down, and what it is called in the one above.
struct Step {
  Value value;
  std::string name;  // a key, or "[3]"
};

/// What a JSON Schema calls types; no profile has one of these.
constexpr std::array kSchemaTypes{"object"sv,  "string"sv, "array"sv, "boolean"sv,
                                  "integer"sv, "number"sv, "null"sv};

class ProfileWalk {
 public:
  ProfileWalk(const Document& document, const std::function<void(const Value&)>& on_object,
              Workload& workload)
      : document_(document), on_object_(on_object), workload_(workload) {}

  /// `skip` names a key of `object` that is passed over beside `status`.
  void object(const Value& object, std::string_view skip) {
    steps_.push_back({object, {}});
    if (document_.type(object) == Type::sequence) {
      sequence(object);
    } else {
      mapping(object, skip);
    }
  }

 private:
  void below(const Value& value, std::string name) {
    if (document_.is_exhausted() || !enter(value)) return;
    steps_.push_back({value, std::move(name)});
    if (document_.type(value) == Type::mapping) {
      inner(value);
    } else {
      sequence(value);
    }
    steps_.pop_back();
  }

  void sequence(const Value& value) {
    std::size_t index = 0;
    for (const Value& item : document_.items(value)) {
      if (const auto operation = patch_operation(document_, item)) {
        this->operation(*operation);
      } else {
        below(item, fmt::format("[{}]", index));
      }
      ++index;
    }
  }

  /// What an operation of a JSON patch puts in place.
  void operation(const PatchOperation& operation) {
    const std::vector<std::string>& path = operation.path;
    const bool is_type = path.size() > 1 && path.back() == "type";
    const bool is_profile =
        !path.empty() && path[path.size() - (is_type ? 2 : 1)] == "seccompProfile";
    for (const Value& value : operation.values) {
      if (is_profile) {
        workload_.seccomp_profiles.push_back(
            {fmt::format("path {}", quoted(operation.pointer)), value, is_type, false});
      } else {
        below(value, fmt::format("path {}", quoted(operation.pointer)));
      }
    }
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
    const bool is_object =
        !document_.get(value, "apiVersion").empty() && !document_.get_text(value, "kind").empty();
    if (is_object) {
      on_object_(value);
    } else {
      mapping(value, {});
    }
  }

  void mapping(const Value& value, std::string_view skip) {
    const bool is_object = steps_.size() == 1;
    bool has_profile = false;
    for (const auto& [key, entry] : document_.entries(value)) {
      const std::string_view name = document_.text(key);
      if (is_object && (name == "status" || (name == skip && !skip.empty()))) continue;
      if (name == "containers") workload_.pods.push_back(read_pod(document_, value, part_name()));
      if (name != "seccompProfile") {
        below(entry, std::string(name));
      } else if (!std::exchange(has_profile, true)) {
        profiles(value);
      }
    }
  }

  void profiles(const Value& owner) {
    const std::string part = part_name();
    for (const Value& profile : document_.get(owner, "seccompProfile")) {
      // What stands in this object is reported where it stands, not again at each alias to it.
      if (!is_schema(profile) && known_profiles_.insert(profile.node).second) {
        workload_.seccomp_profiles.push_back({part, profile, false, is_chart_value()});
      }
    }
  }

  /// Whether the walk is among the values of a chart, as a HelmRelease, an Application or a
  /// kustomization has them.
  bool is_chart_value() const {
    return workload_.object.kind == called(Role::chart_values) ||
           std::ranges::any_of(steps_, [](const Step& step) {
             return step.name == "values" || step.name == "valuesObject" ||
                    step.name == "valuesInline";
           });
  }

  /// Whether a `seccompProfile` is the property of that name in a JSON Schema.
  bool is_schema(const Value& profile) const {
    if (steps_.back().name != "properties") return false;
    const std::string_view type = document_.get_text(profile, "type");
    return std::ranges::find(kSchemaTypes, type) != kSchemaTypes.end() ||
           !document_.get(profile, "properties").empty() || !document_.get(profile, "$ref").empty();
  }

  /// "pod" or "init container 'x'" with the path to it, or only the path.
  std::string part_name() const {
    std::size_t owner = steps_.size() - 1;
    if (owner > 0 && steps_[owner].name == "securityContext") --owner;
    const Value& value = steps_[owner].value;
    if (owner >= 2) {
      const std::string role = container_role(steps_[owner - 1].name);
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
      const bool is_below_pointer = steps_[i - 1].name.starts_with("path ");
      if (i > 1 && !steps_[i].name.starts_with('[')) path += is_below_pointer ? ", " : ".";
      path += printable(steps_[i].name);
    }
    return path;
  }

  const Document& document_;
  const std::function<void(const Value&)>& on_object_;
  Workload& workload_;
  std::vector<Step> steps_;  // from the object down to where the walk is
  std::uint32_t alias_ = 0;  // place of the alias whose target is being walked
  std::set<yaml::NodeId> seen_;
  std::set<yaml::NodeId> known_profiles_;
};

}  // namespace

void find_profiles(const Document& document, const Value& object, const Subject& subject,
                   bool is_list, const std::function<void(const Value&)>& on_object,
                   std::vector<Workload>& workloads) {
  Workload workload{.object = subject};
  ProfileWalk(document, on_object, workload).object(object, is_list ? "items"sv : ""sv);
  if (!workload.seccomp_profiles.empty()) workloads.push_back(std::move(workload));
}

}  // namespace lint::manifest
