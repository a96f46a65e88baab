#pragma once
/// Writing reports: to a stream piece by piece, to a file whole or not at all.

#include <cstdio>
#include <functional>
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

/// The same with a text that `fill` writes to a descriptor. If it returns false, it sets errno.
std::optional<Error> write_file(const std::string& path, const std::function<bool(int)>& fill);

/// Writes the text to a descriptor. False sets errno.
bool write_all(int descriptor, std::string_view text);

/// A descriptor of a file without a name, which is gone once it is closed, for what will be written
/// to `path`: on the same file system. Negative sets errno.
int open_unnamed_for(const std::string& path);

/// "cannot write FILE: why"; without a file's name for a stream.
std::string cannot_write(const std::string& file, const Error& error);

/// Makes a regular file hold `after` instead of `before`, in one step, with the rights and the
/// owner that it has. Refuses when it holds anything else by now.
std::optional<Error> replace_file(const std::string& path, std::string_view before,
                                  std::string_view after);

}  // namespace lint
