#include "lint/manifest/kubernetes/embedded.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <compare>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>

#include "lint/manifest/json_schema.hpp"
#include "lint/manifest/kubernetes/kinds.hpp"
#include "lint/manifest/kubernetes/kustomization.hpp"
#include "lint/manifest/kubernetes/pod.hpp"
#include "lint/search/escapes.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

using namespace std::string_view_literals;
using yaml::NodeId;
using yaml::NodeKind;

/// Aliases within aliases are followed this far.
constexpr std::size_t kDeepestWay = 1000;

/// Keys that say what the text below them is, in whatever resource.
struct KnownKey {
  std::string_view key;
  Role role;
};
constexpr std::array<KnownKey, 8> kKnownKeys{{
    {"jsonOp", Role::patch},
    {"patch", Role::patch},
    {"patches", Role::patch},
    {"patchesStrategicMerge", Role::patch},
    {"patchesJson6902", Role::patch},
    {"podSpecPatch", Role::part},
    {"values", Role::chart_values},
    {"valuesContent", Role::chart_values},
}};

/// Below these, texts are words for people and for programs.
constexpr std::array kNoDocuments{
    "Cmd"sv,         "Entrypoint"sv,
    "Env"sv,         "Labels"sv,
    "annotations"sv, "args"sv,
    "command"sv,     "env"sv,
    "environment"sv, "kubectl.kubernetes.io/last-applied-configuration"sv,
    "labels"sv};

/// In a document of no known family also what only speaks of objects, or says what they were.
constexpr std::array kOnlySpoken{"asserts"sv, "status"sv};

constexpr std::array kKustomizationKeys{"patches"sv, "patchesStrategicMerge"sv, "patchesJson6902"sv,
                                        "resources"sv};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, word) != words.end();
}

/// A key or an index on the way from an object to a scalar.
struct Step {
  std::string name;
  bool is_index = false;
};

std::string path_words(const std::vector<Step>& path) {
  std::string words;
  for (const Step& step : path) {
    const bool is_plain = step.name.find_first_of(". []") == std::string::npos;
    if (step.is_index) {
      words += fmt::format("[{}]", step.name);
    } else if (is_plain) {
      if (!words.empty()) words += '.';
      words += printable(step.name);
    } else {
      words += fmt::format("[{}]", quoted(step.name));
    }
  }
  return words;
}

class TextFinder {
 public:
  TextFinder(const Document& document, std::string_view file_name, Role role,
             const Patterns& triggers)
      : document_(document), tree_(document.tree()), role_(role), triggers_(triggers) {
    const auto has_key = [&](std::string_view key) {
      return !document.get(document.root(), key).empty();
    };
    is_kustomization_ =
        has_kustomization_name(file_name) || std::ranges::any_of(kKustomizationKeys, has_key);
  }

  std::vector<Embedded> run() {
    for (NodeId id = 0; id < tree_.size(); ++id) {
      if (tree_[id].kind == NodeKind::scalar && may_matter(tree_.text(id))) texts_.insert(id);
    }
    if (!texts_.empty() && may_hold_documents()) collection(document_.root());
    return std::move(found_);
  }

 private:
  /// What a collection says of itself when it is an object.
  struct Object {
    std::string_view api_version;
    std::string_view kind;
    Subject subject;
  };

  /// A collection on the way from the root to what is looked at, and the step that leads on.
  struct Level {
    Value collection;
    Step step = {};
    std::vector<Object> objects = {};  // what it may be, once it was asked for
  };

  /// How a text would be read that stands at some place.
  struct Use {
    std::string_view called;  // what it stands in
    Role role = Role::object;
    bool is_in_force = true;
    auto operator<=>(const Use&) const = default;
  };

  /// Not where the root only speaks of objects, whatever is in it.
  bool may_hold_documents() const {
    if (!goes_by_kind(role_)) return true;
    Level root{document_.root()};
    const auto only_speaks = [](const Object& object) {
      return never_runs_pods(object.api_version, object.kind);
    };
    return !std::ranges::all_of(objects_of(root), only_speaks) &&
           !(is_open(role_) && is_json_schema(document_));
  }

  bool may_matter(std::string_view text) const {
    return may_be_document(text) && (triggers_.are_in(text) || may_hide_words(text));
  }

  void collection(const Value& value) {
    way_.push_back({value});
    if (way_.size() > kDeepestWay) document_.exhaust();
    for (const auto& [key, entry] : document_.entries(value)) {
      below(entry, {std::string(document_.text(key)), false});
    }
    std::size_t index = 0;
    for (const Value& item : document_.items(value)) {
      below(item, {std::to_string(index++), true});
    }
    way_.pop_back();
  }

  void below(const Value& value, Step step) {
    if (document_.is_exhausted()) return;
    way_.back().step = std::move(step);
    if (tree_[value.node].kind == NodeKind::scalar) {
      if (texts_.contains(value.node)) text(value);
    } else if (value.anchor == yaml::kNoNode || enter(value)) {
      collection(value);
    }
  }

