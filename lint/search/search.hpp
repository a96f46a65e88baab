#pragma once
/// Finds words in texts at memory speed.

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "lint/search/bytes.hpp"
#include "lint/search/fingerprints.hpp"

namespace lint {

/// Words to search for, all of them in one pass. The words' own bytes are not copied. A word that
/// holds another one is found as that one, where that one stands.
class Patterns {
 public:
  /// A word, and where in it the two bytes stand by which it is looked for.
  struct Needle {
    explicit Needle(std::string_view text);

    std::string_view word;
    std::size_t first = 0;
    std::size_t second = 0;
    Bytes::Vector first_byte{};  // in each place
    Bytes::Vector second_byte{};
  };

  Patterns() = default;
  explicit Patterns(std::span<const std::string_view> words);

  /// Offset of the first of any of them at or after `from`, or the text's size.
  std::size_t find(std::string_view text, std::size_t from = 0) const;
  bool are_in(std::string_view text) const { return find(text) < text.size(); }

 private:
  std::size_t find_by_fingerprints(std::string_view text, std::size_t from) const;
  bool may_hold_fingerprint(std::string_view rest) const;

  std::vector<Needle> needles_;
  std::optional<Fingerprints> fingerprints_;  // of the needles' words, where they are faster
  std::size_t longest_ = 0;
};

/// Offset of the first `wanted` at or after `from`, or the text's size.
std::size_t find_bytes(std::string_view text, std::string_view wanted, std::size_t from = 0);

}  // namespace lint
