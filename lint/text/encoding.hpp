#pragma once
/// Turns the encodings that YAML allows into UTF-8 (YAML 1.2.2, section 5.2).

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace lint {

/// The byte order mark in UTF-8.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Whether the bytes begin with the mark of UTF-16 or UTF-32. Without one they are taken for UTF-8,
/// as kubectl does.
bool is_wide(std::string_view bytes);

/// Such bytes as UTF-8, without the mark. A lone surrogate or a cut-off character becomes the byte
/// 0xFF, which no reader of UTF-8 accepts.
std::string to_utf8(std::string_view bytes);

/// Writes a code point, which must be no surrogate, as UTF-8.
void append_utf8(std::string& out, std::uint32_t c);

/// The inverse of to_utf8 for well-formed text: UTF-8 in the encoding, and with the mark, of
/// `like`.
std::string from_utf8(std::string_view text, std::string_view like);

/// Writes `^`, which means nothing to YAML, over bytes that are no UTF-8, so that the rest can be
/// read; returns whether there were any.
bool mask_malformed(std::span<char> text);

}  // namespace lint
