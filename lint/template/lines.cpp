#include "lint/template/lines.hpp"

#include <algorithm>

namespace lint::templates {
namespace {

/// The first offset of a sorted list that is not before `from`; `none` when all are.
std::uint32_t first_from(const std::vector<std::uint32_t>& offsets, std::uint32_t from,
                         std::uint32_t none) {
  const auto found = std::ranges::lower_bound(offsets, from);
  return found == offsets.end() ? none : *found;
}

}  // namespace

TemplateLines::TemplateLines(std::string_view text, const Actions& actions,
                             const std::set<std::size_t>& hidden_branches,
                             const std::set<std::uint32_t>& dropped_lines)
    : text_(text), dropped_lines_(dropped_lines), bytes_(text) {
  take_actions(actions);
  // A branch stands after those that it holds: from the last to the first, each is blanked once.
  std::uint32_t hidden_from = static_cast<std::uint32_t>(bytes_.size()) + 1;
  for (auto branch = hidden_branches.rbegin(); branch != hidden_branches.rend(); ++branch) {
    const ByteRange body = actions.branches[*branch].body;
    if (body.begin >= hidden_from) continue;
    blank(body);
    hidden_from = body.begin;
  }
  for (std::uint32_t begin = 0; begin < bytes_.size();) {
    const auto end = static_cast<std::uint32_t>(std::min(bytes_.find('\n', begin), bytes_.size()));
    lines_.push_back(look_at({begin, end}, begin));
    begin = end + 1;
  }
  next_text_.assign(lines_.size(), lines_.size());
  find_next_texts(0, lines_.size());
  find_indicators();
}

void TemplateLines::take_actions(const Actions& actions) {
  // Whether the line of `looked_to` holds nothing up to there but blanks and control actions.
  bool begins_line = true;
  std::uint32_t looked_to = 0;
  const auto writes_nothing = [](char c) { return is_blank(c) || c == kControl; };
  for (const Action& action : actions.all) {
    if (looked_to < action.range.begin) {
      std::string_view before(bytes_);
      before = before.substr(looked_to, action.range.begin - looked_to);
      const std::size_t line_end = before.rfind('\n');
      const bool is_same_line = line_end == before.npos;
      if (!is_same_line) before.remove_prefix(line_end + 1);
      begins_line = (begins_line || !is_same_line) && std::ranges::all_of(before, writes_nothing);
      looked_to = action.range.begin;
    }
    if (action.kind == ActionKind::comment) {
      blank(action.range);
    } else {
      const bool writes =
          action.kind == ActionKind::output && !writes_indentation(action, begins_line);
      const char c = writes ? kOutput : kControl;
      std::fill(bytes_.begin() + action.range.begin, bytes_.begin() + action.range.end, c);
    }
  }
  std::uint32_t blank_to = 0;
  for (const Block& block : actions.blocks) {
    if (!block.is_define || block.range.begin < blank_to) continue;
    blank(block.range);
    blank_to = block.range.end;
  }
}

bool TemplateLines::writes_indentation(const Action& action, bool begins_line) {
  if (!begins_line) return false;
  const auto [begin, end] = action.range;
  const std::size_t literal = text_.find_first_not_of(" \t", end);
  if (literal == text_.npos || std::string_view("\r\n{:").find(text_[literal]) != text_.npos) {
    return false;
  }
  const auto written = written_constant(text_.substr(begin, end - begin));
  if (written) {
    if (!std::ranges::all_of(*written, [](char c) { return is_blank(c) || c == '\n'; }))
      return false;
    indentations_.emplace(end, *written);
    return true;
  }
  // What a blank and a key follow is no part of the key.
  const std::size_t key_end = text_.find_first_of(": \t\n{", literal);
  return literal > end && key_end != text_.npos && text_[key_end] == ':' &&
         (key_end + 1 == text_.size() ||
          std::string_view(" \t\r\n").find(text_[key_end + 1]) != text_.npos);
}

void TemplateLines::blank(ByteRange range) {
  for (std::uint32_t at = range.begin; at < range.end; ++at) {
    bytes_[at] = text_[at] == '\n' ? '\n' : ' ';
  }
}

TemplateLine TemplateLines::look_at(ByteRange range, std::uint32_t from) const {
  const std::uint32_t end = range.end;
  TemplateLine line{range.begin, end, end};
  const std::string_view shown = std::string_view(bytes_).substr(from, end - from);
  line.has_action = shown.find(kControl) != shown.npos || shown.find(kOutput) != shown.npos;
  if (dropped_lines_.contains(range.begin)) return line;
  bool has_control = false;
  std::uint32_t at = from;
  for (; at < end && (is_blank(bytes_[at]) || bytes_[at] == kControl); ++at) {
    has_control |= bytes_[at] == kControl;
  }
  const std::uint32_t literal = skip(at, end, is_blank_or_action);
  const bool is_comment =
      literal < end && bytes_[literal] == '#' &&
      (literal == range.begin || is_blank(bytes_[literal - 1]) || literal == at);
  if (literal == end || is_comment) return line;
  line.start = at;
  line.has_leading_control = has_control;
  line.can_shift = has_control;
  if (is_item(line)) {
    const std::uint32_t content = skip_blanks(line.start + 1, end);
    line.can_shift |= content < end && bytes_[content] == kControl;
  }
  return line;
}

void TemplateLines::find_next_texts(std::size_t first, std::size_t last) {
  for (std::size_t i = last; i-- > std::max<std::size_t>(first, 1);) {
    next_text_[i - 1] = lines_[i].has_text() ? i : next_text_[i];
  }
}

void TemplateLines::find_indicators() {
  for (std::size_t at = bytes_.find(':'); at != bytes_.npos; at = bytes_.find(':', at + 1)) {
    const char next = at + 1 == bytes_.size() ? '\n' : bytes_[at + 1];
    if (next == '\n' || is_blank(next)) colons_.push_back(static_cast<std::uint32_t>(at));
    if (is_action(next)) glued_colons_.push_back(static_cast<std::uint32_t>(at));
  }
  for (const TemplateLine& line : lines_) {
    const std::uint32_t first = skip(line.begin, line.end, is_blank_or_action);
    if (first < line.end && is_dash(first, line.end)) dashes_.push_back(first);
  }
}

std::size_t TemplateLines::line_at(std::uint32_t offset) const {
  const auto after = std::ranges::upper_bound(lines_, offset, {}, &TemplateLine::begin);
  return static_cast<std::size_t>(after - lines_.begin()) - 1;
}

void TemplateLines::hide(ByteRange range) {
  if (range.begin >= range.end) return;
  blank(range);
  const std::size_t first = line_at(range.begin);
  std::size_t i = first;
  for (; i < lines_.size() && lines_[i].begin < range.end; ++i) {
    const auto [begin, end] = ByteRange{lines_[i].begin, lines_[i].end};
    // What was hidden is passed over but for a line end within an action: it counts as text.
    const auto is_hidden = [](char c) { return c != '\n'; };
    const std::uint32_t from =
        skip(std::max(begin, range.begin), std::min(end, range.end), is_hidden);
    lines_[i] = look_at({begin, end}, from);
  }
  find_next_texts(first, i);
}

std::uint32_t TemplateLines::rendered_column(std::uint32_t begin, std::uint32_t end) const {
  std::uint32_t before = skip_blanks(begin, end) - begin;
  std::uint32_t after = end;
  while (after > begin && bytes_[after - 1] != kControl) --after;
  const bool is_trimmed = after >= 3 && text_.substr(after - 3, 3) == "-}}";
  for (auto at = indentations_.lower_bound(begin); at != indentations_.end(); ++at) {
    if (at->first > end) break;
    // What is hidden writes nothing, and of an action that is hidden only the end may be here.
    if (bytes_[at->first - 1] != kControl) continue;
    const std::size_t line = at->second.rfind('\n');
    const auto size = static_cast<std::uint32_t>(at->second.size());
    before =
        line == std::string::npos ? before + size : size - static_cast<std::uint32_t>(line) - 1;
  }
  return before + (is_trimmed ? 0 : end - after);
}

std::optional<std::uint32_t> TemplateLines::find_colon(std::uint32_t at, std::uint32_t end) const {
  const char first = bytes_[at];
  if (first == '"' || first == '\'') {
    const std::uint32_t after = skip_blanks(std::min(quote_end(at, end) + 1, end), end);
    return after < end && bytes_[after] == ':' ? std::optional(after) : std::nullopt;
  }
  if (first == '[' || first == '{') return std::nullopt;
  for (std::uint32_t i = at; i < end; ++i) {
    if (bytes_[i] == '#' && i > at && is_blank(bytes_[i - 1])) break;
    if (bytes_[i] != ':') continue;
    if (i + 1 == end || is_blank(bytes_[i + 1]) || is_glued_value(i + 1, end)) return i;
  }
  return std::nullopt;
}

bool TemplateLines::is_glued_value(std::uint32_t at, std::uint32_t end) const {
  if (!is_action(bytes_[at]) || skip(at, end, is_blank_or_action) < end) return false;
  return bytes_[at] == kControl || text_.substr(at, end - at).find("nindent") != text_.npos;
}

std::uint32_t TemplateLines::quote_end(std::uint32_t at, std::uint32_t end) const {
  const char quote = bytes_[at];
  for (std::uint32_t i = at + 1; i < end; ++i) {
    if (quote == '"' && bytes_[i] == '\\') {
      ++i;
    } else if (bytes_[i] == quote) {
      if (quote == '"' || i + 1 == end || bytes_[i + 1] != quote) return i;
      ++i;
    }
  }
  return end;
}

bool TemplateLines::is_block_header(std::uint32_t at, std::uint32_t end) const {
  if (bytes_[at] != '|' && bytes_[at] != '>') return false;
  at = skip(at + 1, end, [](char c) { return (c >= '0' && c <= '9') || c == '+' || c == '-'; });
  at = skip(at, end, is_blank_or_action);
  return at == end || bytes_[at] == '#';
}

bool TemplateLines::is_text_only(ByteRange range) const {
  const auto [begin, end] = range;
  if (begin >= end || bytes_[end - 1] == ':') return false;
  if (first_from(colons_, begin, end) < end || holds_item(range)) return false;
  const auto is_no_text = [](char c) { return is_blank_or_action(c) || c == '\n'; };
  return skip(begin, end, is_no_text) < end;
}

/// A dash on the line of the range's begin is none of an item: it goes on with a value.
bool TemplateLines::holds_item(ByteRange range) const {
  const std::uint32_t next_line = lines_[line_at(range.begin)].end + 1;
  if (next_line >= range.end) return false;
  if (first_from(dashes_, next_line, range.end) < range.end) return true;
  // At the end of the range nothing need follow the dash.
  std::uint32_t last = range.end - 1;
  if (bytes_[last] != '-') return false;
  while (last > next_line && is_blank_or_action(bytes_[last - 1])) --last;
  return bytes_[last - 1] == '\n';
}

bool TemplateLines::holds_key(ByteRange block) const {
  const std::uint32_t colon = std::min(first_from(colons_, block.begin, block.end),
                                       first_from(glued_colons_, block.begin, block.end));
  return colon > block.begin && colon + 1 < block.end && !is_action(bytes_[colon - 1]);
}

}  // namespace lint::templates
