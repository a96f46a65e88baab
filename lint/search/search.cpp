#include "lint/search/search.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace lint {
namespace {

/// So many bytes are looked at together that it hardly counts what it costs to get at a needle.
constexpr std::size_t kParts = 8;
constexpr std::size_t kBlock = kParts * Bytes::kSize;

/// How often a byte is met in manifests, roughly: each group about twice as often as the one
/// before. Bytes that are not listed are rarest.
constexpr std::array<std::uint8_t, 256> kFrequencies = [] {
  constexpr std::array<std::string_view, 5> kGroups{"zjx,/wkvg\"", "b-fyhu", ":.cdlmp", "nrsaoit",
                                                    "e "};
  std::array<std::uint8_t, 256> frequencies{};
  for (std::size_t i = 0; i < kGroups.size(); ++i) {
    for (const char c : kGroups[i]) {
      frequencies[static_cast<unsigned char>(c)] = static_cast<std::uint8_t>(i + 1);
    }
  }
  return frequencies;
}();

std::uint8_t frequency(char c) {
  return kFrequencies[static_cast<unsigned char>(c)];
}

/// Where among the bytes the needle may begin.
LINT_INLINE inline Bytes::Mask may_begin(Bytes at, const Patterns::Needle& needle) {
  return (at[needle.first] == needle.first_byte) & (at[needle.second] == needle.second_byte);
}

/// Where in any part of a block it may.
LINT_INLINE inline Bytes::Mask may_begin_in_block(const char* block, const Patterns::Needle& needle,
                                                  std::size_t parts = kParts) {
  Bytes::Mask any{};
  for (std::size_t part = 0; part < parts; ++part) {
    any |= may_begin(Bytes(block + part * Bytes::kSize), needle);
  }
  return any;
}

/// Offset of the first block at or after `at` that a word may begin in, or of the rest that is
/// shorter than a block and the longest word.
LINT_CLONES std::size_t first_block(std::span<const Patterns::Needle> needles, std::size_t longest,
                                    std::string_view text, std::size_t at) {
  for (; at + kBlock + longest <= text.size(); at += kBlock) {
    Bytes::Mask any{};
    for (const Patterns::Needle& needle : needles) {
      any |= may_begin_in_block(text.data() + at, needle);
    }
    if (Bytes::is_any(any)) break;
  }
  return at;
}

/// Whether the needle may begin in so many parts of a block.
LINT_CLONES bool may_hold(const Patterns::Needle& needle, const char* block, std::size_t parts) {
  return Bytes::is_any(may_begin_in_block(block, needle, parts));
}

/// Offset of the first place from `begin` on, and before `end`, at which the word stands; `end`
/// where it stands at none. Goes by the two bytes of the needle.
std::size_t first_place(const Patterns::Needle& needle, std::string_view text, std::size_t begin,
                        std::size_t end) {
  const std::string_view word = needle.word;
  end = std::min(end, text.size());
  const std::size_t last = text.size() < word.size() ? 0 : text.size() - word.size() + 1;
  for (std::size_t at = begin; at < std::min(end, last); ++at) {
    const void* const found =
        std::memchr(text.data() + at + needle.first, word[needle.first], std::min(end, last) - at);
    if (found == nullptr) break;
    at = static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) - needle.first;
    const bool may_be = text[at + needle.second] == word[needle.second];
    if (may_be && text.substr(at).starts_with(word)) return at;
  }
  return end;
}

}  // namespace

/// By the byte that is met least often, and the next such byte that is no neighbour of it, for
/// neighbours come together; of its like the one at the end of the word.
Patterns::Needle::Needle(std::string_view text) : word(text) {
  const auto is_rarer = [&](std::size_t a, std::size_t b) {
    return frequency(text[a]) < frequency(text[b]);
  };
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (is_rarer(i, first)) first = i;
  }
  second = first > 1 ? 0 : text.size() - 1;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_apart = i + 1 < first || i > first + 1;
    if (is_apart && is_rarer(i, second)) second = i;
  }
  first_byte += static_cast<signed char>(text[first]);
  second_byte += static_cast<signed char>(text[second]);
}

Patterns::Patterns(std::span<const std::string_view> words) {
  for (const std::string_view word : words) {
    const bool holds_other = std::ranges::any_of(words, [&](std::string_view other) {
      return other.size() < word.size() && word.find(other) != word.npos;
    });
    if (holds_other) continue;
    needles_.emplace_back(word);
    longest_ = std::max(longest_, word.size());
  }
}

std::size_t Patterns::find(std::string_view text, std::size_t from) const {
  std::size_t at = std::min(from, text.size());
  while (true) {
    at = first_block(needles_, longest_, text, at);
    if (at + kBlock + longest_ > text.size()) return find_in_rest(text, at);
    std::size_t first = at + kBlock;
    for (const Needle& needle : needles_) {
      if (may_hold(needle, text.data() + at, kParts)) first = first_place(needle, text, at, first);
    }
    if (first < at + kBlock) return first;
    at = first;
  }
}

/// The rest is copied to where zeros follow it, so that whole vectors of it can be looked at.
std::size_t Patterns::find_in_rest(std::string_view text, std::size_t at) const {
  constexpr std::size_t kLongest = kBlock;
  std::array<char, kBlock + 2 * kLongest + Bytes::kSize> rest{};
  const bool is_short = longest_ <= kLongest;
  if (is_short) std::ranges::copy(text.substr(at), rest.begin());
  const std::size_t parts = (text.size() - at + Bytes::kSize - 1) / Bytes::kSize;
  std::size_t first = text.size();
  for (const Needle& needle : needles_) {
    const bool may_be = !is_short || may_hold(needle, rest.data(), parts);
    if (may_be) first = first_place(needle, text, at, first);
  }
  return first;
}

std::size_t find_bytes(std::string_view text, std::string_view wanted, std::size_t from) {
  if (wanted.size() > 1) return Patterns({&wanted, 1}).find(text, from);
  if (from >= text.size()) return text.size();
  const void* const found = std::memchr(text.data() + from, wanted[0], text.size() - from);
  return found == nullptr ? text.size()
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace lint
