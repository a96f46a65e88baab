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

/// Where the last key begins of a path that ends with it. A dot after a backslash belongs to a key.
std::size_t begin_of_last_key(std::string_view path) {
  constexpr std::string_view kBetween = "./[]'\"\\";
  std::size_t at = path.find_last_of(kBetween);
  while (at != path.npos && at > 0 && path[at] == '.' && path[at - 1] == '\\') {
    at = at < 2 ? path.npos : path.find_last_of(kBetween, at - 2);
  }
  return at == path.npos ? 0 : at + 1;
}

/// Cuts the last key off a path. What stands in brackets is one key: `['a.b']`.
std::string_view take_last_key(std::string_view& path) {
  constexpr std::string_view kAround = "./'\"\\";
  path = path.substr(0, path.find_last_not_of(kAround) + 1);
  const std::size_t bracket = path.ends_with(']') ? path.rfind('[') : path.npos;
  if (bracket == path.npos) {
    path = path.substr(0, path.find_last_not_of("[]") + 1);
    const std::size_t begin = begin_of_last_key(path);
    const std::string_view key = path.substr(begin);
    path = path.substr(0, begin);
    return key;
  }
  std::string_view key = path.substr(bracket + 1, path.size() - bracket - 2);
  key.remove_prefix(std::min(key.find_first_not_of(kAround), key.size()));
  path = path.substr(0, bracket);
  return key.substr(0, key.find_last_not_of(kAround) + 1);
}

/// The last key of a path with slashes between its keys, as a JSON pointer has them.
std::string_view take_last_part(std::string_view& path) {
  const std::size_t slash = path.rfind('/');
  const std::string_view part = slash == path.npos ? path : path.substr(slash + 1);
  path = path.substr(0, slash == path.npos ? 0 : slash);
  return part;
}

Field field_of(std::string_view last, std::string_view before) {
  if (last == "type" && before == kProfile) return Field::type;
  return last == kProfile && !before.empty() ? Field::profile : Field::other;
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
    const std::vector<Value> sources = sources_of(target);
    for (const Value& path : paths) {
      const std::string_view text = document_.text(path);
      const Field field = field_at_end(text);
      if (field == Field::other || runs_nothing(text.substr(0, text.find_first_of("./["))))
        continue;
      for (const Value& source : sources) literal(text, field, source);
      if (sources.empty()) awaited(path);
    }
  }

  /// Without a source, a value beside the path itself can only be meant for it.
  std::vector<Value> sources_of(const Value& target) const {
    std::vector<Value> sources = document_.get(mapping_, "sourceValue");
    if (sources.empty()) sources = document_.get(mapping_, "value");
    const bool has_source = !sources.empty() || !document_.get(mapping_, "source").empty();
    return has_source ? sources : document_.get(target, "value");
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
  const bool is_pointer = path.starts_with('/');
  std::string_view parts = path;
  const std::string_view last_part = take_last_part(parts);
  const std::string_view part_before = take_last_part(parts);
  if (are_names(part_before)) return Field::other;
  if (is_pointer) {
    const Field field = field_of(last_part, part_before);
    if (field != Field::other) return field;
    // One key may be a path in its turn, as in the values of a chart.
    path = last_part;
  }
  const std::string_view last = take_last_key(path);
  return field_of(last, take_last_key(path));
}

bool runs_nothing(std::string_view root_key) {
  return root_key == "metadata" || root_key == "status";
}

bool are_names(std::string_view key) {
  return key.ends_with("nnotations") || key.ends_with("abels");
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
