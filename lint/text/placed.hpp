#pragma once
/// A text whose bytes stand where they stand in a file.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "lint/finding.hpp"

namespace lint {

/// All of a file's text, or a masked copy of a part of it. Offsets are always those of the file, so
/// that whoever reads the copy tells the places of the file. A copy owns its bytes together with
/// all copies of itself; a view of a file's text must not outlive the file's Source.
class PlacedText {
 public:
  PlacedText() = default;
  PlacedText(std::string_view text, std::uint32_t begin = 0) : text_(text), begin_(begin) {}
  PlacedText(const char* text) : PlacedText(std::string_view(text)) {}
  PlacedText(const std::string& text) : PlacedText(std::string_view(text)) {}

  /// Takes over the bytes of a masked copy, whose first one stands at `begin` in the file.
  static PlacedText copy(std::string masked, std::uint32_t begin) {
    PlacedText placed;
    placed.owner_ = std::make_shared<const std::string>(std::move(masked));
    placed.text_ = *placed.owner_;
    placed.begin_ = begin;
    return placed;
  }

  std::string_view text() const { return text_; }
  std::uint32_t begin() const { return begin_; }
  std::uint32_t end() const { return begin_ + static_cast<std::uint32_t>(text_.size()); }

  char operator[](std::uint32_t offset) const { return text_[offset - begin_]; }
  /// As much of the range as this text has.
  std::string_view operator[](ByteRange range) const {
    const std::uint32_t from = std::clamp(range.begin, begin_, end());
    return text_.substr(from - begin_, std::max(range.end, from) - from);
  }
  std::string_view from(std::uint32_t offset) const { return (*this)[{offset, end()}]; }

  /// Offset in the file of a byte of text().
  std::uint32_t offset(std::size_t index) const {
    return begin_ + static_cast<std::uint32_t>(std::min(index, text_.size()));
  }
  /// The same for a range of text().
  ByteRange placed(ByteRange within) const { return {begin_ + within.begin, begin_ + within.end}; }

 private:
  std::shared_ptr<const std::string> owner_;  // null for a view
  std::string_view text_;
  std::uint32_t begin_ = 0;
};

}  // namespace lint
