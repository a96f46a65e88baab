#include "lint/template/mask.hpp"

#include <algorithm>
#include <utility>

namespace lint::templates {
namespace {

/// Goes through the lines from the first to the last, as what a line decides changes lines below.
class Masker {
 public:
  Masker(std::string_view text, const Actions& actions, const MaskPlan& plan)
      : text_(text),
        actions_(actions),
        plan_(plan),
        lines_(text, actions, plan.hidden, plan.dropped),
        out_(text) {}

  MaskedTemplate run() {
    take_over_hidden(0, static_cast<Offset>(text_.size()));
    for (std::size_t i = 0; i < lines_.all().size(); ++i) mask_line(i);
    for (const TemplateLine& line : lines_.all()) empty_if_blank(line);
    return {std::move(out_), lines_.all(), std::move(covered_)};
  }

 private:
  using Offset = std::uint32_t;

  /// What a value belongs to: the column of its key, or of the dash of its item.
  struct Owner {
    Offset column;
    bool is_item;
  };

  const TemplateLine& line_of(std::size_t i) const { return lines_.all()[i]; }

  // What actions become.

  void blank(Offset begin, Offset end) { std::fill(out_.begin() + begin, out_.begin() + end, ' '); }

  void blank_actions(Offset begin, Offset end) {
    for (Offset at = begin; at < end; ++at) {
      if (is_action(lines_[at])) out_[at] = ' ';
    }
  }

  /// What the lines do not show is blank.
  void take_over_hidden(Offset begin, Offset end) {
    const std::string_view shown = lines_.bytes().substr(begin, end - begin);
    // By pointers that no write can change: the compiler makes vectors of it.
    char* const out = out_.data() + begin;
    for (std::size_t i = 0; i < shown.size(); ++i) out[i] = shown[i] == ' ' ? ' ' : out[i];
  }

  void put_placeholder(Offset begin, Offset end) {
    if (end - begin < kPlaceholder.size()) return blank(begin, end);
    out_.replace(begin, kPlaceholder.size(), kPlaceholder);
    std::fill(out_.begin() + begin + static_cast<std::ptrdiff_t>(kPlaceholder.size()),
              out_.begin() + end, '_');
  }

  void mask_action(const Action& action) {
    const auto [begin, end] = action.range;
    action.kind == ActionKind::output ? put_placeholder(begin, end) : blank(begin, end);
  }

  /// Masks each action of the range on its own, as far as it is shown.
  void mask_actions(Offset begin, Offset end) {
    for (auto action = first_action(begin); action != actions_.all.end(); ++action) {
      if (action->range.begin >= end) break;
      if (is_action(lines_[action->range.begin])) mask_action(*action);
    }
  }

  // Where text is rendered.

  /// Whether R7 moves the line's text to the column at which it is rendered.
  bool is_shifted(const TemplateLine& line) const {
    return line.has_leading_control && !plan_.kept.contains(line.begin);
  }

  /// The column of the line's text in the masked template.
  Offset column_of(const TemplateLine& line) const {
    return is_shifted(line) ? lines_.rendered_column(line.begin, line.start)
                            : line.start - line.begin;
  }

  /// Whether the text below a line belongs to the owner, which stands on it.
  bool is_deeper_below(std::size_t i, Owner owner) const {
    const std::size_t next = lines_.next_text(i);
    if (next == lines_.all().size()) return false;
    const TemplateLine& below = line_of(next);
    const Offset column = column_of(below);
    return column > owner.column ||
           (column == owner.column && !owner.is_item && lines_.is_item(below));
  }

  // Which blocks decide a value.

  /// The first action that does not begin before the offset.
  std::vector<Action>::const_iterator first_action(Offset from) const {
    return std::ranges::lower_bound(actions_.all, from, {},
                                    [](const Action& action) { return action.range.begin; });
  }

  /// The block that is opened first in a range that begins with a control action, of those that
  /// are closed after the range; null when there is none.
  const Block* open_block(Offset at, Offset end) const {
    if (lines_[at] != kControl) return nullptr;
    for (auto action = first_action(at); action != actions_.all.end(); ++action) {
      if (action->range.begin >= end) break;
      if (action->kind != ActionKind::open) continue;
      const Block& block = actions_.blocks[action->block];
      if (block.range.end > end) return &block;
    }
    return nullptr;
  }

  /// Whether an item begins at `at` with a block that holds no more than text.
  bool has_value_block(Offset at, Offset end) const {
    if (at == end || lines_[at] != kControl) return false;
    const auto action = first_action(at);
    if (action == actions_.all.end() || action->kind != ActionKind::open) return false;
    return lines_.is_text_only({at, actions_.blocks[action->block].range.end});
  }

  // The parts of a line, from the left to the right.

