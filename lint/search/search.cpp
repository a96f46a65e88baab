#include "lint/search/search.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "lint/search/frequency.hpp"

namespace lint {
namespace {

/// So many bytes are looked at together that it hardly counts what it costs to get at a needle.
constexpr std::size_t kBlock = 8 * Bytes::kSize;

/// Where among the bytes the needle may begin.
LINT_INLINE inline Bytes::Mask may_begin(Bytes at, const Patterns::Needle& needle) {
  return (at[needle.first] == needle.first_byte) & (at[needle.second] == needle.second_byte);
}

/// Offset of the first block at or after `at` that a word may begin in, or of the rest that is
/// shorter than a block and the longest word.
LINT_CLONES std::size_t first_block(std::span<const Patterns::Needle> needles, std::size_t longest,
                                    std::string_view text, std::size_t at) {
  for (; at + kBlock + longest <= text.size(); at += kBlock) {
    Bytes::Mask any{};
    for (const Patterns::Needle& needle : needles) {
      for (std::size_t part = 0; part < kBlock; part += Bytes::kSize) {
        any |= may_begin(Bytes(text.data() + at + part), needle);
      }
    }
    if (Bytes::is_any(any)) break;
  }
  return at;
}

/// Offset in so many vectors from `begin` on of the first word, or their size. As many bytes as the
/// word has must follow them.
LINT_CLONES std::size_t first_place(const Patterns::Needle& needle, const char* begin,
                                    std::size_t vectors) {
  const std::string_view word = needle.word;
  for (std::size_t at = 0; at < vectors * Bytes::kSize; at += Bytes::kSize) {
    const Bytes::Mask mask = may_begin(Bytes(begin + at), needle);
    if (!Bytes::is_any(mask)) continue;
    std::array<char, Bytes::kSize> found;
    std::memcpy(found.data(), &mask, Bytes::kSize);
    for (std::size_t i = 0; i < found.size(); ++i) {
      const char* const place = begin + at + i;
      if (found[i] != 0 && std::memcmp(place, word.data(), word.size()) == 0) return at + i;
    }
  }
  return vectors * Bytes::kSize;
}

/// Offset of the first word that begins from `begin` on and before `end`, or `end`. Whole vectors
/// from `begin` on are read, as far as the longest word goes after the last one.
std::size_t first_in(std::span<const Patterns::Needle> needles, std::string_view text,
                     std::size_t begin, std::size_t end) {
  for (const Patterns::Needle& needle : needles) {
    const std::size_t vectors = (end - begin + Bytes::kSize - 1) / Bytes::kSize;
    end = std::min(end, begin + first_place(needle, text.data() + begin, vectors));
  }
  return end;
}

/// The rest is copied to where zeros follow it, so that whole vectors of it can be looked at.
std::size_t find_in_rest(std::span<const Patterns::Needle> needles, std::size_t longest,
                         std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = kBlock;
  const std::string_view rest = text.substr(at);
  std::size_t first = rest.size();
  if (longest > kLongest) {
    for (const auto& needle : needles) first = std::min(first, rest.find(needle.word));
  } else {
    std::array<char, kBlock + 3 * kLongest + Bytes::kSize> padded{};
    std::ranges::copy(rest, padded.begin());
    first = first_in(needles, {padded.data(), padded.size()}, 0, first);
  }
  return at + first;
}

std::size_t find_by_needles(std::span<const Patterns::Needle> needles, std::size_t longest,
                            std::string_view text, std::size_t from) {
  for (std::size_t at = from;;) {
    at = first_block(needles, longest, text, at);
    if (at + kBlock + longest > text.size()) return find_in_rest(needles, longest, text, at);
    const std::size_t end = at + kBlock;
    const std::size_t first = first_in(needles, text, at, end);
    if (first < end) return first;
    at = end;
  }
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
  // Fewer needles are found faster one by one.
  constexpr std::size_t kFew = 3;
  const bool can_use = std::ranges::all_of(needles_, [](const Needle& needle) {
    return needle.word.size() >= Fingerprints::kSmallestWord;
  });
  if (needles_.size() <= kFew || !can_use || !Fingerprints::are_usable()) return;
  std::vector<std::string_view> searched;
  for (const Needle& needle : needles_) searched.push_back(needle.word);
  fingerprints_ = Fingerprints(searched);
}

std::size_t Patterns::find(std::string_view text, std::size_t from) const {
  from = std::min(from, text.size());
  return fingerprints_ ? find_by_fingerprints(text, from)
                       : find_by_needles(needles_, longest_, text, from);
}

std::size_t Patterns::find_by_fingerprints(std::string_view text, std::size_t from) const {
  const std::size_t room = std::max(longest_, Fingerprints::kSize);
  for (std::size_t at = from;;) {
    const Fingerprints::Part part = fingerprints_->first_part(text, at, room);
    const std::size_t reach = std::min(part.begin - from, fingerprints_->reach());
    const std::size_t begin = part.begin - reach;
    if (part.begin + Fingerprints::kStep + room > text.size()) {
      return may_hold_fingerprint(text.substr(part.begin))
                 ? find_in_rest(needles_, longest_, text, begin)
                 : text.size();
    }
    const std::size_t end = part.begin + Fingerprints::kPart;
    std::size_t first = end;
    for (std::size_t i = 0; i < needles_.size(); ++i) {
      if (part.may_hold(i)) first = first_in({&needles_[i], 1}, text, begin, first);
    }
    // A word that begins earlier may have its fingerprint later.
    if (first < end) return first_in(needles_, text, begin, first);
    at = end;
  }
}

/// Whether a fingerprint may begin in a rest that is too short to be searched where it stands.
bool Patterns::may_hold_fingerprint(std::string_view rest) const {
  std::array<char, 4 * Fingerprints::kStep> padded{};
  const std::size_t room = std::max(longest_, Fingerprints::kSize);
  if (room > Fingerprints::kStep) return true;
  std::ranges::copy(rest, padded.begin());
  const std::string_view text(padded.data(), padded.size());
  return fingerprints_->first_part(text, 0, room).begin < rest.size();
}

std::size_t find_bytes(std::string_view text, std::string_view wanted, std::size_t from) {
  from = std::min(from, text.size());
  if (wanted.size() > 1) {
    const Patterns::Needle needle(wanted);
    return find_by_needles({&needle, 1}, wanted.size(), text, from);
  }
  if (from == text.size()) return from;
  const void* const found = std::memchr(text.data() + from, wanted[0], text.size() - from);
  return found == nullptr ? text.size()
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace lint
