#include "lint/manifest/docker/placed_string.hpp"

#include <algorithm>
#include <cstdint>

namespace lint::manifest {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

bool is_blank(char c) {
  return kBlanks.find(c) != kBlanks.npos;
}

/// Where the text of a scalar begins in what is written, if it stands there but for its indentation
/// and the ends of its lines; npos for what is quoted or folded.
std::size_t begin_of_text(std::string_view written) {
  if (written.starts_with('|')) return std::min(written.find('\n'), written.size());
  const bool is_plain = written.find_first_of("\"'>") != 0;
  return is_plain ? 0 : std::string_view::npos;
}

}  // namespace

PlacedString::PlacedString(const Document& document, const Value& scalar)
    : text_(document.text(scalar)) {
  const ByteRange whole = document.written(scalar);
  places_.assign(text_.size(), whole);
  const std::string_view written = document.tree().source()[whole];
  std::size_t at = begin_of_text(written);
  if (at == std::string_view::npos || document.tag(scalar) == yaml::Tag::binary) return;
  std::vector<ByteRange> places;
  for (const char c : text_) {
    // Blanks differ: lines are folded, and indented.
    while (!is_blank(c) && at < written.size() && is_blank(written[at])) ++at;
    if (at >= written.size() || (!is_blank(c) && written[at] != c)) return;
    const auto offset = whole.begin + static_cast<std::uint32_t>(at);
    places.push_back({offset, offset + 1});
    if (written[at] == c) ++at;
  }
  places_ = std::move(places);
}

ByteRange PlacedString::place(ByteRange part) const {
  const ByteRange first = places_[part.begin];
  const ByteRange last = places_[part.end - 1];
  return {first.begin, last.begin < first.begin ? first.end : last.end};
}

PlacedString PlacedString::part(ByteRange range) const {
  PlacedString part;
  part.text_ = text_.substr(range.begin, range.end - range.begin);
  part.places_.assign(places_.begin() + range.begin, places_.begin() + range.end);
  return part;
}

void PlacedString::append(const PlacedString& other) {
  text_ += other.text_;
  places_.insert(places_.end(), other.places_.begin(), other.places_.end());
}

}  // namespace lint::manifest
