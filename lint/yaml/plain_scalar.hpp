#pragma once
/// The scalars of plain YAML (yaml/plain): which bytes they may hold, and what they say.

#include <cstdint>
#include <string>
#include <string_view>

namespace lint::yaml {

/// Whether the text holds nothing that readers may take for anything but itself: printable
/// characters in well-formed UTF-8, tabs, and LF. No other control characters or line ends, no byte
/// order marks. Searches at memory speed.
bool has_plain_bytes(std::string_view text);

/// What follows the `\` of an escape in double quotes: its length, or 0 where readers may differ.
std::size_t plain_escape(std::string_view rest);

enum class ScalarForm : std::uint8_t { plain, single_quoted, double_quoted, block };

/// A scalar, and how it is written.
struct PlainScalar {
  ScalarForm form = ScalarForm::plain;
  /// Whether its text stands there as it is, between any quotes.
  bool is_verbatim = true;
  /// Where its anchor stands, if it has one; else the same as `begin`.
  std::uint32_t seen = 0;
  /// From its first character, such as the quote or the `|`, to the end of its last.
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  /// The column that the text of a block begins at.
  std::uint32_t margin = 0;
};

/// The text of a scalar that is written so; `store` holds it where it is not verbatim.
std::string_view text_of(const PlainScalar& scalar, std::string_view document, std::string& store);

}  // namespace lint::yaml
