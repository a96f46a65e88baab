#include "lint/editor/positions.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "lint/text/text.hpp"

namespace lint::editor {
namespace {

constexpr std::array<std::pair<std::string_view, PositionEncoding>, 3> kEncodings{{
    {"utf-8", PositionEncoding::utf8},
    {"utf-16", PositionEncoding::utf16},
    {"utf-32", PositionEncoding::utf32},
}};

std::uint32_t units(const CodePoint& point, PositionEncoding encoding) {
  if (encoding == PositionEncoding::utf8) return static_cast<std::uint32_t>(point.bytes);
  const bool is_pair =
      encoding == PositionEncoding::utf16 && point.is_valid && point.value > 0xFFFF;
  return is_pair ? 2 : 1;
}

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

/// Whether a line begins at an offset: after LF, and after CR where LF does not follow.
bool begins_line(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  if (text[at - 1] == '\n') return true;
  return text[at - 1] == '\r' && (at == text.size() || text[at] != '\n');
}

/// Adds the offsets from `at` to `end`, itself too, at which lines begin.
void find_begins(std::string_view text, std::size_t at, std::size_t end,
                 std::vector<std::uint32_t>& begins) {
  while (at <= end) {
    if (begins_line(text, at)) begins.push_back(static_cast<std::uint32_t>(at));
    // The next one is after the next end of a line.
    while (at < end && !is_line_end(text[at])) ++at;
    ++at;
  }
}

}  // namespace

PositionEncoding encoding_for(const Json& names) {
  if (!names.is_array()) return PositionEncoding::utf16;
  for (const Json& name : names) {
    for (const auto& [word, encoding] : kEncodings) {
      if (name == word) return encoding;
    }
  }
  return PositionEncoding::utf16;
}

std::string_view to_string(PositionEncoding encoding) {
  return kEncodings[static_cast<std::size_t>(encoding)].first;
}

Lines::Lines(std::string_view text) {
  find_begins(text, 0, text.size(), begins_);
}

std::uint32_t Lines::line_at(std::uint32_t offset) const {
  return static_cast<std::uint32_t>(std::ranges::upper_bound(begins_, offset) - begins_.begin()) -
         1;
}

std::uint32_t Lines::offset(std::string_view text, Place place, PositionEncoding encoding) const {
  const auto size = static_cast<std::uint32_t>(text.size());
  if (place.line >= begins_.size()) return size;
  std::uint32_t at = begins_[place.line];
  std::uint32_t end = place.line + 1 < begins_.size() ? begins_[place.line + 1] : size;
  while (end > at && is_line_end(text[end - 1])) --end;
  for (std::uint32_t left = place.character; left > 0 && at < end;) {
    const CodePoint point = decode_utf8(text.substr(at));
    const std::uint32_t width = units(point, encoding);
    if (width > left) break;
    left -= width;
    at += static_cast<std::uint32_t>(point.bytes);
  }
  return at;
}

void Lines::replace(std::string_view text, ByteRange old, std::uint32_t size) {
  const auto first = std::ranges::lower_bound(begins_, old.begin);
  const auto after = std::ranges::upper_bound(begins_, old.end);
  const std::uint32_t removed = old.end - old.begin;
  for (auto later = after; later != begins_.end(); ++later) *later = *later - removed + size;
  std::vector<std::uint32_t> between;
  find_begins(text, old.begin, old.begin + size, between);
  const auto at = begins_.erase(first, after);
  begins_.insert(at, between.begin(), between.end());
}

Place Places::place(std::uint32_t offset) {
  const std::uint32_t line = lines_.line_at(offset);
  const bool goes_on = line == last_.line && offset >= last_offset_;
  std::uint32_t at = goes_on ? last_offset_ : lines_.begin(line);
  std::uint32_t character = goes_on ? last_.character : 0;
  while (at < offset) {
    const CodePoint point = decode_utf8(text_.substr(at));
    at += static_cast<std::uint32_t>(point.bytes);
    character += units(point, encoding_);
  }
  last_offset_ = at;
  last_ = {line, character};
  return last_;
}

Json Places::range(ByteRange range) {
  const auto json = [](Place place) {
    return Json{{"line", place.line}, {"character", place.character}};
  };
  Json begin = json(place(range.begin));
  return {{"start", std::move(begin)}, {"end", json(place(std::max(range.begin, range.end)))}};
}

}  // namespace lint::editor
