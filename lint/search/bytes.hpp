#pragma once
/// Looks at the bytes of a text at memory speed: at a whole vector of them by one instruction.
/// Measured several times as fast as memmem.

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

/// Stands before a function that goes over whole texts: it is compiled for newer processors, too,
/// and the program chooses when it begins (GCC and clang, "target_clones"). What it does with Bytes
/// has to be inlined into it, so that it is compiled with it and no vector crosses a call.
#ifdef SECCOMP_LINT_CLONES
#define LINT_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define LINT_CLONES
#endif
#define LINT_INLINE __attribute__((always_inline))

namespace lint {

/// Some neighbouring bytes of a text. Comparing them with a byte gives a mask:
/// `(at[0] == '\n') & (at[1] != ' ')` says where among them a line ends that text follows. What is
/// no ASCII is negative.
class Bytes {
 public:
  static constexpr std::size_t kSize = 32;
  // GCC aligns it by what the processor needs that it compiles for, unless told.
  using Vector = signed char __attribute__((vector_size(kSize), aligned(kSize)));
  using Mask = Vector;

  LINT_INLINE explicit Bytes(const char* begin) : begin_(begin) {}

  /// The bytes that stand `distance` after these.
  LINT_INLINE Vector operator[](std::size_t distance) const {
    Vector bytes;
    std::memcpy(&bytes, begin_ + distance, kSize);
    return bytes;
  }

  /// Whether the mask says so of any byte.
  LINT_INLINE static bool is_any(Mask mask) {
    using Parts = std::uint64_t __attribute__((vector_size(kSize), aligned(kSize)));
    const auto parts = reinterpret_cast<Parts>(mask);
    return ((parts[0] | parts[1]) | (parts[2] | parts[3])) != 0;
  }

 private:
  const char* begin_;
};

/// Which of eight neighbouring bytes of a mask, of which not all are zero, is the first that is
/// not.
inline std::size_t first_of(std::uint64_t marks) {
  const bool is_little = std::endian::native == std::endian::little;
  return static_cast<std::size_t>(is_little ? std::countr_zero(marks) : std::countl_zero(marks)) /
         8;
}

/// Offset of the first place at or after `from` that is wanted, or the text's size. `is_wanted`
/// turns Bytes into a Mask and may look `Reach` - 1 bytes ahead; after the text's end it sees
/// zeros, and finds nothing there. Both are inlined, for LINT_CLONES.
template <std::size_t Reach, typename Predicate>
LINT_INLINE inline std::size_t find_where(std::string_view text, Predicate is_wanted,
                                          std::size_t from = 0) {
  constexpr std::size_t kMasks = 4;
  constexpr std::size_t kStep = kMasks * Bytes::kSize;
  const auto find_in_step = [&](const char* begin) LINT_INLINE {
    Bytes::Mask any{};
    for (std::size_t i = 0; i < kStep; i += Bytes::kSize) any |= is_wanted(Bytes(begin + i));
    if (!Bytes::is_any(any)) return kStep;
    std::array<std::uint64_t, kStep / sizeof(std::uint64_t)> found;
    for (std::size_t i = 0; i < kStep; i += Bytes::kSize) {
      const Bytes::Mask mask = is_wanted(Bytes(begin + i));
      std::memcpy(&found[i / sizeof(found[0])], &mask, Bytes::kSize);
    }
    const auto first = std::ranges::find_if(found, [](std::uint64_t marks) { return marks != 0; });
    return static_cast<std::size_t>(first - found.begin()) * sizeof(found[0]) + first_of(*first);
  };
  std::size_t at = std::min(from, text.size());
  for (; at + kStep + Reach <= text.size(); at += kStep) {
    const std::size_t found = find_in_step(text.data() + at);
    if (found < kStep) return at + found;
  }
  static_assert(Reach <= kStep, "what is left must be less than two steps");
  std::array<char, 3 * kStep> rest{};
  std::ranges::copy(text.substr(at), rest.begin());
  for (std::size_t i = 0; at + i < text.size(); i += kStep) {
    const std::size_t found = find_in_step(rest.data() + i);
    if (found < kStep) return std::min(at + i + found, text.size());
  }
  return text.size();
}

}  // namespace lint
