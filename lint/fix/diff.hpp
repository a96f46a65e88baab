#pragma once
/// What edits change, as patch programs take it.

#include <string>
#include <string_view>

namespace lint::fix {

/// The unified diff of a file's bytes, with three lines of context, as `git apply` and `patch -p1`
/// take it; `path` is relative to where these run. Empty when nothing changes.
std::string unified_diff(std::string_view path, std::string_view before, std::string_view after);

}  // namespace lint::fix
