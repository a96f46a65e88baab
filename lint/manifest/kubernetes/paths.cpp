#include "lint/manifest/kubernetes/paths.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "lint/manifest/kubernetes/pod.hpp"
#include "lint/template/written.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kProfile = "seccompProfile";

/// Keys of a path that a `value` stands beside: parameters of Argo CD and of Helm's many callers,
/// overlays of Istio.
constexpr std::array kPathKeys{"name"sv, "path"sv, "fieldPath"sv, "key"sv};

/// Keys of a path to which a controller writes what it finds elsewhere: Crossplane, Flux.
constexpr std::array kTargetKeys{"toFieldPath"sv, "targetPath"sv};

/// What an operation of a JSON patch does that puts no value in place.
constexpr std::array kOtherOperations{"copy"sv, "move"sv, "remove"sv, "test"sv};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, word) != words.end();
}

/// Cuts the last key off a path. A dot that belongs to a key is written after a backslash: no key
/// that matters here holds one.
std::string_view take_last_key(std::string_view& path) {
  constexpr std::string_view kBetween = "./[]'\"\\";
  const std::size_t end = path.find_last_not_of(kBetween) + 1;
  const std::size_t begin = path.substr(0, end).find_last_of(kBetween) + 1;
  const std::string_view key = path.substr(begin, end - begin);
  path = path.substr(0, begin);
  return key;
}

bool is_scalar(Type type) {
  return type != Type::mapping && type != Type::sequence;
}

/// Whether something else than a variable of Flux may take a text's place later.
bool is_variable(std::string_view text) {
  return (text.starts_with('$') && !text.starts_with("${")) || templates::may_hold_action(text);
}

class PathFinder {
 public:
  PathFinder(const Document& document, const Value& mapping, ProfileHolder holder,
             Workload& workload)
      : document_(document), mapping_(mapping), holder_(holder), workload_(workload) {
    // What a custom resource sets by a path is mostly a value of a chart.
    if (holder == ProfileHolder::custom_resource) holder_ = ProfileHolder::chart_values;
  }

  void entry(const Document::Entry& entry) {
    const std::string_view key = document_.text(entry.key);
    if (const Field field = field_at_end(key); field != Field::other) {
      literal(key, field, entry.value);
    } else if (key == "targets") {
      for (const Value& target : document_.items(entry.value)) this->target(target);
    } else if (is_one_of(key, kPathKeys)) {
      named(document_.text(entry.value));
    } else if (is_one_of(key, kTargetKeys)) {
      awaited(entry.value);
    }
  }

 private:
  /// A path with its value beside it, which may be an operation of a JSON patch.
  void named(std::string_view path) {
    const Field field = field_at_end(path);
    if (field == Field::other) return;
    const std::vector<std::string_view> ops = document_.get_texts(mapping_, "op");
    const auto puts_nothing = [](std::string_view op) { return is_one_of(op, kOtherOperations); };
    if (!ops.empty() && std::ranges::all_of(ops, puts_nothing)) return;
    for (const Value& value : document_.get(mapping_, "value")) literal(path, field, value);
  }

  void literal(std::string_view path, Field field, const Value& value) {
    const Type type = document_.type(value);
    const bool is_type = field == Field::type;
    if (type == Type::null || (is_type && !is_scalar(type))) return;
    const std::string part = fmt::format("path {}", quoted(path));
    if (holder_ == ProfileHolder::unknown || !is_variable(document_.text(value))) {
      workload_.seccomp_profiles.push_back({part, value, is_type, holder_});
    } else {
      workload_.undecided_values.push_back(
          {part, value.used, fmt::format("seccompProfile.type {}", quoted(document_.text(value))),
           "substitution of its variables",
           "make sure that it becomes RuntimeDefault or Localhost"});
    }
  }

  /// A target of kustomize's replacements, or of its ValueAddTransformer: what it gets stands
  /// beside all targets, or in another object.
  void target(const Value& target) {
    std::vector<Value> paths = document_.get(target, "fieldPath");
    for (const Value& list : document_.get(target, "fieldPaths")) {
      for (const Value& path : document_.items(list)) paths.push_back(path);
    }
    for (const Value& path : paths) {
      const std::string_view text = document_.text(path);
      const Field field = field_at_end(text);
      if (field == Field::other) continue;
      std::vector<Value> sources = document_.get(mapping_, "sourceValue");
      if (sources.empty()) sources = document_.get(mapping_, "value");
      for (const Value& source : sources) literal(text, field, source);
      if (sources.empty()) awaited(path);
    }
  }

  void awaited(const Value& path) {
    const std::string_view text = document_.text(path);
    if (field_at_end(text) != Field::other) {
      workload_.undecided_values.push_back(undecided_path(text, path.used));
    }
  }

  const Document& document_;
  const Value& mapping_;
  ProfileHolder holder_;
  Workload& workload_;
};

}  // namespace

Field field_at_end(std::string_view path) {
  if (path.find(kProfile) == path.npos) return Field::other;
  const std::string_view last = take_last_key(path);
  const std::string_view before = take_last_key(path);
  if (last == "type" && before == kProfile) return Field::type;
  return last == kProfile && !before.empty() ? Field::profile : Field::other;
}

UndecidedValue undecided_path(std::string_view path, ByteRange place) {
  return {fmt::format("path {}", quoted(path)), place, "what the path gets", "its source is read",
          "make sure that it becomes RuntimeDefault or Localhost"};
}

void find_paths(const Document& document, const Value& mapping,
                const std::vector<Document::Entry>& entries, ProfileHolder holder,
                Workload& workload) {
  PathFinder finder(document, mapping, holder, workload);
  for (const Document::Entry& entry : entries) finder.entry(entry);
}

}  // namespace lint::manifest
