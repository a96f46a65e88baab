#pragma once
/// Turns the encodings that YAML allows into UTF-8 (YAML 1.2.2, section 5.2).

#include <string>

namespace lint::input {

/// The text as UTF-8 without byte order mark. UTF-16 and UTF-32 are recognised by their mark only,
/// as kubectl does. A lone surrogate or a cut-off character becomes the byte 0xFF, which no UTF-8
/// reader accepts; UTF-8 itself is not looked at.
std::string to_utf8(std::string bytes);

}  // namespace lint::input
