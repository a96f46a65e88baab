#include "lint/search/fingerprints.hpp"

#include <algorithm>
#include <cstring>

#include "lint/search/frequency.hpp"

#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace lint {
namespace {

/// Where in the word the bytes stand that are together met least often. What is rare between two
/// letters, as a capital or a dot is, is rarer than at the end of a word.
std::size_t rarest_part(std::string_view word) {
  const auto frequency_at = [&](std::size_t at) {
    return frequency(word[at]) + 2 * frequency(word[at + 1]) + frequency(word[at + 2]);
  };
  std::size_t rarest = 0;
  for (std::size_t at = 1; at + Fingerprints::kSize <= word.size(); ++at) {
    if (frequency_at(at) < frequency_at(rarest)) rarest = at;
  }
  return rarest;
}

}  // namespace

Fingerprints::Fingerprints(std::span<const std::string_view> words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto bit = static_cast<std::uint8_t>(1U << i % 8);
    const std::size_t begin = rarest_part(words[i]);
    const std::string_view bytes = words[i].substr(begin, kSize);
    reach_ = std::max(reach_, begin);
    for (std::size_t place = 0; place < bytes.size(); ++place) {
      const auto byte = static_cast<unsigned char>(bytes[place]);
      low_[place][byte & 0xFU] |= bit;
      if (place < high_.size()) high_[place][byte >> 4U] |= bit;
    }
    if (bytes.size() < kSize) {
      for (std::uint8_t& any : low_.back()) any |= bit;
    }
  }
}

#ifdef __x86_64__

bool Fingerprints::are_usable() {
  static const bool is_known = __builtin_cpu_supports("avx2") != 0;
  return is_known;
}

namespace {

#define LINT_AVX2 __attribute__((target("avx2"), always_inline))

LINT_AVX2 inline __m256i load(const char* begin) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(begin));
}

/// A table in both halves of a vector, for the instruction looks up in each by itself.
LINT_AVX2 inline __m256i twice(const std::array<std::uint8_t, 16>& table) {
  return _mm256_broadcastsi128_si256(
      _mm_loadu_si128(reinterpret_cast<const __m128i*>(table.data())));
}

/// All that is set in any byte.
LINT_AVX2 inline std::uint8_t any_of(__m256i words) {
  std::array<std::uint8_t, sizeof(words)> bytes;
  std::memcpy(bytes.data(), &words, sizeof(words));
  std::uint8_t any = 0;
  for (const std::uint8_t byte : bytes) any |= byte;
  return any;
}

}  // namespace

__attribute__((target("avx2"))) Fingerprints::Part Fingerprints::first_part(
    std::string_view text, std::size_t at, std::size_t room) const {
  const __m256i half = _mm256_set1_epi8(0xF);
  const __m256i low0 = twice(low_[0]);
  const __m256i low1 = twice(low_[1]);
  const __m256i low2 = twice(low_[2]);
  const __m256i high0 = twice(high_[0]);
  const __m256i high1 = twice(high_[1]);
  const auto words_at = [&](const char* begin) LINT_AVX2 {
    const __m256i first = load(begin);
    const __m256i second = load(begin + 1);
    const __m256i third = load(begin + 2);
    const auto high_half = [&](__m256i bytes) LINT_AVX2 {
      return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half);
    };
    // What is no ASCII leads to zero by itself, as it is to.
    __m256i words = _mm256_shuffle_epi8(low0, first);
    words = _mm256_and_si256(words, _mm256_shuffle_epi8(high0, high_half(first)));
    words = _mm256_and_si256(words, _mm256_shuffle_epi8(low1, second));
    words = _mm256_and_si256(words, _mm256_shuffle_epi8(high1, high_half(second)));
    return _mm256_and_si256(words, _mm256_shuffle_epi8(low2, _mm256_and_si256(third, half)));
  };
  const auto is_any = [](__m256i words) LINT_AVX2 { return _mm256_testz_si256(words, words) == 0; };
  for (; at + kStep + room <= text.size(); at += kStep) {
    const char* const begin = text.data() + at;
    const __m256i words = words_at(begin);
    if (is_any(words)) return {at, any_of(words)};
    const __m256i next_words = words_at(begin + kPart);
    if (is_any(next_words)) return {at + kPart, any_of(next_words)};
  }
  return {at, 0};
}

#else

bool Fingerprints::are_usable() {
  return false;
}

Fingerprints::Part Fingerprints::first_part(std::string_view, std::size_t at, std::size_t) const {
  return {at, 0};
}

#endif

}  // namespace lint
