#pragma once
/// The addresses that clients give to files (RFC 8089).

#include <optional>
#include <string>
#include <string_view>

namespace lint::editor {

/// The path of a `file:` address, absolute and without "." and ".."; nothing for any other.
std::optional<std::string> path_of(std::string_view uri);

/// The address of an absolute path.
std::string uri_of(std::string_view path);

}  // namespace lint::editor