  void mask_line(std::size_t i) {
    const TemplateLine& line = line_of(i);
    if (plan_.dropped.contains(line.begin)) return blank(line.begin, line.end);
    if (!line.has_text() || plan_.cleared.contains(line.begin)) return blank_unless_value(line);
    // Without an action on it or below it, nothing is to be masked.
    if (!line.has_action && lines_.next_text(i) == i + 1) return;
    blank_actions(line.begin, line.start);
    Owner owner{column_of(line), false};
    if (is_shifted(line)) shift(line.begin + owner.column, line.start);
    const Offset at = mask_dashes(line, owner);
    if (at == line.end) return;
    const auto colon = lines_.find_colon(at, line.end);
    if (!colon) return mask_value(i, at, owner);
    if (owner.is_item) owner = {at - line.begin, false};
    mask_key(at, *colon);
    mask_value(i, *colon + 1, owner);
  }

  /// R3: control actions in a key choose between several. With a colon before them, other readings
  /// show the keys one by one.
  void mask_key(Offset begin, Offset end) {
    is_choice(begin, end) ? put_placeholder(begin, end) : mask_actions(begin, end);
  }

  /// A key that may be a path is shown, for how it ends may tell enough.
  bool is_choice(Offset begin, Offset end) const {
    auto action = first_action(begin);
    const auto last = first_action(end);
    while (action != last && lines_[action->range.begin] != kControl) ++action;
    const std::string_view key = lines_.bytes().substr(begin, end - begin);
    return action != last && key.find_first_of(":./[") == key.npos;
  }

  /// Leaves alone what a key above took as its value (R10).
  void blank_unless_value(const TemplateLine& line) {
    for (Offset at = line.begin; at < line.end; ++at) {
      const bool is_value = at >= r10_value_.begin && at < r10_value_.end;
      if (is_action(lines_[at]) && !is_value) out_[at] = ' ';
    }
  }

  /// Masks the control actions after the dashes that begin the line's text. Returns where the
  /// content of the last dash's item begins, and makes that item the owner.
  Offset mask_dashes(const TemplateLine& line, Owner& owner) {
    Offset at = line.start;
    while (at < line.end && lines_.is_dash(at, line.end)) {
      owner = {at == line.start ? owner.column : at - line.begin, true};
      const Offset content = lines_.skip_blanks(at + 1, line.end);
      const Offset next =
          lines_.skip(content, line.end, [](char c) { return is_blank(c) || c == kControl; });
      if (next == line.end || has_value_block(content, line.end)) return content;
      blank_actions(content, next);
      if (next > content && !plan_.kept.contains(line.begin)) {
        shift(content + lines_.rendered_column(content, next), next);
      }
      at = next;
    }
    return at;
  }

  /// R7: makes what stands at `to` begin at `from` for YAML, by an anchor before it. What an anchor
  /// may not precede, a dash or a separator of documents, moves itself.
  void shift(Offset from, Offset to) {
    // Nothing moves to the right: what stands there would be overwritten.
    if (from >= to) return;
    const auto size = static_cast<Offset>(text_.size());
    if (text_.substr(to).starts_with("---")) {
      blank(to, to + 3);
      out_.replace(from, 3, "---");
      return;
    }
    if (lines_.is_dash(to, size)) {
      out_[from] = '-';
      out_[to] = ' ';
      from += 2;
      to = lines_.skip_blanks(to + 1, size);
      if (to == size || lines_[to] == '\n') return;
    }
    if (to - from < 3) return;
    out_[from] = '&';
    std::fill(out_.begin() + from + 1, out_.begin() + to - 1, '_');
    out_[to - 1] = ' ';
  }

  // A value, which begins somewhere after `at`.

  void mask_value(std::size_t i, Offset at, Owner owner) {
    const Offset end = line_of(i).end;
    const bool is_glued = !owner.is_item && at < end && !is_blank(lines_[at]);
    at = lines_.skip_blanks(at, end);
    if (at == end || lines_[at] == '#') return take_value_below(i, owner);
    if (lines_[at] == '"' || lines_[at] == '\'') {
      const Offset close = lines_.quote_end(at, end);
      mask_inline(at + 1, close);
      return blank_actions(close, end);  // R8
    }
    if (lines_.is_block_header(at, end)) {
      blank_actions(at, end);  // R5
      return take_value_below(i, owner);
    }
    const Offset after = lines_.skip(at, end, is_blank_or_action);
    if (after == end || (lines_[after] == '#' && is_blank(lines_[after - 1]))) {
      return mask_whole_value(i, at, after, is_glued, owner);
    }
    const Block* block = open_block(at, end);
    if (block != nullptr && lines_.is_text_only({at, block->range.end})) {
      return cover(i, at, block->range.end);
    }
    if (lines_[at] == '[' || lines_[at] == '{') return mask_flow(at, end);
    mask_inline(at, end);
  }

  /// A value of nothing but actions: R0, R3, R4, R6. `is_glued` says that no blank stands between
  /// it and its key's colon.
  void mask_whole_value(std::size_t i, Offset at, Offset end, bool is_glued, Owner owner) {
    while (end > at && !is_action(lines_[end - 1])) --end;
    const Block* block = open_block(at, end);
    const bool is_deeper = is_deeper_below(i, owner);
    if (block != nullptr && (!is_deeper || !owner.is_item) && has_text_below(i, *block) &&
        lines_.is_text_only({at, block->range.end})) {
      return cover(i, at, block->range.end);
    }
    if (block != nullptr && is_deeper) hide_values(*block);
    const bool writes = lines_.bytes().substr(at, end - at).find(kOutput) != std::string_view::npos;
    if (is_deeper || !writes) {
      blank_actions(at, end);
      if (!is_deeper) take_value_below(i, owner);
    } else {
      put_placeholder(at + (is_glued ? 1 : 0), end);
      if (is_glued) out_[at] = ' ';
    }
  }

