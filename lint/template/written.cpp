#include "lint/template/written.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "lint/search/search.hpp"
#include "lint/template/dialects.hpp"
#include "lint/template/pipeline.hpp"
#include "lint/text/byte_set.hpp"
#include "lint/text/text.hpp"

namespace lint::templates {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kClose = "}}";
constexpr std::string_view kQuotesAndBlanks = " \t\r\n\"'";

/// The column at which an action writes: what `nindent` says, or where it stands.
std::size_t column_of(std::string_view action, std::size_t written_at) {
  constexpr std::string_view kIndent = "nindent ";
  const std::size_t at = action.rfind(kIndent);
  if (at == action.npos) return written_at;
  std::size_t column = 0;
  for (const char c : action.substr(at + kIndent.size(), 4)) {
    if (c < '0' || c > '9') break;
    column = column * 10 + static_cast<std::size_t>(c - '0');
  }
  return column;
}

/// Where the lines begin that an action writes, and whether it says so itself: what does not indent
/// its lines may write them anywhere.
struct Indent {
  std::size_t column = 0;
  bool is_sure = false;
};

Indent indent_of(std::string_view action, std::size_t written_at) {
  constexpr std::string_view kIndent = "indent ";
  const std::size_t at = action.rfind(kIndent);
  if (at == action.npos) return {written_at, false};
  const std::size_t column = column_of(action, written_at);
  if (at > 0 && action[at - 1] == 'n') return {column, true};
  const std::string as_nindent = "n" + std::string(action.substr(at));
  return {written_at + column_of(as_nindent, 0), true};
}

/// Whether the begin of a line holds nothing but blanks and whole actions.
bool is_blank_but_for_actions(std::string_view before) {
  while (true) {
    const std::size_t open = before.find_first_not_of(" \t");
    if (open == before.npos) return true;
    if (!before.substr(open).starts_with(kOpenBraces)) return false;
    const std::size_t close = before.find(kClose, open);
    if (close == before.npos) return false;
    before.remove_prefix(close + kClose.size());
  }
}

/// Whether an expression is all that is given to a definition, or to a template of the chart.
bool is_whole_parameter(const Expression& expression) {
  const bool is_root = expression.kind == Expression::Kind::dot ||
                       (expression.kind == Expression::Kind::variable && expression.text == "$");
  return is_root && expression.path.empty();
}

/// Whether a condition asks for something that is not one of Helm's own objects
/// (helm.sh/docs/chart_template_guide/builtin_objects): the parameter or a field of it, or a
/// variable. What is handed on as it is, as in `include "web.enabled" .`, is mostly the chart's.
bool asks_for_parameter(const Expression& condition) {
  constexpr std::array kObjects{"Values"sv,       "Release"sv,  "Chart"sv,
                                "Capabilities"sv, "Template"sv, "Files"sv};
  const bool is_variable = condition.kind == Expression::Kind::variable;
  if (is_whole_parameter(condition) || (is_variable && condition.text != "$")) return true;
  if (is_variable || condition.kind == Expression::Kind::dot) {
    return std::ranges::find(kObjects, condition.path.front()) == kObjects.end();
  }
  const bool hands_on = condition.kind == Expression::Kind::call &&
                        (condition.text == "include" || condition.text == "tpl");
  return std::ranges::any_of(condition.arguments, [&](const Expression& argument) {
    return !(hands_on && is_whole_parameter(argument)) && asks_for_parameter(argument);
  });
}

}  // namespace

bool may_hold_action(std::string_view text) {
  return find_open_braces(text) < text.size();
}

bool has_action(std::string_view text) {
  static constexpr ByteSet kBegins("{\xEE");  // of braces and of the placeholder
  if (kBegins.first_in(text) == text.size()) return false;
  if (text.find(kPlaceholder) != text.npos) return true;
  return text.find(kOpenBraces) != text.npos && text.find(kClose) != text.npos;
}

bool is_action_mapping(std::string_view mapping, std::size_t first_key) {
  return mapping.starts_with(kOpenBraces) && first_key == 1;
}

std::size_t leading_action(std::string_view text, std::size_t longest) {
  if (!text.starts_with(kOpenBraces)) return 0;
  const std::size_t end = text.substr(0, longest).find(kClose);
  return end == text.npos ? 0 : end + kClose.size();
}

