#pragma once
/// Places as the protocol counts them: 0-based lines, which end at LF, CRLF or CR, and characters
/// in code units of an encoding (LSP 3.17, "Position").

#include <cstdint>
#include <string_view>
#include <vector>

#include "lint/editor/json.hpp"
#include "lint/finding.hpp"

namespace lint::editor {

enum class PositionEncoding : std::uint8_t { utf8, utf16, utf32 };

/// The first encoding that a client names and that is known; UTF-16 where it names none.
PositionEncoding encoding_for(const Json& names);
std::string_view to_string(PositionEncoding encoding);

struct Place {
  std::uint32_t line = 0;
  std::uint32_t character = 0;
};

/// Where the lines of a text begin.
class Lines {
 public:
  explicit Lines(std::string_view text);

  /// The byte offset of a place. What is past a line's end is its end, and what is past the last
  /// line is the text's end; a place within a character is that character's begin.
  std::uint32_t offset(std::string_view text, Place place, PositionEncoding encoding) const;

  /// The text is now `text`, in which `size` bytes took the place of those in `old`.
  void replace(std::string_view text, ByteRange old, std::uint32_t size);

  std::uint32_t count() const { return static_cast<std::uint32_t>(begins_.size()); }
  std::uint32_t begin(std::uint32_t line) const { return begins_[line]; }
  /// The line that an offset stands in.
  std::uint32_t line_at(std::uint32_t offset) const;

 private:
  std::vector<std::uint32_t> begins_;
};

/// Turns offsets into places. Those that come in the order of the text take one way through it,
/// however long its lines are.
class Places {
 public:
  /// All must live as long.
  Places(std::string_view text, const Lines& lines, PositionEncoding encoding)
      : text_(text), lines_(lines), encoding_(encoding) {}

  Place place(std::uint32_t offset);
  /// The JSON of a range.
  Json range(ByteRange range);

 private:
  std::string_view text_;
  const Lines& lines_;
  PositionEncoding encoding_;
  std::uint32_t last_offset_ = 0;
  Place last_;
};

}  // namespace lint::editor
