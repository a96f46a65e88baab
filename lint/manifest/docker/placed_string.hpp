#pragma once
/// A text that knows of each of its bytes where in the file it is written.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"
#include "lint/manifest/document.hpp"

namespace lint::manifest {

class PlacedString {
 public:
  PlacedString() = default;
  /// The text of a scalar. In a plain one and in a literal block each byte has its place; every
  /// byte of another one stands where the whole scalar does.
  PlacedString(const Document& document, const Value& scalar);

  const std::string& text() const { return text_; }
  /// Where a part of the text that is not empty is written; of one that was put together, where it
  /// begins.
  ByteRange place(ByteRange part) const;

  PlacedString part(ByteRange range) const;
  void append(const PlacedString& other);

 private:
  std::string text_;
  std::vector<ByteRange> places_;  // of each byte
};

}  // namespace lint::manifest
