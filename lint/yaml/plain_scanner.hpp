#pragma once
/// The lines and scalars of plain YAML: the part of yaml/plain that knows of no collections, but
/// for the column of the one that a scalar is in.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

#include "lint/search/near.hpp"
#include "lint/text/byte_set.hpp"
#include "lint/yaml/plain_scalar.hpp"

namespace lint::yaml {

/// Goes over a text from its begin to its end. Each function that returns a bool reads on from
/// `at_`, and says whether what it read is plain; nothing is to be asked after a `false`. The text
/// holds plain bytes only, and ends with LF, so that every search finds the end of a line at least.
class PlainScanner {
 protected:
  /// `lacks_line_end` says that the last LF is not the document's own.
  PlainScanner(std::string_view text, bool lacks_line_end)
      : text_(text), lacks_line_end_(lacks_line_end) {}

  char here() const { return text_[at_]; }
  bool is_at_end() const { return at_ == text_.size(); }

  static constexpr bool is_blank_or_end(char c) { return c == ' ' || c == '\n'; }
  static constexpr bool is_quote(char c) { return c == '"' || c == '\''; }
  static constexpr bool is_block(char c) { return c == '|' || c == '>'; }
  static constexpr bool is_opening(char c) { return c == '[' || c == '{'; }
  static constexpr bool is_closing(char c) { return c == ']' || c == '}'; }

  bool is_at_entry() const { return here() == '-' && is_blank_or_end(text_[at_ + 1]); }
  bool is_at_value() const { return here() == ':' && is_blank_or_end(text_[at_ + 1]); }

  /// `---` and `...` at the begin of a line belong to the stream, whatever is around them.
  bool is_marker() const {
    const std::string_view rest = text_.substr(at_);
    return column_ == 0 && (rest.starts_with("---") || rest.starts_with("..."));
  }

  // --- Lines ---

  std::size_t first_text(std::size_t from) const {
    return find_near(text_, from, [](auto c) LINT_INLINE { return c != ' '; });
  }

  std::size_t line_end() const {
    return find_near(text_, at_, [](auto c) LINT_INLINE { return c == '\n'; });
  }

  void skip_blanks() {
    while (here() == ' ') ++at_;
  }

  /// Whether nothing but a comment follows, where a blank stands before this.
  bool is_line_done() const { return here() == '\n' || here() == '#'; }

  /// What may follow a quote or bracket that ends a value.
  bool end_line() {
    const std::size_t end = at_;
    skip_blanks();
    if (here() != '\n' && (here() != '#' || at_ == end)) return false;
    next_line();
    return true;
  }

  void next_line() {
    at_ = line_end() + 1;
    to_text();
  }

  /// From the begin of a line to the next text that is no comment. A tab is text, which nothing
  /// begins with.
  void to_text() {
    has_comment_ = false;
    while (!is_at_end()) {
      line_ = at_;
      at_ = first_text(at_);
      if (here() != '\n' && here() != '#') break;
      has_comment_ = has_comment_ || here() == '#';
      at_ = line_end() + 1;
    }
    column_ = static_cast<std::uint32_t>(at_ - line_);
  }

  /// An anchor, and the blanks that part it from what it stands before on its line. libyaml takes
  /// no other names.
  bool skip_anchor() {
    const auto is_name = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             c == '_' || c == '-';
    };
    const std::size_t begin = ++at_;
    while (is_name(here())) ++at_;
    if (at_ == begin || here() != ' ') return false;
    skip_blanks();
    return true;
  }

  // --- Plain scalars ---

  /// Whether plain text begins here. A `-` is an entry of a sequence where a blank follows; `?` may
  /// begin text, too, but hardly ever does.
  bool begins_plain() const {
    static constexpr ByteSet kNever("\t\n ,[]{}#&*!|>'\"%@`?");
    static constexpr ByteSet kEndsSign("\t\n ");
    if (here() != '-' && here() != ':') return !kNever.contains(here());
    return !kEndsSign.contains(text_[at_ + 1]);
  }

