#pragma once
/// Turns the encodings that YAML allows into UTF-8 (YAML 1.2.2, section 5.2).

#include <string>
#include <string_view>

namespace lint::input {

/// Whether the bytes begin with the mark of UTF-16 or UTF-32. Without one they are taken for UTF-8,
/// as kubectl does.
bool is_wide(std::string_view bytes);

/// Such bytes as UTF-8, without the mark. A lone surrogate or a cut-off character becomes the byte
/// 0xFF, which no reader of UTF-8 accepts.
std::string to_utf8(std::string_view bytes);

}  // namespace lint::input
