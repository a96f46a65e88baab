#pragma once
/// A template as its mask looks at it: which bytes are text, which are actions, and what stands
/// where on a line.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/template/actions.hpp"
#include "lint/template/mask.hpp"

namespace lint::input {

/// What stands for a byte of an action that is shown. What is not shown is a blank.
inline constexpr char kOutput = '\x01';
inline constexpr char kControl = '\x02';

constexpr bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}
constexpr bool is_action(char c) {
  return c == kOutput || c == kControl;
}

/// Offsets are those of the template; ranges are of one line unless something else is said.
class TemplateView {
 public:
  TemplateView(std::string_view text, const Actions& actions, const MaskPlan& plan);

  char operator[](std::uint32_t at) const { return bytes_[at]; }
  std::string_view bytes() const { return bytes_; }
  const std::vector<TemplateLine>& lines() const { return lines_; }
  /// The first line behind this one that has text; the number of lines when none has.
  std::size_t next_text(std::size_t line) const { return next_text_[line]; }

  /// Shows no more of the lines from `first` on, up to the offset `end`.
  void hide_lines(std::size_t first, std::uint32_t end);

  template <typename Predicate>
  std::uint32_t skip(std::uint32_t at, std::uint32_t end, Predicate is_skipped) const {
    while (at < end && is_skipped(bytes_[at])) ++at;
    return at;
  }
  std::uint32_t skip_blanks(std::uint32_t at, std::uint32_t end) const {
    return skip(at, end, is_blank);
  }

  /// Whether R7 moves the line's text to where it will be rendered, and the column of that text.
  bool is_shifted(const TemplateLine& line) const;
  std::uint32_t column(const TemplateLine& line) const;
  /// The column of what stands at `end` when the control actions before it have written nothing.
  std::uint32_t rendered_column(std::uint32_t begin, std::uint32_t end) const;

  /// Whether the text below a line belongs to the key, or the item, at this column of it.
  bool is_deeper_below(std::size_t line, std::uint32_t column, bool of_item) const;
  /// The colon behind a key that begins at `at`.
  std::optional<std::uint32_t> find_colon(std::uint32_t at, std::uint32_t end) const;
  /// The closing quote of what is opened at `at`, or `end`.
  std::uint32_t quote_end(std::uint32_t at, std::uint32_t end) const;
  bool is_block_header(std::uint32_t at, std::uint32_t end) const;

  /// The first action at or behind the offset.
  std::vector<Action>::const_iterator first_action(std::uint32_t from) const;
  /// The block that is opened first in a range that begins with an action, and closed behind it.
  std::optional<ByteRange> open_block(std::uint32_t at, std::uint32_t end) const;
  /// Whether the block that begins an item holds no keys or items, and is all of it.
  bool has_value_block(std::uint32_t at, std::uint32_t end) const;
  /// Whether a range of any lines holds text, and none that is a key or an item.
  bool is_text_only(std::uint32_t begin, std::uint32_t end) const;
  /// Whether a block within a value holds a key.
  bool is_structure(ByteRange block) const;

 private:
  void hide(ByteRange range);
  TemplateLine look_at(std::uint32_t begin, std::uint32_t end) const;
  /// For the lines before those of [first, last), as far as the latter are their next text.
  void find_next_texts(std::size_t first, std::size_t last);
  bool is_item(const TemplateLine& line) const;
  /// Whether what stands right behind a colon is a value that brings its own line end.
  bool is_glued_value(std::uint32_t at, std::uint32_t end) const;

  std::string_view text_;
  const Actions& actions_;
  const MaskPlan& plan_;
  std::string bytes_;
  std::vector<TemplateLine> lines_;
  std::vector<std::size_t> next_text_;
};

}  // namespace lint::input
