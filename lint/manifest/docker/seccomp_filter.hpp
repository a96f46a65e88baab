#pragma once
/// Seccomp profiles, as Docker, Podman and CRI runtimes load them and as the
/// security-profiles-operator makes them: what they let through (opencontainers/runtime-spec
/// config-linux.md; moby/profiles seccomp/seccomp.go for what Docker adds).

#include <optional>
#include <span>
#include <string_view>

#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// The calls that tell most of a profile: Docker's default refuses them to a container with the
/// default capabilities (moby/profiles seccomp/default.json), and a container hardly ever needs
/// them.
std::span<const std::string_view> calls_refused_by_default();

/// The keys of a profile, in lower case: readers in Go take them in any letter case.
bool is_filter_key(std::string_view key);

/// The last value under `key`, which is given in lower case, in whatever letter case it is written.
std::optional<Value> field_of_filter(const Document& document, const Value& mapping,
                                     std::string_view key);

/// What a mapping lets through that is a profile.
SeccompFilter read_filter(const Document& document, const Value& profile);

/// The same of a profile's JSON text, which stands at `place`; nothing when it is no JSON object.
std::optional<SeccompFilter> filter_in(std::string_view text, ByteRange place);

/// Takes into a filter the rules of another profile, as baseProfileName does.
void add_rules(const Document& document, const Value& profile, SeccompFilter& filter);

}  // namespace lint::manifest
