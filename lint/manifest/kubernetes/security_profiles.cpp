/// SeccompProfile objects of every version: v1alpha1, v1beta1, v1
/// (kubernetes-sigs/security-profiles-operator api/seccompprofile).

#include "lint/manifest/kubernetes/security_profiles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "lint/manifest/docker/seccomp_filter.hpp"
#include "lint/manifest/family.hpp"
#include "lint/manifest/kubernetes/kinds.hpp"
#include "lint/manifest/kubernetes/objects.hpp"
#include "lint/manifest/kubernetes/pod.hpp"
#include "lint/search/search.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

constexpr std::string_view kKind = "SeccompProfile";
constexpr std::string_view kList = "SeccompProfileList";
constexpr std::string_view kBase = "baseProfileName";

/// A profile has at most so many profiles under it (internal/pkg/daemon/seccompprofile
/// resolveSyscallsForProfile).
constexpr int kMostBases = 15;

struct ProfileObject {
  const Document& document;
  Value spec;
  Subject subject;
};

bool is_profile(const Document& document, const Value& object) {
  return document.get_text(object, "kind") == kKind &&
         group_of(document.get_text(object, "apiVersion")) == kProfileGroup;
}

void add_objects(const Document& document, const Value& object,
                 std::vector<ProfileObject>& objects) {
  const std::string_view api_version = document.get_text(object, "apiVersion");
  for (const Value& spec : document.get(object, "spec")) {
    objects.push_back({document, spec, subject_of(document, object, api_version, kKind)});
  }
}

/// Items of the list, in which a typed list's may leave out what they are.
void add_items(const Document& document, std::vector<ProfileObject>& objects) {
  const bool is_typed = document.get_text(document.root(), "kind") == kList;
  for (const Value& items : document.get(document.root(), "items")) {
    for (const Value& item : document.items(items)) {
      const bool is_plain = is_typed && document.get(item, "kind").empty();
      if (is_plain || is_profile(document, item)) add_objects(document, item, objects);
    }
  }
}

/// Not when the operator passes over it.
bool is_enabled(const ProfileObject& object) {
  return object.document.get_text(object.spec, "state") != "Disabled" &&
         object.document.get_text(object.spec, "disabled") != "true";
}

/// Up to version 0.8 profiles have namespaces, and find their bases in their own.
const ProfileObject* base_of(const ProfileObject& object,
                             const std::vector<ProfileObject>& objects) {
  const std::string_view name = object.document.get_text(object.spec, kBase);
  const auto found = std::ranges::find_if(objects, [&](const ProfileObject& other) {
    return other.subject.name == name && other.subject.name_space == object.subject.name_space;
  });
  return found == objects.end() ? nullptr : &*found;
}

/// With the rules of the profiles under it; only its own default action counts.
SeccompFilter filter_of(const ProfileObject& object, const std::vector<ProfileObject>& objects,
                        Manifest& manifest) {
  using Default = SeccompFilter::Default;
  SeccompFilter filter = read_filter(object.document, object.spec);
  const ProfileObject* at = &object;
  for (int bases = 0; !at->document.get(at->spec, kBase).empty(); ++bases) {
    const ProfileObject* const base = base_of(*at, objects);
    if (base == nullptr || bases == kMostBases) {
      const bool is_open =
          filter.default_action == Default::allow || filter.default_action == Default::log;
      const std::string_view name = at->document.get_text(at->spec, kBase);
      filter.default_action = Default::unknown;
      if (!is_open || base != nullptr) break;
      manifest.remarks.push_back(
          {filter.place,
           fmt::format("SeccompProfile {} has rules of {}, which is not in this file: what it lets "
                       "through is not judged",
                       quoted(object.subject.name), quoted(name))});
      break;
    }
    add_rules(base->document, base->spec, filter);
    at = base;
  }
  return filter;
}

