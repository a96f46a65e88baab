#pragma once
/// How --help is laid out: wrapped between words, so that no line is longer than `width` columns
/// but for a word that is.

#include <cstddef>
#include <string>
#include <string_view>

namespace lint::cli {

std::string help_paragraph(std::string_view text, std::size_t width);

/// An option's names and arguments, and beside them what it does.
std::string help_option(std::string_view name, std::string_view text, std::size_t width);

/// What stands below the options: examples and exit codes. A command that does not fit on a line is
/// continued as a shell takes it.
std::string help_footer(std::size_t width);

}  // namespace lint::cli
