#pragma once
/// Profiles of the security-profiles-operator, and who uses them in the same file.

#include <cstddef>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// A document that describes such a profile holds this word, unless it spells it with escapes.
inline constexpr std::string_view kProfileGroup = "security-profiles-operator.x-k8s.io";
/// The same of one that uses a profile.
inline constexpr std::string_view kProfilePathKey = "localhostProfile";

/// Which workloads run with which profiles.
struct ProfileUses {
  std::vector<std::string> users;  // "Deployment 'web'", in the order of the file
  /// By the profile's file on the node, as a `localhostProfile` has it: indices of users, in order.
  std::map<std::string, std::vector<std::size_t>, std::less<>> users_of = {};
};

/// Adds the workloads of a document.
void add_profile_uses(const Document& document, std::span<const Workload> workloads,
                      ProfileUses& uses);

/// The same of all that a document of any kind describes.
void add_profile_uses(const Document& document, ProfileUses& uses);

/// Names those who use the manifest's profiles, where more of them are known than are named.
void name_users(const ProfileUses& uses, Manifest& manifest);

}  // namespace lint::manifest
