#include "lint/template/lines.hpp"

#include <algorithm>

namespace lint::input {

TemplateView::TemplateView(std::string_view text, const Actions& actions, const MaskPlan& plan)
    : text_(text), actions_(actions), plan_(plan), bytes_(text) {
  for (const Action& action : actions_.all) {
    if (action.kind == ActionKind::comment) {
      hide(action.range);
    } else {
      const char c = action.kind == ActionKind::output ? kOutput : kControl;
      std::fill(bytes_.begin() + action.range.begin, bytes_.begin() + action.range.end, c);
    }
  }
  std::uint32_t hidden = 0;
  for (const Block& block : actions_.blocks) {
    if (!block.is_define || block.range.begin < hidden) continue;
    hide(block.range);
    hidden = block.range.end;
  }
  for (const std::size_t branch : plan_.hidden) hide(actions_.branches[branch].body);
  for (std::uint32_t begin = 0; begin < bytes_.size();) {
    const auto end = static_cast<std::uint32_t>(std::min(bytes_.find('\n', begin), bytes_.size()));
    lines_.push_back(look_at(begin, end));
    begin = end + 1;
  }
  next_text_.assign(lines_.size(), lines_.size());
  find_next_texts(0, lines_.size());
}

void TemplateView::hide(ByteRange range) {
  for (std::uint32_t at = range.begin; at < range.end; ++at) {
    bytes_[at] = text_[at] == '\n' ? '\n' : ' ';
  }
}

void TemplateView::hide_lines(std::size_t first, std::uint32_t end) {
  std::size_t i = first;
  for (; i < lines_.size() && lines_[i].begin < end; ++i) {
    TemplateLine& line = lines_[i];
    hide({line.begin, std::min(end, line.end)});
    line = look_at(line.begin, line.end);
  }
  find_next_texts(first, i);
}

TemplateLine TemplateView::look_at(std::uint32_t begin, std::uint32_t end) const {
  TemplateLine line{begin, end, end};
  for (std::uint32_t at = begin; at < end; ++at) line.has_action |= is_action(bytes_[at]);
  if (plan_.dropped.contains(begin)) return line;
  std::uint32_t at = begin;
  bool has_control = false;
  for (; at < end && (is_blank(bytes_[at]) || bytes_[at] == kControl); ++at) {
    has_control |= bytes_[at] == kControl;
  }
  const std::uint32_t literal = skip(at, end, [](char c) { return is_blank(c) || is_action(c); });
  const bool is_comment = literal < end && bytes_[literal] == '#' &&
                          (literal == begin || is_blank(bytes_[literal - 1]) || literal == at);
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

void TemplateView::find_next_texts(std::size_t first, std::size_t last) {
  for (std::size_t i = last; i-- > std::max<std::size_t>(first, 1);) {
    next_text_[i - 1] = lines_[i].has_text() ? i : next_text_[i];
  }
}

bool TemplateView::is_shifted(const TemplateLine& line) const {
  return line.has_leading_control && !plan_.kept.contains(line.begin);
}

std::uint32_t TemplateView::column(const TemplateLine& line) const {
  return is_shifted(line) ? rendered_column(line.begin, line.start) : line.start - line.begin;
}

std::uint32_t TemplateView::rendered_column(std::uint32_t begin, std::uint32_t end) const {
  const std::uint32_t before = skip_blanks(begin, end) - begin;
  std::uint32_t behind = end;
  while (behind > begin && bytes_[behind - 1] != kControl) --behind;
  const bool is_trimmed = behind >= 3 && text_.substr(behind - 3, 3) == "-}}";
  return before + (is_trimmed ? 0 : end - behind);
}

bool TemplateView::is_item(const TemplateLine& line) const {
  return bytes_[line.start] == '-' &&
         (line.start + 1 == line.end || is_blank(bytes_[line.start + 1]));
}

bool TemplateView::is_deeper_below(std::size_t i, std::uint32_t column, bool of_item) const {
  if (next_text_[i] == lines_.size()) return false;
  const TemplateLine& below = lines_[next_text_[i]];
  const std::uint32_t there = this->column(below);
  return there > column || (there == column && !of_item && is_item(below));
}

std::optional<std::uint32_t> TemplateView::find_colon(std::uint32_t at, std::uint32_t end) const {
  const char first = bytes_[at];
  if (first == '"' || first == '\'') {
    const std::uint32_t behind = skip_blanks(std::min(quote_end(at, end) + 1, end), end);
    return behind < end && bytes_[behind] == ':' ? std::optional(behind) : std::nullopt;
  }
  if (first == '[' || first == '{') return std::nullopt;
  for (std::uint32_t i = at; i < end; ++i) {
    if (bytes_[i] == '#' && i > at && is_blank(bytes_[i - 1])) break;
    if (bytes_[i] != ':') continue;
    if (i + 1 == end || is_blank(bytes_[i + 1]) || is_glued_value(i + 1, end)) return i;
  }
  return std::nullopt;
}

bool TemplateView::is_glued_value(std::uint32_t at, std::uint32_t end) const {
  if (!is_action(bytes_[at])) return false;
  const std::uint32_t behind = skip(at, end, [](char c) { return is_blank(c) || is_action(c); });
  if (behind < end) return false;
  return bytes_[at] == kControl || text_.substr(at, end - at).find("nindent") != text_.npos;
}

std::uint32_t TemplateView::quote_end(std::uint32_t at, std::uint32_t end) const {
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

bool TemplateView::is_block_header(std::uint32_t at, std::uint32_t end) const {
  if (bytes_[at] != '|' && bytes_[at] != '>') return false;
  at = skip(at + 1, end, [](char c) { return (c >= '0' && c <= '9') || c == '+' || c == '-'; });
  at = skip(at, end, [](char c) { return is_blank(c) || is_action(c); });
  return at == end || bytes_[at] == '#';
}

std::optional<ByteRange> TemplateView::open_block(std::uint32_t at, std::uint32_t end) const {
  if (bytes_[at] != kControl) return std::nullopt;
  for (auto action = first_action(at); action != actions_.all.end(); ++action) {
    if (action->range.begin >= end) break;
    if (action->kind != ActionKind::open) continue;
    const ByteRange block = actions_.blocks[action->block].range;
    if (block.end > end) return block;
  }
  return std::nullopt;
}

bool TemplateView::has_value_block(std::uint32_t at, std::uint32_t end) const {
  if (at == end || bytes_[at] != kControl) return false;
  const auto action = first_action(at);
  if (action == actions_.all.end() || action->kind != ActionKind::open) return false;
  return is_text_only(at, actions_.blocks[action->block].range.end);
}

bool TemplateView::is_text_only(std::uint32_t begin, std::uint32_t end) const {
  bool has_text = false;
  bool at_line_begin = false;
  for (std::uint32_t at = begin; at < end; ++at) {
    const char c = bytes_[at];
    const bool ends_word = at + 1 == end || bytes_[at + 1] == '\n' || is_blank(bytes_[at + 1]);
    if (c == ':' && ends_word) return false;
    if (at_line_begin && c == '-' && ends_word) return false;
    if (c == '\n') {
      at_line_begin = true;
    } else if (!is_blank(c) && !is_action(c)) {
      has_text = true;
      at_line_begin = false;
    }
  }
  return has_text;
}

bool TemplateView::is_structure(ByteRange range) const {
  for (std::uint32_t at = range.begin; at + 1 < range.end; ++at) {
    if (bytes_[at] == ':' && (is_blank(bytes_[at + 1]) || is_action(bytes_[at + 1]))) {
      return at > range.begin && !is_action(bytes_[at - 1]);
    }
  }
  return false;
}

std::vector<Action>::const_iterator TemplateView::first_action(std::uint32_t from) const {
  return std::ranges::lower_bound(actions_.all, from, {},
                                  [](const Action& action) { return action.range.begin; });
}

}  // namespace lint::input
