/// Seccomp profiles that Talos Linux puts on its nodes: `machine.seccompProfiles` of a machine
/// configuration or a patch of one (siderolabs/talos pkg/machinery/config/types/v1alpha1
/// MachineSeccompProfile), and documents of the kind SeccompProfileConfig.

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "lint/manifest/docker/seccomp_filter.hpp"
#include "lint/manifest/family.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

constexpr std::string_view kKind = "SeccompProfileConfig";
constexpr std::string_view kVersion = "v1alpha1";
constexpr std::array<std::string_view, 2> kProfiles{"machine", "seccompProfiles"};

bool is_profile_document(const Document& document) {
  return document.get_text(document.root(), "kind") == kKind &&
         document.get_text(document.root(), "apiVersion") == kVersion;
}

bool is_talos(const Document& document, std::string_view) {
  return is_profile_document(document) || !document.get(document.root(), kProfiles).empty();
}

/// A mapping, or its JSON.
std::optional<SeccompFilter> filter_of(const Document& document, const Value& profile) {
  const Type type = document.type(profile);
  if (type == Type::mapping) return read_filter(document, profile);
  if (type != Type::string) return std::nullopt;
  return filter_in(document.text(profile), document.written(profile));
}

void add(const Document& document, const Value& profile, std::string part, Workload& workload) {
  auto filter = filter_of(document, profile);
  if (!filter) return;
  filter->part = std::move(part);
  workload.seccomp_filters.push_back(std::move(*filter));
}

void read_profile_document(const Document& document, Workload& workload) {
  workload.object.kind = kKind;
  workload.object.name = document.get_text(document.root(), "name");
  for (const Value& profile : document.get(document.root(), "profile")) {
    add(document, profile, {}, workload);
  }
}

void read_machine(const Document& document, Workload& workload) {
  workload.object.kind = "Talos machine configuration";
  for (const Value& profiles : document.get(document.root(), kProfiles)) {
    for (const Value& profile : document.items(profiles)) {
      const std::string_view name = document.get_text(profile, "name");
      const std::string part =
          name.empty() ? "a seccomp profile" : fmt::format("seccomp profile {}", quoted(name));
      for (const Value& value : document.get(profile, "value")) {
        add(document, value, part, workload);
      }
    }
  }
}

void read_talos(const Document& document, std::string_view, Manifest& manifest) {
  Workload workload;
  if (is_profile_document(document)) {
    read_profile_document(document, workload);
  } else {
    read_machine(document, workload);
  }
  manifest.workloads.push_back(std::move(workload));
}

}  // namespace

extern const Family kTalos{.name = "Talos",
                           .recognises = is_talos,
                           .read = read_talos,
                           .is_of_kubernetes = true,
                           .needs_no_version = true,
                           // Static pods stand in it, too.
                           .is_a_guess = true};

}  // namespace lint::manifest
