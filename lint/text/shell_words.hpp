#pragma once
/// Splits a text into words as a POSIX shell does (POSIX.1-2017, XCU 2.2 and 2.3).

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"

namespace lint {

/// A word as a program gets it, without quotes and escapes.
struct ShellWord {
  std::string text;
  /// Where it stands in the text that was split, quotes and all.
  ByteRange range;
};

/// The words of a text in which nothing is expanded: `$` and `*` are letters, `;` and `#` too. A
/// quote that is not closed ends with the text. `wholes`, in order, are ranges in which nothing is
/// special: they belong to a word as they are.
std::vector<ShellWord> split_shell_words(std::string_view text,
                                         std::span<const ByteRange> wholes = {});

}  // namespace lint
