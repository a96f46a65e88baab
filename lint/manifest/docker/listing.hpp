#pragma once
/// Listings that `docker inspect` prints line by line.

#include <optional>
#include <string>
#include <string_view>

namespace lint::manifest {

/// A listing of security options, or of privileges, in which the lines that Docker wrote to
/// standard error are blank, so that YAML's readers take the rest; nothing for any other text.
std::optional<std::string> mask_complaints(std::string_view text);

}  // namespace lint::manifest
