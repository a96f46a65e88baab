#include "lint/manifest/embedded.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

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
      if (tree_[id].kind != NodeKind::scalar) continue;
      const std::string_view text = tree_.text(id);
      const bool is_document = text.find_first_of("\n{") != std::string_view::npos;
      if (is_document && text.find(kTrigger) != std::string_view::npos) look_at(id);
    }
    return std::move(found_);
  }

 private:
  void look_at(NodeId scalar) {
    Value object = document_.root();
    std::vector<Step> path;
    for (NodeId at = 0; at != scalar;) {
      Step step;
      at = child_towards(at, scalar, step);
      if (at == input::kNoNode) return;
      path.push_back(std::move(step));
      const Value value = value_of(at);
      if (document_.get_text(value, "kind").empty() ||
          document_.get_text(value, "apiVersion").empty()) {
        continue;
      }
      object = value;
      path.clear();
    }
    if (!path.empty()) add(scalar, object, path);
  }

  Value value_of(NodeId id) const {
    Value value;
    value.node = id;
    value.used = value.key = tree_[id].range;
    return value;
  }

  /// The child of a collection that is or holds the node; kNoNode when that is a key.
  NodeId child_towards(NodeId collection, NodeId node, Step& step) const {
    const bool is_mapping = tree_[collection].kind == NodeKind::mapping;
    std::size_t index = 0;
    for (NodeId at = collection + 1; at < tree_[collection].next; ++index) {
      const NodeId value = is_mapping ? tree_[at].next : at;
      if (node < tree_[value].next) {
        if (node < value) return input::kNoNode;
        step.is_index = !is_mapping;
        step.name = is_mapping ? std::string(document_.text(value_of(at))) : std::to_string(index);
        return value;
      }
      at = tree_[value].next;
    }
    return input::kNoNode;
  }

  void add(NodeId scalar, const Value& object, const std::vector<Step>& path) {
    const std::string_view api_version = document_.get_text(object, "apiVersion");
    const std::string_view kind = document_.get_text(object, "kind");
    Subject subject = subject_of(document_, object, api_version, kind);
    Embedded embedded;
    embedded.text = value_of(scalar);
    if (group_of(api_version).empty() && (kind == "ConfigMap" || kind == "Secret")) {
      if (path[0].name != (kind == "Secret" ? "stringData" : "data")) return;
      embedded.is_in_force = false;
      embedded.shape = path.back().name.starts_with("values") ? Shape::values : Shape::object;
    } else if (kind.empty() ? is_kustomization_ : is_custom_resource(api_version, kind)) {
      const auto is_annotations = [](const Step& step) { return step.name == "annotations"; };
      if (std::ranges::any_of(path, is_annotations) || path[0].name == "status") return;
      embedded.shape = shape_at(path);
      if (kind.empty()) subject.kind = "kustomization";
    } else if (shape_ == Shape::values) {
      subject.kind = "values";
    } else {
      return;
    }
    embedded.where =
        fmt::format("{}{}, {}", printable(subject.kind),
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
  std::vector<Embedded> found_;
};

}  // namespace

std::vector<Embedded> find_embedded(const Document& document, std::string_view file_name,
                                    Shape shape) {
  return Finder(document, file_name, shape).run();
}

}  // namespace lint::manifest
