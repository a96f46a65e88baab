#include "lint/template/mask.hpp"

#include <algorithm>
#include <optional>

#include "lint/template/lines.hpp"

namespace lint::input {
namespace {

class Masker {
 public:
  Masker(std::string_view text, const Actions& actions, const MaskPlan& plan)
      : text_(text), actions_(actions), plan_(plan), view_(text, actions, plan), out_(text) {}

  MaskedTemplate run() {
    take_over_hidden(0, static_cast<Offset>(text_.size()));
    for (std::size_t i = 0; i < view_.lines().size(); ++i) line(i);
    for (const TemplateLine& line : view_.lines()) empty_if_blank(line);
    return {std::move(out_), view_.lines(), std::move(covered_)};
  }

 private:
  using Offset = std::uint32_t;

  const std::vector<TemplateLine>& lines() const { return view_.lines(); }

  /// What the view does not show is blank.
  void take_over_hidden(Offset begin, Offset end) {
    for (Offset at = begin; at < end; ++at) {
      if (view_[at] == ' ') out_[at] = ' ';
    }
  }

  void blank(Offset begin, Offset end) { std::fill(out_.begin() + begin, out_.begin() + end, ' '); }

  void blank_actions(Offset begin, Offset end) {
    for (Offset at = begin; at < end; ++at) {
      if (is_action(view_[at])) out_[at] = ' ';
    }
  }

  void place_holder(Offset begin, Offset end) {
    if (end - begin < kPlaceholder.size()) return blank(begin, end);
    out_.replace(begin, kPlaceholder.size(), kPlaceholder);
    std::fill(out_.begin() + begin + static_cast<std::ptrdiff_t>(kPlaceholder.size()),
              out_.begin() + end, '_');
  }

  void line(std::size_t i) {
    const TemplateLine& line = lines()[i];
    if (plan_.dropped.contains(line.begin)) return blank(line.begin, line.end);
    if (!line.has_text() || plan_.cleared.contains(line.begin)) {
      return blank_unless_value(line);
    }
    blank_actions(line.begin, line.start);
    Offset at = line.start;
    Offset column = view_.column(line);
    bool of_item = false;
    if (view_.is_shifted(line)) shift(line.begin + column, line.start);
    while (at < line.end && view_[at] == '-' && (at + 1 == line.end || is_blank(view_[at + 1]))) {
      of_item = true;
      if (at != line.start) column = at - line.begin;
      const Offset content = view_.skip_blanks(at + 1, line.end);
      const Offset next =
          view_.skip(content, line.end, [](char c) { return is_blank(c) || c == kControl; });
      if (next == line.end || view_.has_value_block(content, line.end)) {
        at = content;
        break;
      }
      blank_actions(content, next);
      if (next > content && !plan_.kept.contains(line.begin)) {
        shift(content + view_.rendered_column(content, next), next);
      }
      at = next;
    }
    if (at == line.end) return;
    const auto colon = view_.find_colon(at, line.end);
    if (!colon) return value(i, at, column, of_item);
    if (of_item) column = at - line.begin;
    fill_outputs(at, *colon);
    value(i, *colon + 1, column, false);
  }

  /// Leaves alone what a key above took as its value (R10).
  void blank_unless_value(const TemplateLine& line) {
    for (Offset at = line.begin; at < line.end; ++at) {
      if (is_action(view_[at]) && !(at >= taken_.begin && at < taken_.end)) out_[at] = ' ';
    }
  }

  /// R7: makes what stands at `to` begin at `from` for YAML, by an anchor before it.
  void shift(Offset from, Offset to) {
    if (text_.substr(to).starts_with("---")) {
      blank(to, to + 3);
      out_.replace(from, 3, "---");
      return;
    }
    if (view_[to] == '-' && (to + 1 == text_.size() || is_blank(view_[to + 1]))) {
      out_[from] = '-';
      out_[to] = ' ';
      from += 2;
      while (to + 1 < text_.size() && is_blank(view_[to + 1])) ++to;
      ++to;
      if (to >= text_.size() || view_[to] == '\n') return;
    }
    if (to - from < 3) return;
    out_[from] = '&';
    std::fill(out_.begin() + from + 1, out_.begin() + to - 1, '_');
    out_[to - 1] = ' ';
  }

  void value(std::size_t i, Offset at, Offset column, bool of_item) {
    const Offset end = lines()[i].end;
    const Offset glue = at;
    at = view_.skip_blanks(at, end);
    if (at == end || view_[at] == '#') return value_below(i, column, of_item);
    if (view_[at] == '"' || view_[at] == '\'') {
      const Offset close = view_.quote_end(at, end);
      inline_actions(at + 1, close);
      return blank_actions(close, end);
    }
    if (view_.is_block_header(at, end)) {
      blank_actions(at, end);
      return value_below(i, column, of_item);
    }
    const Offset behind = view_.skip(at, end, [](char c) { return is_blank(c) || is_action(c); });
    if (behind == end || (view_[behind] == '#' && is_blank(view_[behind - 1]))) {
      return whole_value(i, at, behind, glue == at && !of_item, column, of_item);
    }
    if (const auto block = view_.open_block(at, end); block && view_.is_text_only(at, block->end)) {
      return cover(i, at, *block);
    }
    if (view_[at] == '[' || view_[at] == '{') return flow(at, end);
    inline_actions(at, end);
  }

