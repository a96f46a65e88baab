#pragma once
/// What edits change, as patch programs take it.

#include <string>
#include <string_view>
#include <vector>

#include "lint/fix/edits.hpp"

namespace lint::fix {

/// The unified diff of a file's bytes, with three lines of context, as `git apply` and `patch -p1`
/// take it; `path` is relative to where these run. Empty when nothing changes.
std::string unified_diff(std::string_view path, std::string_view before, std::string_view after);

/// The lines of `before` that have to go for `after`, each with what takes its place.
std::vector<Replacement> changed_lines(std::string_view before, std::string_view after);

}  // namespace lint::fix
