#pragma once
/// What a report keeps of a line once its text is gone.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"

namespace lint {

/// GitHub code scanning's fingerprints of the given lines, which are 1-based and in order: a
/// rolling hash over the 100 UTF-16 units without blanks that begin with the line, and n when it is
/// the n-th line of the text with that hash. upload-sarif computes the same (github/codeql-action
/// src/fingerprints.ts) and warns where a report's differ. A lone CR ends a line there, though not
/// elsewhere in this program. Lines that the text does not have get no number. `has_mark`: a byte
/// order mark stood before the text.
std::vector<LineHash> line_hashes(std::string_view text, std::span<const std::uint32_t> lines,
                                  bool has_mark = false);

/// "271789c17abda88f:1", as upload-sarif writes it.
std::string to_string(const LineHash& hash);

/// What to show of the line that `place` begins on. Cut to some characters on each side. Views of
/// `text`.
Excerpt excerpt_of(std::string_view text, ByteRange place);

}  // namespace lint
