#pragma once
/// The lines of a template: which of its bytes are text and which are actions, and where the text
/// of each line begins.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"
#include "lint/template/actions.hpp"

namespace lint::templates {

/// What each byte of an action reads as: of one that writes something, and of one that only decides
/// what is written, or writes no more than the indentation of what follows. Comments and the bodies
/// of definitions read as blanks.
inline constexpr char kOutput = '\x01';
inline constexpr char kControl = '\x02';

constexpr bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}
constexpr bool is_action(char c) {
  return c == kOutput || c == kControl;
}
constexpr bool is_blank_or_action(char c) {
  return is_blank(c) || is_action(c);
}

/// A line that an action spans goes on to the end of the line on which the action ends.
struct TemplateLine {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  /// Where its text begins; `end` when it has none. Control actions are no text, output actions are
  /// if literal text follows; comments of YAML are none.
  std::uint32_t start = 0;
  /// Whether control actions stand before its text.
  bool has_leading_control = false;
  /// Whether control actions stand before its text or before that of its item, so that its text may
  /// be rendered at another column than it has here.
  bool can_shift = false;
  bool has_action = false;
  bool has_text() const { return start < end; }
};

/// Offsets are bytes of the template. Ranges lie within one line unless something else is said.
class TemplateLines {
 public:
  /// Nothing is shown of `hidden_branches`, which are indices into the branches of the actions, and
  /// lines that begin at one of `dropped_lines` have no text. All arguments must outlive this.
  TemplateLines(std::string_view text, const Actions& actions,
                const std::set<std::size_t>& hidden_branches,
                const std::set<std::uint32_t>& dropped_lines);

  char operator[](std::uint32_t at) const { return bytes_[at]; }
  /// As long as the template; what is not shown is blank.
  std::string_view bytes() const { return bytes_; }
  const std::vector<TemplateLine>& all() const { return lines_; }
  /// Index of the line that the offset is on.
  std::size_t line_at(std::uint32_t offset) const;
  /// The first line after this one that has text; the number of lines when none has.
  std::size_t next_text(std::size_t line) const { return next_text_[line]; }

  /// Shows no more of a range of any lines. It must begin where a line begins, or where the last
  /// range ended that was hidden on that line.
  void hide(ByteRange range);

  template <typename Predicate>
  std::uint32_t skip(std::uint32_t at, std::uint32_t end, Predicate is_skipped) const {
    while (at < end && is_skipped(bytes_[at])) ++at;
    return at;
  }
  std::uint32_t skip_blanks(std::uint32_t at, std::uint32_t end) const {
    return skip(at, end, is_blank);
  }

  /// Whether the dash of an item stands at `at`.
  bool is_dash(std::uint32_t at, std::uint32_t line_end) const {
    return bytes_[at] == '-' && (at + 1 == line_end || is_blank(bytes_[at + 1]));
  }
  bool is_item(const TemplateLine& line) const { return is_dash(line.start, line.end); }
  /// The column at which text at `end` is rendered that only blanks and control actions precede
  /// from `begin` on.
  std::uint32_t rendered_column(std::uint32_t begin, std::uint32_t end) const;
  /// The colon after a key that begins at `at`.
  std::optional<std::uint32_t> find_colon(std::uint32_t at, std::uint32_t end) const;
  /// The closing quote of what is opened at `at`, or `end`.
  std::uint32_t quote_end(std::uint32_t at, std::uint32_t end) const;
  /// Whether the header of a block scalar is all that stands from `at` on.
  bool is_block_header(std::uint32_t at, std::uint32_t end) const;

  /// Whether a range of any lines holds text, and none that is a key or an item. What was hidden
  /// after construction must not be asked about.
  bool is_text_only(ByteRange range) const;
  /// Whether a block within a value holds a key.
  bool holds_key(ByteRange block) const;

 private:
  void take_actions(const Actions& actions);
  /// Whether the action at the begin of a line writes but blanks before the line's text, as
  /// `{{ print "" }}  type: x` does; notes them.
  bool writes_indentation(const Action& action, bool begins_line);
  void blank(ByteRange range);
  /// `from` is where to begin to look; there is nothing before it on the line.
  TemplateLine look_at(ByteRange line, std::uint32_t from) const;
  /// For the lines before those of [first, last), as far as the latter are their next text.
  void find_next_texts(std::size_t first, std::size_t last);
  void find_indicators();
  /// Whether what stands right after a colon is a value that begins with a line end when rendered.
  bool is_glued_value(std::uint32_t at, std::uint32_t end) const;
  bool holds_item(ByteRange range) const;

  std::string_view text_;
  const std::set<std::uint32_t>& dropped_lines_;
  std::string bytes_;
  std::vector<TemplateLine> lines_;
  std::vector<std::size_t> next_text_;
  /// Where actions that write indentation end, and what each writes.
  std::map<std::uint32_t, std::string> indentations_;
  // Where text has the indicators of keys and items, as of construction, so that blocks within
  // blocks need not be gone through once for each block around them.
  std::vector<std::uint32_t> colons_;        // before a blank or a line's end
  std::vector<std::uint32_t> glued_colons_;  // before an action
  std::vector<std::uint32_t> dashes_;        // first on their line, but for blanks and actions
};

}  // namespace lint::templates
