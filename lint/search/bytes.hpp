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

/// The same mask without that byte, all bits of which are set.
inline std::uint64_t without_first(std::uint64_t marks) {
  constexpr std::uint64_t kFirst =
      std::endian::native == std::endian::little ? std::uint64_t{0xFF} : std::uint64_t{0xFF} << 56;
  const std::size_t bits = 8 * first_of(marks);
  const bool is_little = std::endian::native == std::endian::little;
  return marks & ~(is_little ? kFirst << bits : kFirst >> bits);
}

/// So many bytes are looked at together: nearly always none of them is wanted.
constexpr std::size_t kVectorsOfStep = 8;
constexpr std::size_t kStep = kVectorsOfStep * Bytes::kSize;

/// Eight neighbouring bytes of each mask of a step.
using StepMarks = std::array<std::uint64_t, kStep / sizeof(std::uint64_t)>;

/// Whether anything in the step that begins there is wanted; only then it says in `marks` what.
template <typename Predicate>
LINT_INLINE inline bool look_at_step(const char* begin, Predicate is_wanted, StepMarks& marks) {
  Bytes::Mask any{};
  for (std::size_t i = 0; i < kStep; i += Bytes::kSize) any |= is_wanted(Bytes(begin + i));
  if (!Bytes::is_any(any)) return false;
  for (std::size_t i = 0; i < kStep; i += Bytes::kSize) {
    const Bytes::Mask mask = is_wanted(Bytes(begin + i));
    std::memcpy(&marks[i / sizeof(marks[0])], &mask, Bytes::kSize);
  }
  return true;
}

/// Hands the steps of a text from `from` on to `look`, each with its offset, until it returns true.
/// They may be read as far as `Reach` - 1 bytes after their end; zeros follow the text's.
template <std::size_t Reach, typename Look>
LINT_INLINE inline void go_over_steps(std::string_view text, std::size_t from, Look look) {
  std::size_t at = std::min(from, text.size());
  for (; at + kStep + Reach <= text.size(); at += kStep) {
    if (look(text.data() + at, at)) return;
  }
  static_assert(Reach <= kStep, "what is left must be less than two steps");
  std::array<char, 3 * kStep> rest{};
  std::ranges::copy(text.substr(at), rest.begin());
  for (std::size_t i = 0; at + i < text.size(); i += kStep) {
    if (look(rest.data() + i, at + i)) return;
  }
}

/// Offset of the first place at or after `from` that is wanted, or the text's size. `is_wanted`
/// turns Bytes into a Mask and may look `Reach` - 1 bytes ahead; after the text's end it sees
/// zeros, and finds nothing there. Both are inlined, for LINT_CLONES.
template <std::size_t Reach, typename Predicate>
LINT_INLINE inline std::size_t find_where(std::string_view text, Predicate is_wanted,
                                          std::size_t from = 0) {
  std::size_t found = text.size();
  go_over_steps<Reach>(text, from, [&](const char* begin, std::size_t at) LINT_INLINE {
    StepMarks marks;
    if (!look_at_step(begin, is_wanted, marks)) return false;
    const auto first = std::ranges::find_if(marks, [](std::uint64_t part) { return part != 0; });
    found =
        at + static_cast<std::size_t>(first - marks.begin()) * sizeof(marks[0]) + first_of(*first);
    return true;
  });
  return std::min(found, text.size());
}

/// Visits the offset of every place that is wanted, in order; the same in all else.
template <std::size_t Reach, typename Predicate, typename Visit>
LINT_INLINE inline void for_each_where(std::string_view text, Predicate is_wanted, Visit visit) {
  go_over_steps<Reach>(text, 0, [&](const char* begin, std::size_t at) LINT_INLINE {
    StepMarks marks;
    if (!look_at_step(begin, is_wanted, marks)) return false;
    for (std::size_t i = 0; i < marks.size(); ++i) {
      for (std::uint64_t part = marks[i]; part != 0; part = without_first(part)) {
        const std::size_t found = at + i * sizeof(part) + first_of(part);
        if (found < text.size()) visit(found);
      }
    }
    return false;
  });
}

}  // namespace lint
