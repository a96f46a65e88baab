#pragma once
/// Small things about text that several parts need: spelling, quoting, code points.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lint {

/// `text` on one physical line: control characters, line separators, bidirectional overrides and
/// bytes that are no UTF-8 become escapes such as \n, \x1b, \u2028. Nothing else changes.
std::string printable(std::string_view text);

/// 'text', printable, cut to 80 code points, with an ellipsis where it was cut.
std::string quoted(std::string_view text);

/// The candidate that `word` was probably meant to be: at most a third of its letters differ,
/// letter case not counting. Nothing when none is near; the first of equally near ones.
std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> candidates);

/// "; did you mean 'x'?" when a candidate is near, else nothing.
std::string hint(std::string_view word, std::span<const std::string_view> candidates);

/// The end of a sentence about an unknown word: the hint, and all candidates.
std::string choices(std::string_view word, std::span<const std::string_view> candidates);

/// ASCII letters in lower case; everything else as it is.
std::string lower(std::string_view text);

/// `text` as UTF-8: bytes that are none become escapes such as \xff, all else stays.
std::string valid_utf8(std::string_view text);

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t bytes = 1;
  bool is_valid = false;
};

/// The character that `text`, which must not be empty, begins with. A byte that begins no
/// well-formed UTF-8 stands for itself and is not valid.
CodePoint decode_utf8(std::string_view text);

/// Columns that well-formed text without control characters takes on a terminal.
std::size_t display_width(std::string_view text);

/// Without blanks and line ends at both ends.
std::string_view trimmed(std::string_view text);

/// Whether a line end that only some readers know, any but LF and CRLF, has its last byte at `at`:
/// CR alone, and what YAML 1.1 and so libyaml take for one: U+0085, U+2028 and U+2029.
bool is_other_line_end(std::string_view text, std::size_t at);
bool has_other_line_end(std::string_view text);

/// Offset of the first byte at or after `from` that is CR or no ASCII, or the text's size. Most
/// texts have none, and are passed over many bytes at a time.
std::size_t find_cr_or_non_ascii(std::string_view text, std::size_t from = 0);

/// Length in bytes (1 to 4) of the UTF-8 character whose first byte is `lead`; 1 for a stray byte.
constexpr std::size_t utf8_length(unsigned char lead) {
  return lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/// Whether a byte of well-formed UTF-8 is the first one of a character.
constexpr bool begins_character(char byte) {
  return (byte & 0xC0) != 0x80;
}

}  // namespace lint