  /// Where plain text ends that begins here or above: at a `: `, a ` #` or the line's end. At a
  /// tab, too, which nothing goes on after.
  std::size_t plain_end() const {
    for (std::size_t at = at_;; ++at) {
      at = find_near(text_, at, [](auto c) LINT_INLINE {
        return (c == ':') | (c == '#') | (c == '\n') | (c == '\t');
      });
      const char c = text_[at];
      const bool goes_on =
          (c == ':' && !is_blank_or_end(text_[at + 1])) || (c == '#' && text_[at - 1] != ' ');
      if (!goes_on) return at;
    }
  }

  /// The plain scalar from `begin` to here, without the blanks at its end.
  PlainScalar plain(std::size_t begin) const {
    std::size_t end = at_;
    while (text_[end - 1] == ' ') --end;
    PlainScalar scalar;
    scalar.begin = scalar.seen = static_cast<std::uint32_t>(begin);
    scalar.end = static_cast<std::uint32_t>(end);
    return scalar;
  }

  /// The rest of a plain value whose first line ends here, and the lines after it: it goes on in
  /// every one that is deeper than `parent`, up to a comment. In these a `: ` is a mistake.
  bool end_plain(std::size_t begin, std::uint32_t parent, PlainScalar& scalar) {
    if (here() == ':' || here() == '\t') return false;
    scalar = plain(begin);
    bool may_go_on = here() == '\n';
    next_line();
    while (may_go_on && !has_comment_ && !is_at_end() && column_ > parent) {
      at_ = plain_end();
      if (here() == ':' || here() == '\t') return false;
      scalar = plain(begin);
      scalar.is_verbatim = false;
      may_go_on = here() == '\n';
      next_line();
    }
    return true;
  }

  /// A plain scalar between brackets, on one line, up to the sign that ends it.
  bool plain_in_flow(PlainScalar& scalar) {
    const std::size_t begin = at_;
    const bool is_sign = here() == ':' || (here() == '-' && is_flow_sign(text_[at_ + 1]));
    if (!begins_plain() || is_sign) return false;
    for (;; ++at_) {
      at_ = find_near(text_, at_, [](auto c) LINT_INLINE {
        return (c == ',') | (c == '[') | (c == ']') | (c == '{') | (c == '}') | (c == ':') |
               (c == '#') | (c == '?') | (c == '\n') | (c == '\t');
      });
      const char next = text_[at_ + 1 < text_.size() ? at_ + 1 : at_];
      const bool goes_on = (here() == ':' && !is_blank_or_end(next) && !is_flow_sign(next)) ||
                           (here() == '#' && text_[at_ - 1] != ' ');
      if (!goes_on) break;
    }
    scalar = plain(begin);
    return here() != '#' && here() != '?' && here() != '\t';
  }

  // --- Quoted scalars ---

  /// What a quoted scalar needs to go on in another line: to be deeper than this.
  static constexpr std::uint32_t kOneLine = std::numeric_limits<std::uint32_t>::max();

  /// A quoted scalar, up to the byte after its closing quote.
  bool quoted(std::uint32_t parent, PlainScalar& scalar) {
    const char quote = here();
    scalar.form = quote == '"' ? ScalarForm::double_quoted : ScalarForm::single_quoted;
    scalar.begin = scalar.seen = static_cast<std::uint32_t>(at_++);
    while (true) {
      at_ = quote == '"' ? in_double_quotes() : in_single_quotes();
      if (is_closing_quote(quote)) break;
      scalar.is_verbatim = false;
      if (here() == '\n') {
        if (!next_quoted_line(quote, parent)) return false;
      } else if (here() == '\\') {
        if (!escape(quote, parent)) return false;
      } else {
        at_ += 2;
      }
    }
    scalar.end = static_cast<std::uint32_t>(++at_);
    return true;
  }

  // --- Blocks ---

