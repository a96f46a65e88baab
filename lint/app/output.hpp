#pragma once
/// Writing reports: whole, or with an error.

#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include "lint/result.hpp"

namespace lint {

/// Writes the text to a stream. A reader that has gone away is no error. Returns what went wrong.
std::optional<Error> write_stream(std::FILE* stream, std::string_view text);

/// Makes `path` hold exactly the text, or leaves it as it was: the text goes to a new file beside
/// it, which then takes its place. What is not a regular file (a device, a pipe) is written to as
/// it is. Returns what went wrong.
std::optional<Error> write_file(const std::string& path, std::string_view text);

/// Makes a regular file hold `after` instead of `before`, in one step, with the rights and the
/// owner that it has. Refuses when it holds anything else by now.
std::optional<Error> replace_file(const std::string& path, std::string_view before,
                                  std::string_view after);

}  // namespace lint
