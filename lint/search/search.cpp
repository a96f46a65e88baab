#include "lint/search/search.hpp"

#include <algorithm>
#include <cstring>

namespace lint {
namespace {

/// So many bytes are looked at together that it hardly counts what it costs to get at a needle.
constexpr std::size_t kParts = 4;
constexpr std::size_t kBlock = kParts * Bytes::kSize;

/// How often a byte is met in manifests, roughly. Bytes that are not listed are rarest.
std::size_t frequency(char c) {
  constexpr std::string_view kSeldomFirst = "zjx,/wkvg\".b-fyhm:ucdlpnrsaoite ";
  const std::size_t found = kSeldomFirst.find(c);
  return found == std::string_view::npos ? 0 : found + 1;
}

/// Where among the bytes the needle may begin.
LINT_INLINE inline Bytes::Mask may_begin(Bytes at, const Patterns::Needle& needle) {
  return (at[needle.first] == needle.first_byte) & (at[needle.second] == needle.second_byte);
}

/// Where in any part of a block it may.
LINT_INLINE inline Bytes::Mask may_begin_in_block(const char* block,
                                                  const Patterns::Needle& needle) {
  Bytes::Mask any{};
  for (std::size_t part = 0; part < kParts; ++part) {
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

/// Whether the needle may begin in the block at `at`, which first_block() found.
LINT_CLONES bool may_hold(const Patterns::Needle& needle, std::string_view text, std::size_t at) {
  return Bytes::is_any(may_begin_in_block(text.data() + at, needle));
}

}  // namespace

/// By the byte that is met least often, and the next such byte that is no neighbour of it, for
/// neighbours come together.
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

Patterns::Patterns(std::span<const std::string_view> words) : needles_(words.begin(), words.end()) {
  for (const std::string_view word : words) longest_ = std::max(longest_, word.size());
}

std::size_t Patterns::find(std::string_view text, std::size_t from) const {
  std::size_t at = std::min(from, text.size());
  while (true) {
    at = first_block(needles_, longest_, text, at);
    const bool is_rest = at + kBlock + longest_ > text.size();
    const std::size_t end = is_rest ? text.size() : at + kBlock;
    std::size_t first = end;
    for (const Needle& needle : needles_) {
      if (!is_rest && !may_hold(needle, text, at)) continue;
      const std::string_view within = text.substr(0, first + needle.word.size() - 1);
      first = std::min(first, within.find(needle.word, at));
    }
    if (first < end || is_rest) return first;
    at = end;
  }
}

std::size_t find_bytes(std::string_view text, std::string_view wanted, std::size_t from) {
  if (wanted.size() > 1) return Patterns({&wanted, 1}).find(text, from);
  if (from >= text.size()) return text.size();
  const void* const found = std::memchr(text.data() + from, wanted[0], text.size() - from);
  return found == nullptr ? text.size()
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace lint
