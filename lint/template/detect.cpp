#include "lint/template/detect.hpp"

#include <algorithm>
#include <utility>

#include "lint/template/written.hpp"

namespace lint::input {
namespace {

/// Goes through the lines of a YAML text that may not be readable.
class Detector {
 public:
  Detector(std::string_view text, const Actions& actions) : text_(text), actions_(actions) {}

  bool has_bare_action() {
    std::size_t begin = 0;
    for (const Action& action : actions_.all) {
      const std::size_t at = action.range.begin;
      if (at < begin) continue;
      for (std::size_t end = line_end(begin); end < at; end = line_end(begin)) {
        pass_line(begin, end);
        begin = end + 1;
      }
      if (!is_in_block_scalar(begin, at) && is_bare(begin, at)) return true;
    }
    return false;
  }

 private:
  std::size_t line_end(std::size_t begin) const {
    return std::min(text_.find('\n', begin), text_.size());
  }

  std::size_t indent(std::size_t begin, std::size_t end) const {
    const auto is_text = [](char c) { return c != ' ' && c != '\t' && c != '\r'; };
    const std::string_view line = text_.substr(begin, end - begin);
    return static_cast<std::size_t>(std::ranges::find_if(line, is_text) - line.begin());
  }

  /// Keeps track of the block scalar that a line begins or ends.
  void pass_line(std::size_t begin, std::size_t end) {
    std::string_view line = text_.substr(begin, end - begin);
    const std::size_t column = indent(begin, end);
    if (column == line.size()) return;
    if (block_column_ && column > *block_column_) return;
    block_column_.reset();
    line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    const std::size_t header = line.find_last_not_of("0123456789+-");
    if (header == std::string_view::npos || header < 2 || line[header - 1] != ' ') return;
    if (line[header] == '|' || line[header] == '>') {
      const std::size_t key = line.find_first_not_of("- ", column);
      const bool has_key = line.find(": ", column) < header;
      block_column_ = has_key ? key : column;
    }
  }

  bool is_in_block_scalar(std::size_t begin, std::size_t at) const {
    return block_column_ && indent(begin, at) > *block_column_;
  }

  /// Whether the offset is outside of the quotes and the comment of its line.
  bool is_bare(std::size_t begin, std::size_t at) const {
    char quote = '\0';
    for (std::size_t i = begin; i < at; ++i) {
      const char c = text_[i];
      const bool begins_word =
          i == begin || std::string_view(" \t[{,:(").find(text_[i - 1]) != std::string_view::npos;
      if (quote != '\0') {
        if (c == '\\' && quote == '"') ++i;
        if (c == quote) quote = '\0';
      } else if ((c == '"' || c == '\'') && begins_word) {
        quote = c;
      } else if (c == '#' && (i == begin || text_[i - 1] == ' ' || text_[i - 1] == '\t')) {
        return false;
      }
    }
    const bool is_expression = at > begin && text_[at - 1] == '$';
    return quote == '\0' && !is_expression;
  }

  std::string_view text_;
  const Actions& actions_;
  std::optional<std::size_t> block_column_;  // of the key whose block scalar goes on
};

}  // namespace

bool has_bare_action(std::string_view text, const Actions& actions) {
  return Detector(text, actions).has_bare_action();
}

std::optional<Actions> actions_of_template(std::string_view text, Role role) {
  if (!may_hold_action(text)) return std::nullopt;
  Actions actions = find_actions(text);
  const bool is_template = role == Role::chart_template || has_bare_action(text, actions);
  return is_template ? std::optional(std::move(actions)) : std::nullopt;
}

}  // namespace lint::input
