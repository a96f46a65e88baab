#include "lint/template/detect.hpp"

#include <algorithm>
#include <optional>

#include "lint/text/byte_set.hpp"

namespace lint::templates {
namespace {

constexpr ByteSet kBeforeWord(" \t[{,:(");

/// Goes through the lines of a YAML text that may not be readable, each once.
class Detector {
 public:
  Detector(std::string_view text, const Actions& actions) : text_(text), actions_(actions) {}

  bool has_bare_action() {
    enter_line(0);
    for (const Action& action : actions_.all) {
      const std::size_t at = action.range.begin;
      if (at < begin_) continue;
      if (end_ < at) skip_to_root_line(at);
      while (end_ < at) {
        pass_line();
        enter_line(end_ + 1);
      }
      if (!is_in_block_scalar(at) && is_bare(at)) return true;
    }
    return false;
  }

 private:
  /// Enters the last line before `at` that begins with text at column 0, if one comes after this
  /// line: no block scalar from above goes on there.
  void skip_to_root_line(std::size_t at) {
    for (std::size_t end = text_.rfind('\n', at - 1); end != text_.npos && end > end_;
         end = text_.rfind('\n', end - 1)) {
      const char first = text_[end + 1];
      if (first != '\n' && is_text(first)) return enter_line(end + 1);
    }
  }

  static bool is_text(char c) { return c != ' ' && c != '\t' && c != '\r'; }

  void enter_line(std::size_t begin) {
    begin_ = seen_ = begin;
    end_ = std::min(text_.find('\n', begin), text_.size());
    const std::string_view line = text_.substr(begin, end_ - begin);
    column_ = static_cast<std::size_t>(std::ranges::find_if(line, is_text) - line.begin());
    quote_ = '\0';
    is_comment_ = false;
  }

  /// Keeps track of the block scalar that the line begins or ends.
  void pass_line() {
    std::string_view line = text_.substr(begin_, end_ - begin_);
    if (column_ == line.size()) return;
    if (block_column_ && column_ > *block_column_) return;
    block_column_.reset();
    line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    const std::size_t header = line.find_last_not_of("0123456789+-");
    if (header == std::string_view::npos || header < 2 || line[header - 1] != ' ') return;
    if (line[header] == '|' || line[header] == '>') {
      const std::size_t key = line.find_first_not_of("- ", column_);
      const bool has_key = line.find(": ", column_) < header;
      block_column_ = has_key ? key : column_;
    }
  }

  bool is_in_block_scalar(std::size_t at) const {
    return block_column_ && std::min(column_, at - begin_) > *block_column_;
  }

  /// Whether the offset is outside of the quotes and the comment of its line. Offsets must be asked
  /// about in their order.
  bool is_bare(std::size_t at) {
    for (; seen_ < at && !is_comment_; ++seen_) {
      const char c = text_[seen_];
      const char before = seen_ == begin_ ? ' ' : text_[seen_ - 1];
      if (quote_ != '\0') {
        if (c == '\\' && quote_ == '"') ++seen_;
        if (c == quote_) quote_ = '\0';
      } else if ((c == '"' || c == '\'') && kBeforeWord.contains(before)) {
        quote_ = c;
      } else if (c == '#' && (before == ' ' || before == '\t')) {
        is_comment_ = true;
      }
    }
    const bool is_expression = at > begin_ && text_[at - 1] == '$';
    return !is_comment_ && quote_ == '\0' && !is_expression;
  }

  std::string_view text_;
  const Actions& actions_;
  std::optional<std::size_t> block_column_;  // of the key whose block scalar goes on
  // The line that is gone through, and what is known of it up to `seen_`.
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t column_ = 0;  // of its first text
  std::size_t seen_ = 0;
  char quote_ = '\0';  // that is open
  bool is_comment_ = false;
};

}  // namespace

bool has_bare_action(std::string_view text, const Actions& actions) {
  return Detector(text, actions).has_bare_action();
}

bool has_bare_unclosed(std::string_view text, const Actions& actions) {
  if (!actions.unclosed) return false;
  Actions unclosed;
  unclosed.all.push_back({{*actions.unclosed, *actions.unclosed + 2}});
  return has_bare_action(text, unclosed);
}

bool is_template(const Written& written, Role role) {
  if (!may_hold_action(written.text())) return false;
  const bool is_rendered = role == Role::chart_template || role == Role::chart_notes;
  return is_rendered || has_bare_action(written.text(), written.actions());
}

}  // namespace lint::templates
