#include "lint/template/readings.hpp"

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "lint/template/mask.hpp"
#include "lint/template/repair.hpp"

namespace lint::templates {
namespace {

/// Real templates need at most a handful of repairs and two or three readings.
constexpr std::size_t kMostReadings = 20;
/// How many bytes may be masked and read, again and again, to make a text readable: so many times
/// its size, and never more than so many.
constexpr std::size_t kMostPasses = 64;
constexpr std::size_t kMostWork = std::size_t{32} * 1024 * 1024;

std::size_t work_for(std::string_view text) {
  constexpr std::size_t kLeast = std::size_t{64} * 1024;
  return std::clamp(text.size() * kMostPasses, kLeast, kMostWork);
}

bool overlaps(ByteRange a, ByteRange b) {
  return a.begin < b.end && b.begin < a.end;
}

bool is_blank_or_end(char c) {
  return is_blank(c) || c == '\n';
}

/// The text of a line: its column, where it ends, and whether it begins with the dash of an item.
struct LineText {
  std::size_t column = 0;
  std::size_t end = 0;
  bool is_item = false;
};

/// Nothing when the line is blank or a comment.
std::optional<LineText> text_of(std::string_view line) {
  const auto first =
      static_cast<std::size_t>(std::ranges::find_if_not(line, is_blank_or_end) - line.begin());
  if (first == line.size() || line[first] == '#') return std::nullopt;
  std::size_t end = line.size();
  while (is_blank_or_end(line[end - 1])) --end;
  const bool is_item = line[first] == '-' && (first + 1 == end || is_blank(line[first + 1]));
  return LineText{first, end, is_item};
}

/// The text of the last line that has any and ends after `from`; its end is an offset in `lines`.
std::optional<LineText> last_text(std::string_view lines, std::size_t from) {
  for (std::size_t end = lines.size(); end > from;) {
    if (is_blank_or_end(lines[end - 1])) {
      --end;
      continue;
    }
    const std::size_t line = lines.rfind('\n', end - 1) + 1;
    if (auto text = text_of(lines.substr(line, end - line))) {
      text->end += line;
      return text;
    }
    end = line;
  }
  return std::nullopt;
}

/// The text of the first line that has any, of those after the line that `lines` begin with.
std::optional<LineText> next_text(std::string_view lines) {
  for (std::size_t end = lines.find('\n'); end != lines.npos;) {
    const std::size_t line = end + 1;
    end = lines.find('\n', line);
    if (auto text = text_of(lines.substr(line, end - line))) return text;
  }
  return std::nullopt;
}

/// Whether what stands after a block belongs to what the last line of a branch begins. It may
/// belong to that of each branch, and a reading of all branches shows it below the last one only.
bool goes_on_after(std::string_view masked, ByteRange branch, ByteRange block) {
  // So that what is blank is not gone over from end to end for each of many branches.
  constexpr std::size_t kFarthest = 1024;
  const std::size_t from = branch.end - std::min<std::size_t>(branch.end, kFarthest);
  const std::size_t begin = std::max<std::size_t>(branch.begin, from) - from;
  const auto last = last_text(masked.substr(from, branch.end - from), begin);
  if (!last) return false;
  const auto next = next_text(masked.substr(block.end, kFarthest));
  if (!next) return false;
  const bool is_list_of_key = next->is_item && !last->is_item && next->column == last->column;
  return next->column > last->column || is_list_of_key;
}

/// The line, or lines, on which a block stands.
ByteRange lines_around(std::string_view text, ByteRange block) {
  const auto begin = text.rfind('\n', block.begin);
  const auto end = std::min(text.find('\n', block.end), text.size());
  return {begin == text.npos ? 0 : static_cast<std::uint32_t>(begin),
          static_cast<std::uint32_t>(end)};
}

/// A plan that shows a branch which `plan` hides, and hides what stood in its way: its siblings, or
/// when it has none the other branches on its block's lines.
MaskPlan plan_to_show(std::size_t shown, const Actions& actions, std::string_view text,
                      const MaskPlan& plan) {
  MaskPlan other = plan;
  const Branch& branch = actions.branches[shown];
  const ByteRange lines = lines_around(text, actions.blocks[branch.block].range);
  std::vector<std::size_t> siblings;
  std::vector<std::size_t> neighbours;
  for (std::size_t i = 0; i < actions.branches.size(); ++i) {
    const ByteRange body = actions.branches[i].body;
    if (i == shown) continue;
    if (body.begin >= branch.body.begin && body.end <= branch.body.end) other.hidden.erase(i);
    if (actions.branches[i].block == branch.block) siblings.push_back(i);
    const bool is_around = body.begin <= branch.body.begin && body.end >= branch.body.end;
    const bool is_within = branch.body.begin <= body.begin && branch.body.end >= body.end;
    if (overlaps(body, lines) && !is_around && !is_within) neighbours.push_back(i);
  }
  if (siblings.empty()) siblings = std::move(neighbours);
  other.hidden.erase(shown);
  other.hidden.insert(siblings.begin(), siblings.end());
  return other;
}

/// Whether nothing is lost if a reading does not show it: the mask moves a dash to where an action
/// begins, and drops a comma that is one too many.
bool is_meaningless(char c) {
  return is_blank_or_end(c) || c == '-' || c == ',';
}

/// Which bytes of a template some reading shows, or says to be undecided.
class Visible {
 public:
  explicit Visible(std::size_t size) : shown_(size, '\0') {}

