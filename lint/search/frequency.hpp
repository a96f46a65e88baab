#pragma once
/// How often bytes are met in manifests, to search for the rarest ones of a word.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace lint {

/// How often a byte is met in manifests, roughly: each group about twice as often as the one
/// before. Bytes that are not listed are rarest.
inline constexpr std::array<std::uint8_t, 256> kFrequencies = [] {
  constexpr std::array<std::string_view, 5> kGroups{"zjx,wkvg\"", "b-fyhu/", ":.cdlmp", "nrsaoit",
                                                    "e "};
  std::array<std::uint8_t, 256> frequencies{};
  for (std::size_t i = 0; i < kGroups.size(); ++i) {
    for (const char c : kGroups[i]) {
      frequencies[static_cast<unsigned char>(c)] = static_cast<std::uint8_t>(i + 1);
    }
  }
  return frequencies;
}();

constexpr std::uint8_t frequency(char c) {
  return kFrequencies[static_cast<unsigned char>(c)];
}

}  // namespace lint
