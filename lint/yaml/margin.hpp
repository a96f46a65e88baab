#pragma once
/// The margin of a text, its column 0: markers that part documents begin there, and so do the keys
/// of a root that is a block mapping there.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"

namespace lint::yaml {

/// The lines at the margin of a part of a text, in order; their offsets count from where it begins.
class PartOfMargin {
 public:
  PartOfMargin(std::span<const std::uint32_t> lines, std::uint32_t begin)
      : lines_(lines), begin_(begin) {}

  std::size_t size() const { return lines_.size(); }
  std::uint32_t operator[](std::size_t i) const { return lines_[i] - begin_; }

 private:
  std::span<const std::uint32_t> lines_;
  std::uint32_t begin_;
};

/// Finds, in one pass over a text, where its lines begin with anything but a space; empty lines, of
/// which masks of templates are full, do not count. A line that follows a line end which only some
/// readers know is always among them; the first line never is.
class Margin {
 public:
  explicit Margin(std::string_view text);

  PartOfMargin all() const { return {lines_, 0}; }

  /// Those that begin after the part's first byte. They must not outlive this.
  PartOfMargin part(ByteRange part) const;

 private:
  std::vector<std::uint32_t> lines_;
};

}  // namespace lint::yaml