  void add(std::string_view masked) {
    // By pointers that no write can change: the compiler makes vectors of it.
    const char* const text = masked.data();
    char* const shown = shown_.data();
    for (std::size_t i = 0, size = masked.size(); i < size; ++i) {
      const bool is_shown = text[i] != ' ' && text[i] != '\n';
      shown[i] = is_shown ? '\1' : shown[i];
    }
  }
  void add(ByteRange range) {
    std::fill(shown_.begin() + range.begin, shown_.begin() + range.end, '\1');
  }

  std::vector<ByteRange> hidden_lines(std::string_view text) const {
    std::vector<ByteRange> lines;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (shown_[at] != '\0' || is_meaningless(text[at])) continue;
      const std::size_t begin = text.rfind('\n', at) + 1;
      const std::size_t end = std::min(text.find('\n', at), text.size());
      if (text[text.find_first_not_of(" \t", begin)] != '#') {
        lines.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
      }
      at = end;
    }
    return lines;
  }

 private:
  std::string shown_;  // a byte for each, not zero where it is
};

/// Makes readings until, between them, every branch is shown.
class Readings {
 public:
  Readings(std::string_view text, const Actions& actions)
      : text_(text),
        actions_(actions),
        is_planned_for_(actions.branches.size()),
        visible_(text.size()) {
    for (const Action& action : actions.all) visible_.add(action.range);
    std::uint32_t known = 0;
    for (const Block& block : actions.blocks) {
      if (!block.is_define || block.range.begin < known) continue;
      visible_.add(block.range);
      known = block.range.end;
    }
  }

  TemplateReadings run(std::size_t& work_left) {
    TemplateReadings result;
    for (std::size_t i = 0; i < plans_.size(); ++i) {
      if (i > 0 && work_left == 0) break;
      RepairedTemplate reading = repair_template(text_, actions_, plans_[i], documents_, work_left);
      show_hidden(reading.plan, plans_[i].hidden);
      show_without_siblings(reading);
      visible_.add(reading.text);
      for (const ByteRange range : reading.covered) visible_.add(range);
      result.texts.push_back(std::move(reading.text));
      if (i == 0) result.parses = std::move(reading.parses);
    }
    result.unread = visible_.hidden_lines(text_);
    return result;
  }

 private:
  /// Further plans would not be carried out.
  bool may_plan() const { return plans_.size() < kMostReadings; }

  /// Plans to show each branch that had to be hidden, and was not hidden on purpose.
  void show_hidden(const MaskPlan& plan, const std::set<std::size_t>& on_purpose) {
    std::vector<std::size_t> hidden;
    std::ranges::set_difference(plan.hidden, on_purpose, std::back_inserter(hidden));
    for (const std::size_t branch : hidden) {
      if (is_planned_for_[branch]) continue;
      is_planned_for_[branch] = true;
      if (may_plan()) plans_.push_back(plan_to_show(branch, actions_, text_, plan));
    }
  }