std::vector<std::string_view> constants_in(std::string_view action) {
  std::vector<std::string_view> constants;
  for (std::size_t begin = action.find('"'); begin != action.npos;) {
    const std::size_t end = action.find('"', begin + 1);
    if (end == action.npos) break;
    constants.push_back(action.substr(begin + 1, end - begin - 1));
    begin = action.find('"', end + 1);
  }
  return constants;
}

std::vector<std::string_view> texts_between(std::string_view block) {
  std::vector<std::string_view> texts;
  std::size_t begin = 0;
  while (begin < block.size()) {
    const std::size_t end = std::min(block.find(kOpenBraces, begin), block.size());
    std::string_view word = block.substr(begin, end - begin);
    const std::size_t first = word.find_first_not_of(kQuotesAndBlanks);
    // What an action follows without a blank is a part of a word, and not all of it.
    const bool is_apart = begin > 0 || word.ends_with('\n') || word.ends_with(' ');
    if (first != word.npos && is_apart) {
      texts.push_back(word.substr(first, word.find_last_not_of(kQuotesAndBlanks) + 1 - first));
    }
    const std::size_t close = block.find(kClose, end);
    if (close == block.npos) break;
    // Mustache writes three braces for what it does not escape.
    begin = std::min(block.find_first_not_of('}', close), block.size());
  }
  return texts;
}

const Actions& Written::actions() const {
  std::call_once(is_searched_, [this] {
    actions_ = role_ == Role::chart_template ? find_actions(text_) : find_actions_of_any(text_);
  });
  return actions_;
}

/// Found once: each reading of a template asks for the same ones.
const std::vector<Written::Constant>& Written::constants() const {
  std::call_once(has_constants_, [this] {
    for (const Action& action : actions().all) {
      if (!may_write_constant((*this)[action.range])) continue;
      auto word = rendered_word((*this)[action.range]);
      if (word) constants_.push_back({action.range, std::move(*word)});
    }
  });
  return constants_;
}

ByteRange Written::with_action(ByteRange range) const {
  const auto& all = actions().all;
  const auto after = std::ranges::upper_bound(
      all, range.begin, {}, [](const Action& action) { return action.range.begin; });
  if (after == all.begin()) return range;
  const ByteRange action = (after - 1)->range;
  if (action.end < range.begin + kClose.size()) return range;
  return {action.begin, std::max(range.end, action.end)};
}

std::string_view Written::with_block(ByteRange range) const {
  constexpr std::uint32_t kLongestBlock = 4096;
  const ByteRange whole = with_action(range);
  const auto& all = actions().all;
  const auto first = std::ranges::lower_bound(
      all, whole.begin, {}, [](const Action& action) { return action.range.begin; });
  const bool begins_block =
      first != all.end() && first->range.begin == whole.begin && first->kind == ActionKind::open;
  if (!begins_block) return (*this)[whole];
  const std::uint32_t end = actions().blocks[first->block].range.end;
  return (*this)[{whole.begin, std::max(whole.end, std::min(end, whole.begin + kLongestBlock))}];
}

const Surroundings& Written::surroundings() const {
  std::call_once(has_surroundings_, [this] {
    surroundings_ = std::make_unique<Surroundings>(text_, actions(), chart_);
  });
  return *surroundings_;
}

Rendered Written::rendered(ByteRange range) const {
  const ByteRange whole = with_action(range);
  std::string_view part = with_block(range);
  const bool is_quoted = part.size() > 1 && (part[0] == '"' || part[0] == '\'');
  if (is_quoted && part.ends_with(part[0])) part = part.substr(1, part.size() - 2);
  return surroundings().render(part, whole.begin);
}

std::vector<Action>::const_iterator Written::first_action(std::uint32_t from) const {
  return std::ranges::lower_bound(actions().all, from, {},
                                  [](const Action& action) { return action.range.begin; });
}

bool Written::writes_in(ByteRange range) const {
  for (auto action = first_action(range.begin); action != actions().all.end(); ++action) {
    if (action->range.begin >= range.end) break;
    if (action->kind == ActionKind::output) return true;
  }
  return false;
}