  /// A literal or folded block that is the value of what stands at the column `parent`, and all
  /// lines up to the next text.
  bool block(std::uint32_t parent, PlainScalar& scalar) {
    scalar.form = ScalarForm::block;
    scalar.is_verbatim = false;
    scalar.begin = scalar.seen = static_cast<std::uint32_t>(at_);
    scalar.margin = parent;
    if (!block_header(scalar.margin)) return false;
    if (scalar.margin == parent && !find_margin(scalar.margin)) return false;
    if (scalar.margin > parent) {
      if (!skip_block_lines(scalar.margin)) return false;
    } else {
      skip_blank_lines();
      scalar.margin = std::numeric_limits<std::uint32_t>::max();
    }
    // Readers end a block's last line by themselves, or do not.
    if (is_at_end() && lacks_line_end_) return false;
    scalar.end = static_cast<std::uint32_t>(at_);
    to_text();
    return true;
  }

  std::string_view text_;
  bool lacks_line_end_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;      // where the line of at_ begins
  std::uint32_t column_ = 0;  // of the line's first text
  /// Whether a comment stands between the text before this line and it.
  bool has_comment_ = false;

 private:
  static bool is_flow_sign(char c) {
    return c == ',' || c == '?' || is_opening(c) || is_closing(c);
  }

  std::size_t in_double_quotes() const {
    return find_near(text_, at_,
                     [](auto c) LINT_INLINE { return (c == '"') | (c == '\\') | (c == '\n'); });
  }

  std::size_t in_single_quotes() const {
    return find_near(text_, at_, [](auto c) LINT_INLINE { return (c == '\'') | (c == '\n'); });
  }

  bool is_closing_quote(char quote) const {
    return here() == quote && (quote == '"' || text_[at_ + 1] != quote);
  }

  bool escape(char quote, std::uint32_t parent) {
    ++at_;
    if (here() == '\n') return next_quoted_line(quote, parent);
    const std::size_t length = plain_escape(text_.substr(at_));
    at_ += length;
    return length > 0;
  }

  /// Goes to the text of the next line of a quoted scalar, which has to be deeper than `parent`.
  /// Where the quote closes before any, readers differ.
  bool next_quoted_line(char quote, std::uint32_t parent) {
    std::size_t begin = at_;
    while (here() == '\n') {
      begin = ++at_;
      if (is_at_end()) return false;
      skip_blanks();
    }
    return at_ - begin > parent && here() != '\t' && !is_closing_quote(quote);
  }

  /// `|` or `>`, with a digit that says how much deeper the text stands, and a `-` or `+`, in
  /// either order; leaves the line. Readers differ on `>+`.
  bool block_header(std::uint32_t& margin) {
    const char style = text_[at_++];
    const auto chomping = [&] {
      const bool is_chomped = here() == '-' || (here() == '+' && style == '|');
      if (is_chomped) ++at_;
      return is_chomped;
    };
    const bool is_first = chomping();
    if (here() >= '1' && here() <= '9') margin += static_cast<std::uint32_t>(text_[at_++] - '0');
    if (!is_first) chomping();
    if (!is_blank_or_end(here())) return false;
    skip_blanks();
    if (!is_line_done()) return false;
    at_ = line_end() + 1;
    return true;
  }

  /// Makes `margin` the column of the first text of a block if it is deeper. A tab before that text
  /// is a mistake, and so is a blank line that is deeper.
  bool find_margin(std::uint32_t& margin) const {
    std::uint32_t deepest = 0;
    for (std::size_t begin = at_; begin < text_.size();) {
      const std::size_t text = first_text(begin);
      const auto column = static_cast<std::uint32_t>(text - begin);
      if (text_[text] != '\n') {
        if (column <= margin) return true;
        margin = column;
        return deepest <= column && text_[text] != '\t';
      }
      deepest = std::max(deepest, column);
      begin = text + 1;
    }
    return true;
  }

  /// Goes after the last line of a block's text, and the blank lines below it.
  bool skip_block_lines(std::uint32_t margin) {
    while (!is_at_end()) {
      const std::size_t text = first_text(at_);
      const bool is_deep = text - at_ >= margin;
      if (!is_deep && text_[text] == '\t') return false;
      if (!is_deep && text_[text] != '\n') break;
      at_ = text;
      at_ = line_end() + 1;
    }
    return true;
  }

  void skip_blank_lines() {
    while (!is_at_end() && text_[first_text(at_)] == '\n') at_ = first_text(at_) + 1;
  }
};

}  // namespace lint::yaml
