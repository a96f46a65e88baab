/// SeccompProfile objects of every version: v1alpha1, v1beta1, v1
/// (kubernetes-sigs/security-profiles-operator api/seccompprofile).

#include "lint/manifest/kubernetes/security_profiles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
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

/// By namespace and name.
using ProfilesByName =
    std::map<std::pair<std::string_view, std::string_view>, const ProfileObject*>;

/// Up to version 0.8 profiles have namespaces, and find their bases in their own.
const ProfileObject* base_of(const ProfileObject& object, const ProfilesByName& profiles) {
  const std::string_view name = object.document.get_text(object.spec, kBase);
  const auto found = profiles.find({object.subject.name_space, name});
  return found == profiles.end() ? nullptr : found->second;
}

/// With the rules of the profiles under it; only its own default action counts.
SeccompFilter filter_of(const ProfileObject& object, const ProfilesByName& profiles,
                        Manifest& manifest) {
  using Default = SeccompFilter::Default;
  SeccompFilter filter = read_filter(object.document, object.spec);
  const ProfileObject* at = &object;
  for (int bases = 0; !at->document.get(at->spec, kBase).empty(); ++bases) {
    const ProfileObject* const base = base_of(*at, profiles);
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

ProfileUsers users_of(const Subject& profile, const ProfileUses& uses) {
  constexpr std::size_t kMostNamed = 5;
  std::span<const std::size_t> found;
  std::vector<std::size_t> joined;  // where each of the paths is used
  for (const std::string& path : paths_to(profile)) {
    const auto use = uses.users_of.find(path);
    if (use == uses.users_of.end()) continue;
    if (!found.empty()) std::ranges::set_union(found, use->second, std::back_inserter(joined));
    found = joined.empty() ? use->second : joined;
  }
  ProfileUsers users;
  for (const std::size_t user : found.first(std::min(found.size(), kMostNamed))) {
    users.named.push_back(uses.users[user]);
  }
  users.others = found.size() - users.named.size();
  return users;
}

Workload workload_of(const ProfileObject& object, const ProfilesByName& profiles,
                     Manifest& manifest) {
  Workload workload{.object = object.subject};
  if (is_enabled(object)) {
    workload.seccomp_filters.push_back(filter_of(object, profiles, manifest));
  }
  return workload;
}

/// Of several with one name the first one is meant.
void read_profiles(const std::vector<ProfileObject>& objects, Manifest& manifest) {
  ProfilesByName profiles;
  for (const ProfileObject& object : objects) {
    profiles.try_emplace({object.subject.name_space, object.subject.name}, &object);
  }
  for (const ProfileObject& object : objects) {
    manifest.workloads.push_back(workload_of(object, profiles, manifest));
  }
}

bool is_profile_object(const Document& document, std::string_view) {
  return is_profile(document, document.root());
}

void read_together(std::span<const Document* const> documents, std::string_view,
                   Manifest& manifest) {
  std::vector<ProfileObject> objects;
  for (const Document* document : documents) add_objects(*document, document->root(), objects);
  read_profiles(objects, manifest);
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

/// The other objects in the list are read, too, and named where they use a profile.
void read_profile_list(const Document& document, std::string_view, Manifest& manifest) {
  manifest.workloads = kubernetes_workloads(document);
  std::vector<ProfileObject> objects;
  add_items(document, objects);
  ProfileUses uses;
  add_profile_uses(document, manifest.workloads, uses);
  read_profiles(objects, manifest);
  name_users(uses, manifest);
}

/// The word may be spelt with an escape; then a base is not found, and nothing is judged by it.
bool may_be_merged(std::string_view document) {
  return find_bytes(document, kKind) < document.size();
}

constexpr std::array<std::string_view, 1> kMergeMarks{kBase};

}  // namespace

void add_profile_uses(const Document& document, std::span<const Workload> workloads,
                      ProfileUses& uses) {
  for (const Workload& workload : workloads) {
    std::set<std::string_view> paths;
    for (const SeccompProfile& profile : workload.seccomp_profiles) {
      paths.insert(document.get_text(profile.value, kProfilePathKey));
    }
    paths.erase("");
    if (paths.empty()) continue;
    const Subject& object = workload.object;
    for (const std::string_view path : paths) {
      uses.users_of[std::string(path)].push_back(uses.users.size());
    }
    uses.users.push_back(fmt::format("{} {}", object.kind, quoted(object.name)));
  }
}

void add_profile_uses(const Document& document, ProfileUses& uses) {
  add_profile_uses(document, kubernetes_workloads(document), uses);
}

void name_users(const ProfileUses& uses, Manifest& manifest) {
  if (uses.users.empty()) return;
  for (Workload& workload : manifest.workloads) {
    // In a typed list a profile need not say its group.
    if (workload.object.kind != kKind) continue;
    for (SeccompFilter& filter : workload.seccomp_filters) {
      ProfileUsers users = users_of(workload.object, uses);
      const auto count = [](const ProfileUsers& of) { return of.named.size() + of.others; };
      if (count(users) > count(filter.users)) filter.users = std::move(users);
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
