#pragma once
/// Finds words in texts at memory speed.

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "lint/bytes.hpp"

namespace lint {

/// Words to search for, all of them in one pass. The words' own bytes are not copied.
class Words {
 public:
  Words() = default;
  explicit Words(std::span<const std::string_view> words);

  /// Offset of the first of any of them at or behind `from`, or the text's size.
  std::size_t find(std::string_view text, std::size_t from = 0) const;
  bool are_in(std::string_view text) const { return find(text) < text.size(); }

 private:
  struct Needle {
    explicit Needle(std::string_view text);
    bool may_begin_in(const char* block) const;

    std::string_view word;
    std::size_t first = 0;
    std::size_t second = 0;
    Bytes::Vector first_byte;  // in each place, made once
    Bytes::Vector second_byte;
  };

  std::size_t first_in(std::string_view text, std::size_t begin, std::size_t end) const;

  std::vector<Needle> needles_;
  std::size_t longest_ = 0;
};

/// Offset of the first `wanted` at or behind `from`, or the text's size.
std::size_t find_bytes(std::string_view text, std::string_view wanted, std::size_t from = 0);

}  // namespace lint
