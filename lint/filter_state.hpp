#pragma once
/// What filters the system calls of a container, in the words of reports.

#include <array>
#include <cstdint>
#include <string_view>

namespace lint {

enum class FilterState : std::uint8_t {
  unconfined,       // none, as asked for
  privileged,       // none, whatever profile is set
  node_default,     // nothing is set: the kubelet's `seccompDefault` decides
  undecided,        // a template, a variable, or what the API server refuses
  windows,          // none: Windows has no seccomp
  custom,           // a file that Docker is given
  docker_default,   // Docker's own profile
  localhost,        // a file on the node
  runtime_default,  // the profile of the container runtime
};

/// Every state, in the order in which reports name them.
inline constexpr std::array kFilterStates{
    FilterState::unconfined,     FilterState::privileged, FilterState::node_default,
    FilterState::undecided,      FilterState::windows,    FilterState::custom,
    FilterState::docker_default, FilterState::localhost,  FilterState::runtime_default,
};

/// Without the file of a profile.
constexpr std::string_view to_string(FilterState state) {
  constexpr std::array<std::string_view, kFilterStates.size()> kWords{
      "no filter: Unconfined", "no filter: privileged",
      "node's default",        "undecided",
      "no seccomp: Windows",   "custom",
      "Docker's default",      "Localhost",
      "RuntimeDefault",
  };
  return kWords[static_cast<std::size_t>(state)];
}

}  // namespace lint