  /// Plans to show branches without the siblings that take away what follows, in one plan as many
  /// as do not shut each other out.
  void show_without_siblings(const RepairedTemplate& reading) {
    std::vector<std::size_t> open = branches_that_go_on(reading.text);
    while (!open.empty() && may_plan()) {
      MaskPlan plan = reading.plan;
      std::map<std::uint32_t, std::uint32_t> shut;  // begin and end of what the plan hides
      std::vector<std::size_t> rest;
      for (const std::size_t branch : open) {
        const std::uint32_t begin = actions_.branches[branch].body.begin;
        const auto after = shut.upper_bound(begin);
        if (after != shut.begin() && std::prev(after)->second > begin) {
          rest.push_back(branch);
          continue;
        }
        const Block& block = actions_.blocks[actions_.branches[branch].block];
        for (std::size_t sibling = block.first_branch; sibling != kNoBranch;
             sibling = actions_.branches[sibling].next) {
          if (sibling == branch) continue;
          const ByteRange body = actions_.branches[sibling].body;
          plan.hidden.insert(sibling);
          shut.emplace(body.begin, body.end);
        }
      }
      plans_.push_back(std::move(plan));
      open = std::move(rest);
    }
  }

  /// Branches without a plan whose continuation after the block a later sibling claims; the outer
  /// ones come first.
  std::vector<std::size_t> branches_that_go_on(std::string_view masked) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < actions_.branches.size(); ++i) {
      const Branch& branch = actions_.branches[i];
      if (branch.next == kNoBranch || is_planned_for_[i]) continue;
      const ByteRange block = actions_.blocks[branch.block].range;
      if (!goes_on_after(masked, branch.body, block)) continue;
      is_planned_for_[i] = true;
      open.push_back(i);
    }
    std::ranges::sort(open, {}, [this](std::size_t i) { return actions_.branches[i].body.begin; });
    return open;
  }

  std::string_view text_;
  const Actions& actions_;
  std::deque<MaskPlan> plans_{MaskPlan{}};  // addresses stay valid while plans are added
  std::vector<bool> is_planned_for_;        // for each branch, whether a plan was made to show it
  KnownDocuments documents_;
  Visible visible_;
};

/// The body of a definition, with all that stands before it on its first line blank.
TemplatePart body_of(std::string_view text, const Action& define, const Block& block) {
  const std::size_t line = text.substr(0, define.range.end).rfind('\n') + 1;
  const std::size_t end = text.substr(0, block.range.end).rfind("{{");
  TemplatePart body{static_cast<std::uint32_t>(line), std::string(define.range.end - line, ' ')};
  body.text += text.substr(define.range.end, end - define.range.end);
  return body;
}

void read_definitions(std::string_view text, const Actions& actions, TemplateReadings& readings) {
  std::size_t work_left = work_for(text);
  for (const Action& action : actions.all) {
    if (action.kind != ActionKind::define) continue;
    const TemplatePart body = body_of(text, action, actions.blocks[action.block]);
    if (work_left < body.text.size()) {
      readings.unread.push_back({action.range.end, static_cast<std::uint32_t>(text.size())});
      break;
    }
    const Actions inner = find_actions(body.text);
    TemplateReadings of_body = Readings(body.text, inner).run(work_left);
    for (std::string& reading : of_body.texts) {
      readings.definitions.push_back({body.begin, std::move(reading)});
    }
    for (const ByteRange line : of_body.unread) {
      readings.unread.push_back({body.begin + line.begin, body.begin + line.end});
    }
  }
}

}  // namespace

TemplateReadings read_template(std::string_view text, const Actions& actions) {
  std::size_t work_left = work_for(text);
  TemplateReadings readings = Readings(text, actions).run(work_left);
  readings.first_defined = readings.unread.size();
  read_definitions(text, actions, readings);
  return readings;
}

}  // namespace lint::templates