  /// A value of nothing but actions: R0, R3, R4, R6.
  void whole_value(std::size_t i, Offset at, Offset end, bool is_glued, Offset column,
                   bool of_item) {
    while (end > at && !is_action(view_[end - 1])) --end;
    const auto block = view_.open_block(at, end);
    const bool is_deeper = view_.is_deeper_below(i, column, of_item);
    if (block && view_.next_text(i) < lines().size() &&
        lines()[view_.next_text(i)].begin < block->end && (!is_deeper || !of_item) &&
        view_.is_text_only(at, block->end)) {
      return cover(i, at, *block);
    }
    if (block && is_deeper) hide_values(*block);
    const bool writes = view_.bytes().substr(at, end - at).find(kOutput) != std::string_view::npos;
    if (is_deeper || !writes) {
      blank_actions(at, end);
      if (!is_deeper) value_below(i, column, of_item);
    } else {
      place_holder(at + (is_glued ? 1 : 0), end);
      if (is_glued) out_[at] = ' ';
    }
  }

  /// R10. Only a key that has nothing deeper below it has its value in the actions there.
  void value_below(std::size_t i, Offset column, bool of_item) {
    if (of_item || view_.is_deeper_below(i, column, false)) return;
    for (std::size_t j = i + 1; j < std::min(view_.next_text(i), lines().size()); ++j) {
      const TemplateLine& line = lines()[j];
      const Offset first = view_.skip(line.begin, line.end, [](char c) { return c != kOutput; });
      if (first == line.end) continue;
      const Offset end = view_.skip(first, line.end, [](char c) { return c == kOutput; });
      const Offset begin = std::max(first, line.begin + column + 1);
      if (begin + kPlaceholder.size() > end) continue;
      place_holder(begin, end);
      blank(first, begin);
      taken_ = {first, end};
      return;
    }
  }

  /// R6: one placeholder on the line of the key for a block and all that it shows.
  void cover(std::size_t i, Offset at, ByteRange block) {
    covered_.push_back({at, block.end});
    place_holder(at, lines()[i].end);
    view_.hide_lines(i + 1, block.end);
    take_over_hidden(lines()[i].end, block.end);
  }

  /// Beside branches with keys, one that is only a value, such as `{}`, decides nothing and would
  /// be read as more of the text above it.
  void hide_values(ByteRange block) {
    const auto open = view_.first_action(block.begin);
    Offset begin = open->range.end;
    for (auto action = open + 1; action != actions_.all.end(); ++action) {
      if (action->range.begin >= block.end) break;
      if (action->block != open->block) continue;
      const ByteRange branch{begin, action->range.begin};
      const auto after = std::ranges::upper_bound(lines(), branch.begin, {}, &TemplateLine::begin);
      const auto i = static_cast<std::size_t>(after - lines().begin()) - 1;
      begin = action->range.end;
      if (lines()[i].start < branch.begin) continue;
      if (!view_.is_text_only(branch.begin, branch.end)) continue;
      covered_.push_back(branch);
      view_.hide_lines(i, branch.end);
      take_over_hidden(lines()[i].begin, branch.end);
    }
  }

  /// R3 within a value: a block that is opened and closed there, and holds no key, is one
  /// placeholder with all that it shows.
  void inline_actions(Offset begin, Offset end) {
    for (auto action = view_.first_action(begin); action != actions_.all.end(); ++action) {
      if (action->range.begin >= end) break;
      if (!is_action(view_[action->range.begin]) || action->range.begin < begin) continue;
      if (action->kind == ActionKind::open) {
        const ByteRange block = actions_.blocks[action->block].range;
        if (block.end <= end && !view_.is_structure(block)) {
          place_holder(block.begin, block.end);
          begin = block.end;
          continue;
        }
      }
      if (action->kind == ActionKind::output) {
        place_holder(action->range.begin, action->range.end);
      } else {
        blank(action->range.begin, action->range.end);
      }
    }
  }

  void fill_outputs(Offset begin, Offset end) {
    for (auto action = view_.first_action(begin); action != actions_.all.end(); ++action) {
      if (action->range.begin >= end) break;
      if (!is_action(view_[action->range.begin])) continue;
      if (action->kind == ActionKind::output) {
        place_holder(action->range.begin, action->range.end);
      } else {
        blank(action->range.begin, action->range.end);
      }
    }
  }

  /// A flow collection. A comma that a condition writes between items may come before the first.
  void flow(Offset begin, Offset end) {
    fill_outputs(begin, end);
    const std::string_view shown = view_.bytes().substr(begin, end - begin);
    if (shown.find(kControl) == std::string_view::npos) return;
    char before = '\0';
    for (Offset at = begin; at < end; ++at) {
      if (is_blank(out_[at])) continue;
      const bool is_extra = out_[at] == ',' && (before == '[' || before == '{' || before == ',');
      if (is_extra) out_[at] = ' ';
      if (!is_extra) before = out_[at];
    }
  }

  /// Spaces on an empty line would count as the indentation of a block scalar that begins with it;
  /// line ends do not.
  void empty_if_blank(const TemplateLine& line) {
    const std::string_view masked =
        std::string_view(out_).substr(line.begin, line.end - line.begin);
    if (masked == text_.substr(line.begin, masked.size())) return;
    if (!std::ranges::all_of(masked, is_blank)) return;
    std::fill(out_.begin() + line.begin, out_.begin() + line.end, '\n');
  }

  std::string_view text_;
  const Actions& actions_;
  const MaskPlan& plan_;
  TemplateView view_;
  std::string out_;
  std::vector<ByteRange> covered_;
  ByteRange taken_;  // the action that a key above has as its value
};

}  // namespace

MaskedTemplate mask_template(std::string_view text, const Actions& actions, const MaskPlan& plan) {
  return Masker(text, actions, plan).run();
}

}  // namespace lint::input
