#include "lint/manifest/kubernetes/objects.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "lint/manifest/kubernetes/custom_resource.hpp"
#include "lint/manifest/kubernetes/kinds.hpp"
#include "lint/manifest/kubernetes/pod.hpp"

namespace lint::manifest {
namespace {

/// A kind of object, as one reader sees it where keys are duplicated.
struct ObjectType {
  std::string_view api_version;
  std::string_view kind;
};

class ObjectFinder {
 public:
  explicit ObjectFinder(const Document& document) : document_(document) {}

  /// `from_list` is what the List around the object says of its items.
  void object(const Value& object, const ObjectType& from_list) {
    if (document_.type(object) != Type::mapping || document_.is_exhausted()) return;
    // An alias within an object may lead back to it.
    if (std::ranges::find(open_, object.node) != open_.end()) return;
    open_.push_back(object.node);
    for (const std::string_view api_version : texts(object, "apiVersion", from_list.api_version)) {
      for (const std::string_view kind : texts(object, "kind", from_list.kind)) {
        object_of(object, {api_version, kind});
      }
    }
    open_.pop_back();
  }

  /// Anything in which every seccompProfile counts.
  void part(const Value& part, const Subject& subject, ProfileHolder holder, bool is_list) {
    find_profiles(
        document_, part, subject, holder, is_list,
        [this](const Value& inner) { object(inner, {}); }, workloads_);
  }

  std::vector<Workload> take() { return std::move(workloads_); }

 private:
  /// The kind decides if it can be read; else the object is like a custom resource.
  void object_of(const Value& object, ObjectType type) {
    const Subject subject = subject_of(document_, object, type.api_version, type.kind);
    if (is_undecided(type.kind)) return part(object, subject, ProfileHolder::pod, false);
    if (is_undecided(type.api_version)) {
      type.api_version = pod_spec_path({}, type.kind).empty() ? "custom/" : "";
    }
    const bool is_list = is_list_kind(type.kind);
    const bool is_custom = is_custom_resource(type.api_version, type.kind);
    // kubectl applies the items of whatever has some (unstructuredJSONScheme); those of a custom
    // resource are parts of it, too.
    if (is_list || !is_custom) list(object, type);
    const auto path = pod_spec_path(type.api_version, type.kind);
    if (!path.empty()) {
      Workload workload{.object = subject, .value = object, .pod_path = path};
      for (const Value& owner : document_.get(object, path.first(path.size() - 1))) {
        for (const Value& spec : document_.get(owner, path.back())) {
          read_pod_spec(owner, spec, workload);
        }
      }
      workloads_.push_back(std::move(workload));
      if (document_.is_template()) below_written_keys(object, subject);
    } else if (is_custom) {
      part(object, subject, ProfileHolder::custom_resource, is_list);
    }
  }

  /// A key that an action writes may be any on the way to a profile. Metadata has none below it.
  void below_written_keys(const Value& value, const Subject& subject) {
    for (const auto& [key, entry] : document_.entries(value)) {
      if (entry.anchor != yaml::kNoNode || document_.text(key) == "metadata") continue;
      if (document_.type(key) == Type::undecided) {
        part(entry, subject, ProfileHolder::pod, false);
      } else {
        below_written_keys(entry, subject);
      }
    }
    for (const Value& item : document_.items(value)) {
      if (item.anchor == yaml::kNoNode) below_written_keys(item, subject);
    }
  }

  /// Its profile is looked for first, so that it is found even where aliases lead on and on.
  void read_pod_spec(const Value& owner, const Value& pod_spec, Workload& workload) {
    add_profiles(document_, pod_spec, "pod", workload.seccomp_profiles);
    workload.pods.push_back(read_pod(document_, pod_spec, "pod"));
    workload.pods.back().owner = owner;
    for (const Container& container : workload.pods.back().containers) {
      add_profiles(document_, container.value, container.part, workload.seccomp_profiles);
    }
  }

  /// Whether an action, or a variable of Flux, writes something of it.
  bool is_undecided(std::string_view text) const {
    const bool is_action = document_.is_template() && templates::may_hold_action(text);
    return is_action || text.find("${") != text.npos;
  }

  /// Items of a typed list may leave out what its type says: a PodList holds Pods.
  void list(const Value& object, const ObjectType& type) {
    ObjectType of_items = type;
    if (is_list_kind(type.kind)) of_items.kind.remove_suffix(4);
    for (const Value& items : document_.get(object, "items")) {
      for (const Value& item : document_.items(items)) this->object(item, of_items);
    }
  }

  std::vector<std::string_view> texts(const Value& object, std::string_view key,
                                      std::string_view otherwise) const {
    const auto texts = document_.get_texts(object, key);
    return texts.empty() ? std::vector{otherwise} : texts;
  }

  const Document& document_;
  std::vector<Workload> workloads_;
  std::vector<yaml::NodeId> open_;  // the objects around the one being looked at
};

bool has_part_of_object(const Document& document, const Value& mapping) {
  constexpr std::array<std::string_view, 4> kParts{"metadata", "spec", "template", "items"};
  return std::ranges::any_of(
      kParts, [&](std::string_view key) { return !document.get(mapping, key).empty(); });
}

}  // namespace

std::vector<Workload> kubernetes_workloads(const Document& document) {
  ObjectFinder finder(document);
  finder.object(document.root(), {});
  return finder.take();
}

std::vector<Workload> part_workloads(const Document& document, const Subject& called,
                                     ProfileHolder holder) {
  ObjectFinder finder(document);
  finder.part(document.root(), called, holder, false);
  return finder.take();
}

bool is_object(const Document& document) {
  const Value root = document.root();
  const auto kinds = document.get_texts(root, "kind");
  const auto versions = document.get_texts(root, "apiVersion");
  if (kinds.empty() || document.is_template()) return !kinds.empty();
  const auto may_be = [&](std::string_view version) {
    return std::ranges::any_of(kinds,
                               [&](std::string_view kind) { return may_be_object(version, kind); });
  };
  if (versions.empty()) return may_be({}) && has_part_of_object(document, root);
  return std::ranges::any_of(versions, may_be);
}

bool is_whole_object(const Document& document, const Value& mapping) {
  return !document.get(mapping, "apiVersion").empty() &&
         !document.get_text(mapping, "kind").empty() && has_part_of_object(document, mapping);
}

}  // namespace lint::manifest
