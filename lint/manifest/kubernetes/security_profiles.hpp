#pragma once
/// Profiles of the security-profiles-operator, and who uses them in the same file.

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// Every document that describes such a profile holds this word.
inline constexpr std::string_view kProfileGroup = "security-profiles-operator.x-k8s.io";
/// Every document that uses one does so under this key.
inline constexpr std::string_view kProfilePathKey = "localhostProfile";

/// By the profile's file on the node, as a `localhostProfile` has it.
using ProfileUses = std::map<std::string, ProfileUsers, std::less<>>;

/// Adds the uses in a document.
void add_profile_uses(const Document& document, ProfileUses& uses);

/// Names those who use the manifest's profiles.
void name_users(const ProfileUses& uses, Manifest& manifest);

}  // namespace lint::manifest