/// What a `localhostProfile` says to name it, with a namespace or without (GetProfilePath).
std::vector<std::string> paths_to(const Subject& profile) {
  std::vector<std::string> paths;
  if (!profile.name_space.empty()) {
    paths.push_back(fmt::format("operator/{}/{}.json", profile.name_space, profile.name));
  }
  paths.push_back(fmt::format("operator/{}.json", profile.name));
  return paths;
}

void add(std::string user, ProfileUsers& users) {
  constexpr std::size_t kMostNamed = 5;
  if (users.named.size() == kMostNamed) {
    ++users.others;
  } else {
    users.named.push_back(std::move(user));
  }
}

Workload workload_of(const ProfileObject& object, const std::vector<ProfileObject>& objects,
                     Manifest& manifest) {
  Workload workload{.object = object.subject};
  if (is_enabled(object)) {
    workload.seccomp_filters.push_back(filter_of(object, objects, manifest));
  }
  return workload;
}

bool is_profile_object(const Document& document, std::string_view) {
  return is_profile(document, document.root());
}

void read_together(std::span<const Document* const> documents, std::string_view,
                   Manifest& manifest) {
  std::vector<ProfileObject> objects;
  for (const Document* document : documents) add_objects(*document, document->root(), objects);
  for (const ProfileObject& object : objects) {
    manifest.workloads.push_back(workload_of(object, objects, manifest));
  }
}

void read_profile_object(const Document& document, std::string_view file_name, Manifest& manifest) {
  const Document* const documents = &document;
  read_together({&documents, 1}, file_name, manifest);
}

bool is_profile_list(const Document& document, std::string_view) {
  if (!is_list_kind(document.get_text(document.root(), "kind"))) return false;
  std::vector<ProfileObject> objects;
  add_items(document, objects);
  return !objects.empty();
}

/// The other objects in the list are read, too.
void read_profile_list(const Document& document, std::string_view, Manifest& manifest) {
  manifest.workloads = kubernetes_workloads(document);
  std::vector<ProfileObject> objects;
  add_items(document, objects);
  for (const ProfileObject& object : objects) {
    manifest.workloads.push_back(workload_of(object, objects, manifest));
  }
}

/// The word may be spelt with an escape; then a base is not found, and nothing is judged by it.
bool may_be_merged(std::string_view document) {
  return find_bytes(document, kKind) < document.size();
}

constexpr std::array<std::string_view, 1> kMergeMarks{kBase};

}  // namespace

void add_profile_uses(const Document& document, ProfileUses& uses) {
  for (const Workload& workload : kubernetes_workloads(document)) {
    std::set<std::string_view> paths;
    for (const SeccompProfile& profile : workload.seccomp_profiles) {
      paths.insert(document.get_text(profile.value, kProfilePathKey));
    }
    paths.erase("");
    const Subject& object = workload.object;
    for (const std::string_view path : paths) {
      add(fmt::format("{} {}", object.kind, quoted(object.name)), uses[std::string(path)]);
    }
  }
}

void name_users(const ProfileUses& uses, Manifest& manifest) {
  if (uses.empty()) return;
  for (Workload& workload : manifest.workloads) {
    // In a typed list a profile need not say its group.
    if (workload.object.kind != kKind) continue;
    for (SeccompFilter& filter : workload.seccomp_filters) {
      for (const std::string& path : paths_to(workload.object)) {
        const auto use = uses.find(path);
        if (use == uses.end()) continue;
        for (const std::string& user : use->second.named) add(user, filter.users);
        filter.users.others += use->second.others;
      }
    }
  }
}

extern const Family kSecurityProfile{.name = "SeccompProfile",
                                     .recognises = is_profile_object,
                                     .read = read_profile_object,
                                     .is_of_kubernetes = true,
                                     .merge_marks = kMergeMarks,
                                     .may_be_merged = may_be_merged,
                                     .read_together = read_together};

extern const Family kSecurityProfileList{.name = "list with a SeccompProfile",
                                         .recognises = is_profile_list,
                                         .read = read_profile_list,
                                         .is_of_kubernetes = true};

}  // namespace lint::manifest
