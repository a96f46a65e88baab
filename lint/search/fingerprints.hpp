#pragma once
/// Finds where one of several words may stand by three bytes of each of them, in the same time for
/// one word as for many: each half of a byte leads through a table to the words that it may belong
/// to. Known as "Teddy", from Intel's Hyperscan.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace lint {

/// The fingerprints of some words in ASCII, none of which is shorter than kSmallestWord. The tables
/// are looked up in by an instruction that only some processors have.
class Fingerprints {
 public:
  static constexpr std::size_t kSize = 3;
  static constexpr std::size_t kSmallestWord = 2;
  /// So many neighbouring bytes are told apart from others.
  static constexpr std::size_t kPart = 32;
  static constexpr std::size_t kStep = 2 * kPart;

  /// Whether this processor can search by them.
  static bool are_usable();

  Fingerprints() = default;
  explicit Fingerprints(std::span<const std::string_view> words);

  /// The most bytes of a word that stand before its fingerprint.
  std::size_t reach() const { return reach_; }

  /// A part of the text, and the words whose fingerprints may begin in it.
  struct Part {
    std::size_t begin;
    std::uint8_t words;  // bit i stands for the words i, i + 8, ...

    bool may_hold(std::size_t word) const { return (words >> word % 8 & 1) != 0; }
  };

  /// The first such part at or after `at`; or the rest of the text, of which less than a step and
  /// `room` bytes are left. Fingerprints must be usable, and `room` at least as large as one.
  Part first_part(std::string_view text, std::size_t at, std::size_t room) const;

 private:
  /// For each value of a half byte, the words that have it there, as bits.
  using Table = std::array<std::uint8_t, 16>;

  std::array<Table, kSize> low_{};
  std::array<Table, kSize - 1> high_{};  // half of the last byte tells enough
  std::size_t reach_ = 0;
};

}  // namespace lint
