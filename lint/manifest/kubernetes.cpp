#include "lint/manifest/kubernetes.hpp"

#include <algorithm>
#include <string>

#include "lint/manifest/custom_resource.hpp"
#include "lint/manifest/kubernetes_kinds.hpp"
#include "lint/manifest/pod.hpp"

namespace lint::manifest {
namespace {

/// Lists within Lists are followed this far; real ones never nest.
constexpr int kMostLists = 50;

/// A kind of object, as one reader sees it where keys are duplicated.
struct ObjectType {
  std::string_view api_version;
  std::string_view kind;
};

class Finder {
 public:
  explicit Finder(const Document& document) : document_(document) {}

  /// `from_list` is what the List around the object says of its items.
  void object(const Value& object, const ObjectType& from_list, int lists) {
    if (document_.type(object) != Type::mapping || lists > kMostLists) return;
    for (const std::string_view api_version : texts(object, "apiVersion", from_list.api_version)) {
      for (const std::string_view kind : texts(object, "kind", from_list.kind)) {
        object_of(object, {api_version, kind}, lists);
      }
    }
  }

  std::vector<Workload> take() { return std::move(workloads_); }

 private:
  void object_of(const Value& object, const ObjectType& type, int lists) {
    const bool is_list = is_list_kind(type.kind);
    if (is_list) list(object, type, lists);
    const auto path = pod_spec_path(type.api_version, type.kind);
    if (!path.empty()) {
      Workload workload{subject_of(document_, object, type.api_version, type.kind), {}};
      for (const Value& pod_spec : document_.get(object, path)) {
        pod_profiles(document_, pod_spec, workload.seccomp_profiles);
      }
      workloads_.push_back(std::move(workload));
    } else if (is_custom_resource(type.api_version, type.kind)) {
      find_profiles(document_, object, subject_of(document_, object, type.api_version, type.kind),
                    is_list, workloads_);
    }
  }

  /// Items of a typed list may leave out what its type says: a PodList holds Pods.
  void list(const Value& object, const ObjectType& type, int lists) {
    ObjectType of_items{type.api_version, type.kind.substr(0, type.kind.size() - 4)};
    for (const Value& items : document_.get(object, "items")) {
      for (const Value& item : document_.items(items)) this->object(item, of_items, lists + 1);
    }
  }

  /// The distinct texts under a key, or `fallback` alone when there is none.
  std::vector<std::string_view> texts(const Value& object, std::string_view key,
                                      std::string_view fallback) const {
    std::vector<std::string_view> texts;
    for (const Value& value : document_.get(object, key)) {
      const std::string_view text = document_.text(value);
      const bool is_known = std::ranges::find(texts, text) != texts.end();
      if (document_.type(value) != Type::null && !text.empty() && !is_known) texts.push_back(text);
    }
    if (texts.empty()) texts.push_back(fallback);
    return texts;
  }

  const Document& document_;
  std::vector<Workload> workloads_;
};

}  // namespace

bool is_kubernetes(const Document& document, std::string_view) {
  return !document.get(document.root(), "kind").empty();
}

std::vector<Workload> kubernetes_workloads(const Document& document) {
  Finder finder(document);
  finder.object(document.root(), {}, 0);
  return finder.take();
}

}  // namespace lint::manifest
