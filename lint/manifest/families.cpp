#include "lint/manifest/family.hpp"

/// The families in the order in which they are asked, each in a file of its own that defines its
/// row: what tells less comes later.
#define LINT_FAMILIES(ROW)  \
  ROW(kKustomization)       \
  ROW(kSecurityProfile)     \
  ROW(kSecurityProfileList) \
  ROW(kTalos)               \
  ROW(kKubernetes)          \
  ROW(kJsonPatch)           \
  ROW(kSeccompProfile)      \
  ROW(kDockerInspect)       \
  ROW(kDockerListing)       \
  ROW(kDockerOptions)       \
  ROW(kDockerInfo)          \
  ROW(kDockerDaemonConfig)  \
  ROW(kDevContainer)        \
  ROW(kWorkflow)            \
  ROW(kAzurePipeline)       \
  ROW(kRuntipi)             \
  ROW(kCompose)

namespace lint::manifest {

#define DECLARE(name) extern const Family name;
LINT_FAMILIES(DECLARE)
#undef DECLARE

namespace {
#define ADDRESS(name) &name,
constexpr std::array kFamilies{LINT_FAMILIES(ADDRESS)};
#undef ADDRESS
}  // namespace

std::span<const Family* const> families() {
  return kFamilies;
}

}  // namespace lint::manifest
