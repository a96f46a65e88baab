#pragma once
/// The security options of a container as the daemon has them: `HostConfig.SecurityOpt`.

#include <string_view>
#include <vector>

#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// One of them, written as `text` at `place`.
DockerSetting container_option(std::string_view text, ByteRange place);

/// Those of a list of texts.
std::vector<DockerSetting> options_in(const Document& document, const Value& list);

}  // namespace lint::manifest
