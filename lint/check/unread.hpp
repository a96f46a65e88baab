#pragma once
/// What a text that nobody can read seems to say all the same.

#include <string_view>
#include <vector>

#include "lint/finding.hpp"
#include "lint/search/search.hpp"

namespace lint {

/// The lines, without the blanks and dashes before their text, that seem to set what one of the
/// words names: as a key, or in the value of one. Scripts and comments speak of it, too.
std::vector<ByteRange> lines_that_set(const Patterns& words, std::string_view text);

}  // namespace lint
