#pragma once
/// Docker's security options (`--security-opt`, `security_opt`, `SecurityOpt`), read as Docker
/// reads them: docker/cli cli/command/container/opts.go, docker/compose pkg/compose/create.go and
/// moby/moby daemon/daemon_unix.go, each of them parseSecurityOpts.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lint/manifest/docker/interpolation.hpp"
#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// Who takes an option. The client and Compose read a profile from a file; the daemon, and with it
/// what inspect shows, has the profile's text instead.
enum class OptionReader : std::uint8_t { client, daemon };

/// Fills in what an option does to the seccomp filter, and why Docker would refuse it. The rest of
/// `setting`, whose place is known, stays as it is.
void judge_option(const Interpolated& text, OptionReader reader, DockerSetting& setting);

/// `- seccomp: unconfined`: an item of a list that is a mapping with the key `key`.
void judge_mapping_option(std::string_view key, std::string_view value, DockerSetting& setting);

/// `--security-opt seccomp=unconfined` as one argument of a command line: `option` is what follows
/// the blank.
void judge_one_word(std::string_view option, DockerSetting& setting);

/// Keeps of a list what matters: the last option about seccomp, which wins, what may turn out to be
/// one after it, and whatever is refused or named by the STIG.
void keep_effective(std::vector<DockerSetting>& options);

/// Adds what keep_effective() leaves of a whole list.
void add_options(std::vector<DockerSetting> options, Workload& workload);

}  // namespace lint::manifest
