#include "lint/manifest/embedded.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "lint/input/hidden_words.hpp"
#include "lint/manifest/kubernetes_kinds.hpp"
#include "lint/manifest/pod.hpp"
#include "lint/text.hpp"

namespace lint::manifest {
namespace {

using namespace std::string_view_literals;
using input::NodeId;
using input::NodeKind;

constexpr std::string_view kTrigger = "eccomp";

/// Keys that say what the text below them is, in whatever resource.
struct KnownKey {
  std::string_view key;
  Shape shape;
};
constexpr std::array<KnownKey, 7> kKnownKeys{{
    {"patch", Shape::patch},
    {"patches", Shape::patch},
    {"patchesStrategicMerge", Shape::patch},
    {"patchesJson6902", Shape::patch},
    {"podSpecPatch", Shape::fragment},
    {"values", Shape::values},
    {"valuesContent", Shape::values},
}};

constexpr std::array kKustomizationKeys{"patches"sv, "patchesStrategicMerge"sv, "patchesJson6902"sv,
                                        "resources"sv};

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
      words += (words.empty() ? "" : ".") + printable(step.name);
    } else {
      words += fmt::format("[{}]", quoted(step.name));
    }
  }
  return words;
}

class Finder {
 public:
  Finder(const Document& document, std::string_view file_name, Shape shape)
      : document_(document), tree_(document.tree()), shape_(shape) {
    const std::string_view name = file_name.substr(file_name.rfind('/') + 1);
    const auto has_key = [&](std::string_view key) {
      return !document.get(document.root(), key).empty();
    };
    is_kustomization_ = name == "kustomization.yaml" || name == "kustomization.yml" ||
                        name == "Kustomization" || std::ranges::any_of(kKustomizationKeys, has_key);
  }

  std::vector<Embedded> run() {
    for (NodeId id = 0; id < tree_.size(); ++id) {
      while (!way_.empty() && id >= tree_[way_.back().collection].next) way_.pop_back();
      if (!way_.empty()) step(way_.back(), id);
      const NodeKind kind = tree_[id].kind;
      if (kind == NodeKind::scalar) {
        const std::string_view text = tree_.text(id);
        const bool may_matter =
            text.find(kTrigger) != std::string_view::npos || input::may_hide_words(text);
        if (may_matter && input::may_be_document(text)) look_at(id);
      } else if (kind != NodeKind::alias) {
        way_.push_back({id});
      }
    }
    return std::move(found_);
  }

 private:
  /// What a collection says of itself when it is an object.
  struct Object {
    std::string_view api_version;
    std::string_view kind;
    Subject subject;
  };

  /// A collection on the way from the root to the node that is looked at, and how far into it the
  /// way leads.
  struct Level {
    NodeId collection = 0;
    std::size_t children = 0;  // up to and with the one on the way; of a mapping, keys count, too
    NodeId key = input::kNoNode;
    std::optional<Object> object = {};
  };

  bool is_mapping(const Level& level) const {
    return tree_[level.collection].kind == NodeKind::mapping;
  }
  bool is_at_key(const Level& level) const { return is_mapping(level) && level.children % 2 == 1; }

  void step(Level& level, NodeId child) const {
    ++level.children;
    if (is_at_key(level)) level.key = child;
  }

  void look_at(NodeId scalar) {
    const auto at_key = [this](const Level& level) { return is_at_key(level); };
    if (way_.empty() || std::ranges::any_of(way_, at_key)) return;
    std::size_t first = way_.size() - 1;
    while (first > 0 && !is_object(way_[first])) --first;
    std::vector<Step> path;
    for (std::size_t i = first; i < way_.size(); ++i) path.push_back(step_of(way_[i]));
    add(scalar, object_of(way_[first]), path);
  }

  Step step_of(const Level& level) const {
    if (!is_mapping(level)) return {std::to_string(level.children - 1), true};
    return {std::string(document_.text(value_of(level.key))), false};
  }

  bool is_object(Level& level) const {
    const Object& object = object_of(level);
    return !object.kind.empty() && !object.api_version.empty();
  }

  const Object& object_of(Level& level) const {
    if (!level.object) {
      const Value value = value_of(level.collection);
      const std::string_view api_version = document_.get_text(value, "apiVersion");
      const std::string_view kind = document_.get_text(value, "kind");
      level.object = {api_version, kind, subject_of(document_, value, api_version, kind)};
    }
    return *level.object;
  }

  Value value_of(NodeId id) const {
    Value value;
    value.node = id;
    value.used = value.key = tree_[id].range;
    return value;
  }

  void add(NodeId scalar, const Object& object, const std::vector<Step>& path) {
    const auto& [api_version, kind, subject] = object;
    Embedded embedded;
    embedded.text = value_of(scalar);
    std::string_view called = subject.kind;
    if (group_of(api_version).empty() && (kind == "ConfigMap" || kind == "Secret")) {
      if (path[0].name != (kind == "Secret" ? "stringData" : "data")) return;
      embedded.is_in_force = false;
      embedded.shape = path.back().name.starts_with("values") ? Shape::values : Shape::object;
    } else if (kind.empty() ? is_kustomization_ : is_custom_resource(api_version, kind)) {
      const auto is_annotations = [](const Step& step) { return step.name == "annotations"; };
      if (std::ranges::any_of(path, is_annotations) || path[0].name == "status") return;
      embedded.shape = shape_at(path);
      if (kind.empty()) called = "kustomization";
    } else if (shape_ == Shape::values) {
      called = "values";
    } else {
      return;
    }
    embedded.where =
        fmt::format("{}{}, {}", printable(called),
                    subject.name.empty() ? "" : " " + quoted(subject.name), path_words(path));
    found_.push_back(std::move(embedded));
  }

  static Shape shape_at(const std::vector<Step>& path) {
    const auto key =
        std::ranges::find_if(path.rbegin(), path.rend(), [](const Step& s) { return !s.is_index; });
    if (key == path.rend()) return Shape::object;
    const auto known = std::ranges::find(kKnownKeys, key->name, &KnownKey::key);
    return known == kKnownKeys.end() ? Shape::object : known->shape;
  }

  const Document& document_;
  const input::Tree& tree_;
  Shape shape_;
  bool is_kustomization_ = false;
  std::vector<Level> way_;
  std::vector<Embedded> found_;
};

}  // namespace

std::vector<Embedded> find_embedded(const Document& document, std::string_view file_name,
                                    Shape shape) {
  return Finder(document, file_name, shape).run();
}

}  // namespace lint::manifest