std::vector<ByteRange> Written::lines_written_in(ByteRange range, std::size_t column) const {
  constexpr std::string_view kBlanks = " \t\r";
  std::vector<ByteRange> lines;
  for (auto action = first_action(range.begin); action != actions().all.end(); ++action) {
    const auto [begin, end] = action->range;
    if (begin >= range.end) break;
    if (action->kind != ActionKind::output) continue;
    const std::size_t line = text_.rfind('\n', begin) + 1;
    const std::size_t before = text_.find_first_not_of(kBlanks, line);
    const std::size_t after = std::min(text_.find_first_not_of(kBlanks, end), text_.size());
    const bool is_alone = before == begin && (after == text_.size() || text_[after] == '\n');
    if (is_alone && column_of((*this)[action->range], begin - line) >= column) {
      lines.push_back(action->range);
    }
  }
  return lines;
}

bool Written::writes_at(ByteRange range, std::size_t column) const {
  for (auto action = first_action(range.begin); action != actions().all.end(); ++action) {
    const auto [begin, end] = action->range;
    if (begin >= range.end) break;
    if (action->kind != ActionKind::output) continue;
    const std::size_t line = text_.rfind('\n', begin) + 1;
    if (!is_blank_but_for_actions(text_.substr(line, begin - line))) continue;
    const auto written = indent_of((*this)[action->range], begin - line);
    if (written.is_sure ? written.column == column : written.column <= column) return true;
  }
  return false;
}

bool Written::is_in_block(std::uint32_t offset, std::uint32_t since) const {
  for (auto action = first_action(since); action != actions().all.end(); ++action) {
    if (action->range.begin >= offset) break;
    const bool opens = action->kind == ActionKind::open;
    if (opens && actions().blocks[action->block].range.end > offset) return true;
  }
  return false;
}

bool Written::depends_on_parameter(std::uint32_t offset) const {
  bool asks = false;
  for (auto action = first_action(offset); action != actions().all.begin();) {
    --action;
    if (action->block == kNoBlock) continue;
    const Block& block = actions().blocks[action->block];
    if (block.range.end <= offset) continue;
    if (action->kind == ActionKind::define) return asks;
    const bool decides = action->kind == ActionKind::open || action->kind == ActionKind::middle;
    if (asks || !decides) continue;
    const ParsedAction parsed = parse_action((*this)[action->range]);
    asks = parsed.pipeline && asks_for_parameter(*parsed.pipeline);
  }
  return false;
}

bool Written::comes_with(std::uint32_t offset, std::uint32_t other) const {
  const auto holds = [](const Branch& branch, std::uint32_t at) {
    return branch.body.begin <= at && at < branch.body.end;
  };
  return std::ranges::none_of(actions().branches, [&](const Branch& branch) {
    return holds(branch, other) && !holds(branch, offset);
  });
}

bool Written::begins_line_in(ByteRange range) const {
  for (auto action = first_action(range.begin); action != actions().all.end(); ++action) {
    const std::uint32_t begin = action->range.begin;
    if (begin >= range.end) break;
    const std::size_t line = text_.rfind('\n', begin) + 1;
    const std::string_view before = text_.substr(line, begin - line);
    const bool is_first = before.find_first_not_of(" \t-") == before.npos;
    if (is_first && action->kind != ActionKind::comment) return true;
  }
  return false;
}

bool Written::hides(ByteRange range, const Patterns& patterns) const {
  if (actions().unclosed && patterns.are_in((*this)[range])) return true;
  auto constant = std::ranges::lower_bound(constants(), range.begin, {},
                                           [](const Constant& each) { return each.range.begin; });
  // Where another part of the text takes all for its own, such as a comment that nothing closes,
  // the actions of this part are known to itself alone.
  if (constant == constants().end() || constant->range.begin >= range.end) {
    return may_write_words((*this)[range]);
  }
  // The text from the first constant's line on, with what constants write.
  std::string spelt;
  const std::size_t line = text_.rfind('\n', constant->range.begin) + 1;
  std::uint32_t at = std::max(range.begin, static_cast<std::uint32_t>(line));
  for (; constant != constants().end() && constant->range.begin < range.end; ++constant) {
    const std::string_view action = (*this)[constant->range];
    spelt += (*this)[{at, std::max(at, constant->range.begin)}];
    append_written(spelt, action, constant->word);
    const std::string_view rest = trimmed_after(action, text_.substr(constant->range.end));
    at = static_cast<std::uint32_t>(text_.size() - rest.size());
  }
  spelt += (*this)[{at, std::max(at, range.end)}];
  return patterns.are_in(spelt);
}

}  // namespace lint::templates
