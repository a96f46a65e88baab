#include "lint/search.hpp"

#include <algorithm>
#include <cstring>

namespace lint {
namespace {

constexpr std::size_t kVectors = 4;
constexpr std::size_t kBlock = kVectors * Bytes::kSize;

/// How often a byte is met in manifests, roughly; those that are not named seldom.
std::size_t frequency(char c) {
  constexpr std::string_view kSeldomFirst = "zjx,/wkvg\".b-fyhm:ucdlpnrsaoite ";
  const std::size_t found = kSeldomFirst.find(c);
  return found == std::string_view::npos ? 0 : found + 1;
}

}  // namespace

/// A word, and where in it the byte stands that is met least often, and the next such byte that is
/// no neighbour of it, for neighbours come together.
Words::Needle::Needle(std::string_view text) : word(text) {
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
  first_byte = text[first];
  second_byte = text[second];
}

bool Words::Needle::may_begin_in(const char* block) const {
  Bytes::Mask any(false);
  for (std::size_t i = 0; i < kVectors; ++i) {
    const Bytes at(block + i * Bytes::kSize);
    any = any || ((at[first] == first_byte) && (at[second] == second_byte));
  }
  return any_of(any);
}

Words::Words(std::span<const std::string_view> words) : needles_(words.begin(), words.end()) {
  for (const std::string_view word : words) longest_ = std::max(longest_, word.size());
}

std::size_t Words::find(std::string_view text, std::size_t from) const {
  std::size_t at = std::min(from, text.size());
  for (; at + kBlock + longest_ <= text.size(); at += kBlock) {
    const char* const block = text.data() + at;
    bool may = false;
    for (const Needle& needle : needles_) may |= needle.may_begin_in(block);
    if (!may) continue;
    const std::size_t found = first_in(text, at, at + kBlock);
    if (found < at + kBlock) return found;
  }
  return first_in(text, at, text.size());
}

std::size_t Words::first_in(std::string_view text, std::size_t begin, std::size_t end) const {
  std::size_t first = end;
  for (const Needle& needle : needles_) {
    first =
        std::min(first, text.substr(0, first + needle.word.size() - 1).find(needle.word, begin));
  }
  return first;
}

std::size_t find_bytes(std::string_view text, std::string_view wanted, std::size_t from) {
  if (wanted.size() > 1) return Words({&wanted, 1}).find(text, from);
  if (from >= text.size()) return text.size();
  const void* const found = std::memchr(text.data() + from, wanted[0], text.size() - from);
  return found == nullptr ? text.size()
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace lint
