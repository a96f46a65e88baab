#pragma once
/// Finds a byte that is likely near, as where a word or a line ends: a vector of 16 bytes is looked
/// at in a few instructions, where calls and larger vectors cost more than they save.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "lint/search/bytes.hpp"

namespace lint {

/// Offset of the first wanted byte at or after `from`; there must be one. `is_wanted` takes a byte
/// or a vector of them, as `[](auto byte) { return (byte == ':') | (byte == '\n'); }` does.
template <typename Predicate>
LINT_INLINE inline std::size_t find_near(std::string_view text, std::size_t from,
                                         Predicate is_wanted) {
  constexpr std::size_t kSize = 16;
  constexpr std::size_t kHalf = kSize / 2;
  using Vector = signed char __attribute__((vector_size(kSize)));
  using Halves = std::uint64_t __attribute__((vector_size(kSize)));
  for (; from + kSize <= text.size(); from += kSize) {
    Vector bytes;
    std::memcpy(&bytes, text.data() + from, kSize);
    const auto found = reinterpret_cast<Halves>(is_wanted(bytes));
    if (found[0] != 0) return from + first_of(found[0]);
    if (found[1] != 0) return from + kHalf + first_of(found[1]);
  }
  while (!is_wanted(text[from])) ++from;
  return from;
}

}  // namespace lint
