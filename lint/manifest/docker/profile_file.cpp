/// Seccomp profiles in files of their own, as `--security-opt seccomp=FILE` and the kubelet's
/// `localhostProfile` name them, and the profile in the config.json of an OCI bundle
/// (opencontainers/runtime-spec).

#include <algorithm>
#include <array>
#include <utility>

#include "lint/manifest/docker/seccomp_filter.hpp"
#include "lint/manifest/family.hpp"

namespace lint::manifest {
namespace {

constexpr std::string_view kActions = "SCMP_ACT_";
constexpr std::array<std::string_view, 2> kBundleProfile{"linux", "seccomp"};

/// Whether a document names a default action, and has no key that is none of a profile's. One
/// without a default action looks like anything.
bool is_profile(const Document& document) {
  const auto action = field_of_filter(document, document.root(), "defaultaction");
  return action && document.text(*action).starts_with(kActions) &&
         std::ranges::all_of(document.entries(document.root()), [&](const Document::Entry& entry) {
           return is_filter_key(document.text(entry.key));
         });
}

std::vector<Value> bundle_profiles(const Document& document) {
  if (document.get_text(document.root(), "ociVersion").empty()) return {};
  return document.get(document.root(), kBundleProfile);
}

bool is_profile_file(const Document& document, std::string_view) {
  return is_profile(document) || !bundle_profiles(document).empty();
}

void read_profile_file(const Document& document, std::string_view, Manifest& manifest) {
  Workload workload;
  const bool is_bundle = !is_profile(document);
  workload.object.kind = is_bundle ? "OCI runtime configuration" : "seccomp profile";
  const auto profiles = is_bundle ? bundle_profiles(document) : std::vector{document.root()};
  for (const Value& profile : profiles) {
    SeccompFilter filter = read_filter(document, profile);
    if (is_bundle) filter.part = "linux.seccomp";
    workload.seccomp_filters.push_back(std::move(filter));
  }
  manifest.workloads.push_back(std::move(workload));
}

constexpr std::array kJsonMarks =
    std::to_array<std::array<std::string_view, 2>>({{"\"defaultAction\"", kActions}});

}  // namespace

extern const Family kSeccompProfile{.name = "seccomp profile",
                                    .recognises = is_profile_file,
                                    .read = read_profile_file,
                                    .is_of_kubernetes = true,
                                    .needs_no_version = true,
                                    .json_marks = kJsonMarks};

}  // namespace lint::manifest
