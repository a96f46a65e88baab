#pragma once
/// Bytes to search for. std::string_view's find_first_of() and its like call a function for each
/// byte of the text, which counts where that is done for each line or scalar.

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace lint {

class ByteSet {
 public:
  constexpr explicit ByteSet(std::string_view bytes) {
    for (const char c : bytes) holds_[static_cast<unsigned char>(c)] = true;
  }

  constexpr bool contains(char c) const { return holds_[static_cast<unsigned char>(c)]; }

  /// Offset of the first byte at or after `from` that is one of them, or the text's size.
  constexpr std::size_t first_in(std::string_view text, std::size_t from = 0) const {
    while (from < text.size() && !contains(text[from])) ++from;
    return std::min(from, text.size());
  }
  /// The same for one that is none of them.
  constexpr std::size_t first_other_in(std::string_view text, std::size_t from = 0) const {
    while (from < text.size() && contains(text[from])) ++from;
    return std::min(from, text.size());
  }

 private:
  std::array<bool, 256> holds_{};
};

}  // namespace lint
