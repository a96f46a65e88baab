#include "lint/template/readings.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "lint/template/mask.hpp"
#include "lint/template/repair.hpp"

namespace lint::input {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

/// Real templates need at most a handful of repairs and two or three readings.
constexpr std::size_t kMostReadings = 20;
/// How many bytes are masked and parsed, again and again, to make a text readable: so many times
/// the whole of it, and a limit for all texts.
constexpr std::size_t kMostPasses = 64;
constexpr std::size_t kMostWork = std::size_t{32} * 1024 * 1024;

std::size_t work_for(std::string_view text) {
  constexpr std::size_t kLeast = std::size_t{64} * 1024;
  return std::clamp(text.size() * kMostPasses, kLeast, kMostWork);
}

bool overlaps(ByteRange a, ByteRange b) {
  return a.begin < b.end && b.begin < a.end;
}

/// What begins on a line: its column, where its text ends, and whether it is an item.
struct LineText {
  std::size_t column = 0;
  std::size_t end = 0;
  bool is_item = false;
};

/// Nothing when the line is blank or a comment.
std::optional<LineText> text_of(std::string_view line) {
  const std::size_t first = line.find_first_not_of(kBlanks);
  if (first == line.npos || line[first] == '#') return std::nullopt;
  const std::size_t end = line.find_last_not_of(kBlanks) + 1;
  const bool is_item =
      line[first] == '-' && (first + 1 == end || kBlanks.find(line[first + 1]) != kBlanks.npos);
  return LineText{first, end, is_item};
}

std::optional<LineText> last_text(std::string_view lines) {
  for (std::size_t end = lines.size(); end != lines.npos;) {
    const std::size_t line_end = end == 0 ? lines.npos : lines.rfind('\n', end - 1);
    const std::size_t line = line_end == lines.npos ? 0 : line_end + 1;
    if (auto text = text_of(lines.substr(line, end - line))) {
      text->end += line;
      return text;
    }
    end = line_end;
  }
  return std::nullopt;
}

/// The first one behind the end of a line.
std::optional<LineText> next_text(std::string_view lines) {
  for (std::size_t end = lines.find('\n'); end != lines.npos;) {
    const std::size_t line = end + 1;
    end = lines.find('\n', line);
    if (auto text = text_of(lines.substr(line, end - line))) return text;
  }
  return std::nullopt;
}

/// Whether what stands behind a block belongs to what the last line of a branch begins. It may
/// belong to that of each branch, and a reading of all branches shows it below the last one only.
bool goes_on_behind(std::string_view masked, ByteRange branch, ByteRange block) {
  // So that what is blank is not gone over from end to end for each of many branches.
  constexpr std::size_t kFarthest = 1024;
  const std::size_t from = branch.end - std::min<std::size_t>(branch.end, kFarthest);
  const auto last = last_text(masked.substr(from, branch.end - from));
  if (!last || from + last->end <= branch.begin) return false;
  const auto next = next_text(masked.substr(block.end, kFarthest));
  if (!next) return false;
  const bool is_list_of_key = next->is_item && !last->is_item && next->column == last->column;
  return next->column > last->column || is_list_of_key;
}

/// The plan in which a branch that another reading hides is shown: with what stood in its way,
/// its siblings or else what stands on its own line, hidden instead.
MaskPlan instead(const Actions& actions, std::string_view text, const MaskPlan& plan,
                 std::size_t shown) {
  MaskPlan other = plan;
  const Branch& branch = actions.branches[shown];
  const Block& block = actions.blocks[branch.block];
  const auto begin = text.rfind('\n', block.range.begin);
  const ByteRange line{
      begin == text.npos ? 0 : static_cast<std::uint32_t>(begin),
      static_cast<std::uint32_t>(std::min(text.find('\n', block.range.end), text.size()))};
  std::vector<std::size_t> siblings;
  std::vector<std::size_t> neighbours;
  for (std::size_t i = 0; i < actions.branches.size(); ++i) {
    const ByteRange body = actions.branches[i].body;
    if (i == shown) continue;
    if (body.begin >= branch.body.begin && body.end <= branch.body.end) other.hidden.erase(i);
    if (actions.branches[i].block == branch.block) siblings.push_back(i);
    const bool is_around = body.begin <= branch.body.begin && body.end >= branch.body.end;
    const bool is_within = branch.body.begin <= body.begin && branch.body.end >= body.end;
    if (overlaps(body, line) && !is_around && !is_within) neighbours.push_back(i);
  }
  if (siblings.empty()) siblings = std::move(neighbours);
  other.hidden.erase(shown);
  other.hidden.insert(siblings.begin(), siblings.end());
  return other;
}

/// A dash may have moved to where an action begins, and a comma may be one too many.
bool is_meaningless(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '-' || c == ',';
}

/// Which bytes of a template some reading shows, or says to be undecided.
class Visible {
 public:
  explicit Visible(std::size_t size) : shown_(size, '\0') {}