  void text(const Value& value) {
    Level& level = object_level();
    const std::vector<Step> path = path_from(level);
    for (const auto& [api_version, kind, subject] : objects_of(level)) {
      std::optional<Use> use = use_at(api_version, kind, path);
      if (use && use->role == Role::patch) {
        use->role = role_of_patch(document_, way_.back().collection);
        if (use->role == Role::idle_patch) use.reset();
      }
      // A value that is a part of an object may be one that no template uses.
      const bool may_be_whole = tree_.text(value.node).find("apiVersion") != std::string_view::npos;
      if (use && role_ == Role::chart_values && !may_be_whole) use->is_in_force = false;
      if (!use || !seen_.insert({value.node, use}).second) continue;
      const std::string name = subject.name.empty() ? "" : " " + quoted(subject.name);
      found_.push_back({value, use->role,
                        fmt::format("{}{}, {}", printable(use->called), name, path_words(path)),
                        use->is_in_force});
    }
  }

  /// Whether to go into what an alias leads to: once for each way to read the texts in it.
  bool enter(const Value& value) {
    if (is_on_way(value.node)) return false;
    Level& level = object_level();
    const std::vector<Step> path = path_from(level);
    bool is_new = false;
    for (const Object& object : objects_of(level)) {
      const auto use = use_at(object.api_version, object.kind, path);
      is_new |= seen_.insert({value.node, use}).second;
    }
    return is_new;
  }

  bool is_on_way(NodeId node) const {
    return std::ranges::any_of(way_, [&](const Level& l) { return l.collection.node == node; });
  }

  /// The innermost object on the way, else the root.
  Level& object_level() {
    const auto is_object = [this](Level& level) {
      return std::ranges::any_of(objects_of(level), [](const Object& object) {
        // In a list, what holds texts need not say its version.
        const bool holds_texts = object.kind == "ConfigMap" || object.kind == "Secret";
        return !object.kind.empty() && (!object.api_version.empty() || holds_texts);
      });
    };
    const auto innermost = std::find_if(way_.rbegin(), way_.rend(), is_object);
    return innermost == way_.rend() ? way_.front() : *innermost;
  }

  std::vector<Step> path_from(const Level& level) const {
    std::vector<Step> path;
    for (const Level* at = &level; at <= &way_.back(); ++at) path.push_back(at->step);
    return path;
  }

  /// What readers may take a collection for: an object of no kind when it says nothing of itself.
  const std::vector<Object>& objects_of(Level& level) const {
    if (!level.objects.empty()) return level.objects;
    const Value& value = level.collection;
    for (const std::string_view api_version : texts(value, "apiVersion")) {
      for (const std::string_view kind : texts(value, "kind")) {
        level.objects.push_back(
            {api_version, kind, subject_of(document_, value, api_version, kind)});
      }
    }
    return level.objects;
  }

  std::vector<std::string_view> texts(const Value& value, std::string_view key) const {
    const auto texts = document_.get_texts(value, key);
    return texts.empty() ? std::vector{""sv} : texts;
  }

  /// How texts at the end of the path are read, if anybody reads them.
  std::optional<Use> use_at(std::string_view api_version, std::string_view kind,
                            const std::vector<Step>& path) const {
    if (group_of(api_version).empty() && (kind == "ConfigMap" || kind == "Secret")) {
      if (path[0].name != (kind == "Secret" ? "stringData" : "data")) return std::nullopt;
      const bool is_values = path.back().name.starts_with("values");
      return Use{kind, is_values ? Role::chart_values : Role::object, false};
    }
    const bool is_kustomization = is_kustomization_ && may_be_kustomization(api_version, kind);
    if (is_kustomization || is_custom_resource(api_version, kind)) {
      if (is_below(path, kNoDocuments) || path[0].name == "status") return {};
      // What a parameter brings is judged where it is used.
      if (is_openshift_template(api_version, kind) && path[0].name == "parameters") return {};
      return Use{kind.empty() ? "kustomization"sv : kind, role_at(path)};
    }
    if (role_ == Role::chart_values) return Use{called(role_)};
    // What is no object may hold whole manifests, as a table of templates does.
    const bool may_hold_some = is_open(role_) || role_ == Role::object;
    const bool is_object = may_be_object(api_version, kind);
    if (!may_hold_some || is_object || is_below(path, kNoDocuments) || is_below(path, kOnlySpoken))
      return std::nullopt;
    return Use{called(role_)};
  }

  template <std::size_t N>
  static bool is_below(const std::vector<Step>& path, const std::array<std::string_view, N>& keys) {
    return std::ranges::any_of(path, [&](const Step& step) { return is_one_of(step.name, keys); });
  }

  static Role role_at(const std::vector<Step>& path) {
    const auto key =
        std::ranges::find_if(path.rbegin(), path.rend(), [](const Step& s) { return !s.is_index; });
    if (key == path.rend()) return Role::object;
    const auto known = std::ranges::find(kKnownKeys, key->name, &KnownKey::key);
    return known == kKnownKeys.end() ? Role::object : known->role;
  }

  const Document& document_;
  const yaml::Tree& tree_;
  Role role_;
  const Patterns& triggers_;
  bool is_kustomization_ = false;
  std::unordered_set<NodeId> texts_;  // that may matter
  std::vector<Level> way_;
  std::set<std::pair<NodeId, std::optional<Use>>> seen_;
  std::vector<Embedded> found_;
};

}  // namespace

std::vector<Embedded> find_embedded(const Document& document, std::string_view file_name, Role role,
                                    const Patterns& triggers) {
  return TextFinder(document, file_name, role, triggers).run();
}

}  // namespace lint::manifest
