#include "lint/manifest/kubernetes/places.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace lint::manifest {
namespace {

using yaml::NodeId;
using yaml::NodeKind;

constexpr std::string_view kProfile = "seccompProfile";

bool names_profile(std::string_view text) {
  return text.find(kProfile) != text.npos;
}

class PlaceWalk {
 public:
  explicit PlaceWalk(const yaml::Tree& tree) : tree_(tree) {}

  bool is_root_in_place() {
    if (tree_.empty()) return true;
    is_pod_ = says_pod();
    return is_in_place(0);
  }

 private:
  bool is_in_place(NodeId id) {
    switch (tree_[id].kind) {
      case NodeKind::alias:
        return false;
      case NodeKind::scalar:
        return !names_profile(tree_.text(id));
      case NodeKind::sequence:
        return items_are_in_place(id);
      case NodeKind::mapping:
        return entries_are_in_place(id);
    }
    return false;
  }

  bool items_are_in_place(NodeId sequence) {
    path_.emplace_back();
    bool all = true;
    for (NodeId at = sequence + 1; all && at < tree_[sequence].next; at = tree_[at].next) {
      all = is_in_place(at);
    }
    path_.pop_back();
    return all;
  }

  bool entries_are_in_place(NodeId mapping) {
    bool all = true;
    for (NodeId key = mapping + 1; all && key < tree_[mapping].next;) {
      const NodeId value = tree_[key].next;
      all = is_key_in_place(key);
      path_.push_back(tree_[key].kind == NodeKind::scalar ? tree_.text(key) : std::string_view());
      all = all && is_in_place(value);
      path_.pop_back();
      key = tree_[value].next;
    }
    return all;
  }

  /// A merge key, and a variable of Flux, may stand for another key.
  bool is_key_in_place(NodeId key) {
    if (tree_[key].kind != NodeKind::scalar) return is_in_place(key);
    const std::string_view text = tree_.text(key);
    if (text == kProfile) return may_hold_profile();
    return text != "<<" && text.find("${") == text.npos && !names_profile(text);
  }

  /// Whether a profile belongs where the walk is.
  bool may_hold_profile() const {
    if (path_.size() < 2 || path_.back() != "securityContext") return false;
    const std::string_view owner = path_[path_.size() - 2];
    if (owner == "spec") {
      const bool is_of_template = path_.size() > 2 && path_[path_.size() - 3] == "template";
      return is_of_template || (is_pod_ && path_.size() == 2);
    }
    return owner != "template" && owner != "jobTemplate" && owner != "metadata";
  }

  /// Whether the root says once that it is a Pod.
  bool says_pod() const {
    if (tree_[0].kind != NodeKind::mapping) return false;
    int kinds = 0;
    bool is_pod = false;
    for (NodeId key = 1; key < tree_[0].next;) {
      const NodeId value = tree_[key].next;
      if (tree_[key].kind == NodeKind::scalar && tree_.text(key) == "kind") {
        ++kinds;
        is_pod = tree_[value].kind == NodeKind::scalar && tree_.text(value) == "Pod";
      }
      key = tree_[value].next;
    }
    return is_pod && kinds == 1;
  }

  const yaml::Tree& tree_;
  std::vector<std::string_view> path_;  // keys from the root down; empty for a list's item
  bool is_pod_ = false;
};

}  // namespace

bool profiles_are_in_place(const yaml::Tree& tree) {
  return PlaceWalk(tree).is_root_in_place();
}

}  // namespace lint::manifest