  /// Whether the next text after a line stands within the block.
  bool has_text_below(std::size_t i, const Block& block) const {
    const std::size_t next = lines_.next_text(i);
    return next < lines_.all().size() && line_of(next).begin < block.range.end;
  }

  /// R10. Only a key that has nothing deeper below it has its value in the actions there.
  void take_value_below(std::size_t i, Owner owner) {
    if (owner.is_item || is_deeper_below(i, owner)) return;
    for (std::size_t j = i + 1; j < lines_.next_text(i); ++j) {
      const TemplateLine& line = line_of(j);
      const Offset first = lines_.skip(line.begin, line.end, [](char c) { return c != kOutput; });
      if (first == line.end) continue;
      const Offset end = lines_.skip(first, line.end, [](char c) { return c == kOutput; });
      const Offset begin = std::max(first, line.begin + owner.column + 1);
      if (begin + kPlaceholder.size() > end) continue;
      put_placeholder(begin, end);
      blank(first, begin);
      r10_value_ = {first, end};
      return;
    }
  }

  /// R6: one placeholder on the line of the key for a block and all that it shows.
  void cover(std::size_t i, Offset at, Offset block_end) {
    covered_.push_back({at, block_end});
    put_placeholder(at, line_of(i).end);
    hide({line_of(i).end + 1, block_end});
  }

  /// R6: hides the branches of a block that are only a scalar, such as `{}`. They decide nothing,
  /// and would be read as more of the text above them.
  void hide_values(const Block& block) {
    Offset hidden_to = 0;
    for (std::size_t i = block.first_branch; i != kNoBranch; i = actions_.branches[i].next) {
      const ByteRange branch = actions_.branches[i].body;
      if (branch.end == block.range.end) break;  // nothing closes the block
      const TemplateLine& line = line_of(lines_.line_at(branch.begin));
      if (line.start < branch.begin || !lines_.is_text_only(branch)) continue;
      covered_.push_back(branch);
      hide({std::max(line.begin, hidden_to), branch.end});
      hidden_to = branch.end;
    }
  }

  void hide(ByteRange range) {
    lines_.hide(range);
    take_over_hidden(range.begin, range.end);
  }

  /// R3 within a value: a block that is opened and closed there, and holds no key, is one
  /// placeholder with all that it shows.
  void mask_inline(Offset begin, Offset end) {
    mask_blocks(begin, end, [this](ByteRange block) { return !lines_.holds_key(block); });
  }

  /// Masks each action, and each block as one where it is opened and closed there and `is_value`
  /// says so.
  template <typename Predicate>
  void mask_blocks(Offset begin, Offset end, Predicate is_value) {
    for (auto action = first_action(begin); action != actions_.all.end(); ++action) {
      if (action->range.begin >= end) break;
      if (!is_action(lines_[action->range.begin]) || action->range.begin < begin) continue;
      if (action->kind == ActionKind::open) {
        const ByteRange block = actions_.blocks[action->block].range;
        if (block.end <= end && is_value(block)) {
          put_placeholder(block.begin, block.end);
          begin = block.end;
          continue;
        }
      }
      mask_action(*action);
    }
  }

  /// Whether a block in a flow collection is a value: it follows a colon, and holds no more than a
  /// scalar.
  bool is_flow_value(ByteRange block) const {
    const std::string_view shown = lines_.bytes();
    const std::size_t before = shown.find_last_not_of(" \t", block.begin - 1);
    return before != shown.npos && shown[before] == ':' &&
           shown.substr(block.begin, block.end - block.begin).find_first_of(",[]{}:") == shown.npos;
  }

  /// A flow collection. A comma that a condition writes between items may come before the first.
  void mask_flow(Offset begin, Offset end) {
    mask_blocks(begin, end, [this](ByteRange block) { return is_flow_value(block); });
    const std::string_view shown = lines_.bytes().substr(begin, end - begin);
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
    if (line.has_text() && !line.has_action) return;
    const std::string_view masked =
        std::string_view(out_).substr(line.begin, line.end - line.begin);
    if (masked == text_.substr(line.begin, masked.size())) return;
    if (!std::ranges::all_of(masked, is_blank)) return;
    std::fill(out_.begin() + line.begin, out_.begin() + line.end, '\n');
  }

  std::string_view text_;
  const Actions& actions_;
  const MaskPlan& plan_;
  TemplateLines lines_;
  std::string out_;
  std::vector<ByteRange> covered_;
  ByteRange r10_value_;  // the actions that a key above has as its value
};

}  // namespace

MaskedTemplate mask_template(std::string_view text, const Actions& actions, const MaskPlan& plan) {
  return Masker(text, actions, plan).run();
}

}  // namespace lint::templates