  void add(std::string_view masked) {
    for (std::size_t i = 0; i < masked.size(); ++i) {
      const bool is_shown = masked[i] != ' ' && masked[i] != '\n';
      shown_[i] = is_shown ? '\1' : shown_[i];
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

/// The readings that show every branch between them.
class Readings {
 public:
  Readings(std::string_view text, const Actions& actions)
      : text_(text), actions_(actions), branches_(actions.blocks.size()), visible_(text.size()) {
    for (std::size_t i = 0; i < actions.branches.size(); ++i) {
      branches_[actions.branches[i].block].push_back(i);
    }
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
    for (std::size_t i = 0; i < plans_.size() && i < kMostReadings; ++i) {
      if (i > 0 && work_left == 0) break;
      const MaskPlan plan = plans_[i];
      RepairedTemplate reading = repair_template(text_, actions_, plan, work_left);
      for (const std::size_t branch : reading.plan.hidden) {
        if (plan.hidden.contains(branch) || !retried_.insert(branch).second) continue;
        plans_.push_back(instead(actions_, text_, reading.plan, branch));
      }
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
  /// Plans to show branches without the siblings that take away what follows, in one plan as many
  /// as do not shut each other out.
  void show_without_siblings(const RepairedTemplate& reading) {
    std::vector<std::size_t> open = branches_that_go_on(reading.text);
    while (!open.empty()) {
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
        for (const std::size_t sibling : branches_[actions_.branches[branch].block]) {
          if (sibling == branch) continue;
          plan.hidden.insert(sibling);
          shut.emplace(actions_.branches[sibling].body.begin, actions_.branches[sibling].body.end);
        }
      }
      plans_.push_back(std::move(plan));
      open = std::move(rest);
    }
  }

  /// Those not looked at yet to which what stands behind their block does not belong as long as the
  /// next branch is shown; what is around others comes first.
  std::vector<std::size_t> branches_that_go_on(std::string_view masked) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < actions_.branches.size(); ++i) {
      const Branch& branch = actions_.branches[i];
      const ByteRange block = actions_.blocks[branch.block].range;
      const bool is_last = branches_[branch.block].back() == i;
      if (is_last || !goes_on_behind(masked, branch.body, block)) continue;
      if (retried_.insert(i).second) open.push_back(i);
    }
    std::ranges::sort(open, {}, [this](std::size_t i) { return actions_.branches[i].body.begin; });
    return open;
  }

  std::string_view text_;
  const Actions& actions_;
  std::vector<std::vector<std::size_t>> branches_;  // of each block, in their order
  std::vector<MaskPlan> plans_{MaskPlan{}};
  std::set<std::size_t> retried_;  // branches that were shown without their siblings
  Visible visible_;
};

/// The text of a definition, with all that stands before it on its first line blank.
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
  read_definitions(text, actions, readings);
  return readings;
}

}  // namespace lint::input
