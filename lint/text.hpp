#pragma once
/// Small things about text that several parts need: spelling, quoting, code points.

#include <cstddef>
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

/// ASCII letters in lower case; everything else as it is.
std::string lower(std::string_view text);

/// Offset of the first `wanted` at or behind `from`, or the text's size. Searches at memory speed.
std::size_t find_bytes(std::string_view text, std::string_view wanted, std::size_t from = 0);

/// Whether `text` holds any of the words.
bool has_any(std::string_view text, std::span<const std::string_view> words);

/// Length in bytes (1 to 4) of the UTF-8 character whose first byte is `lead`; 1 for a stray byte.
constexpr std::size_t utf8_length(unsigned char lead) {
  return lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

}  // namespace lint
