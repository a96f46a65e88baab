#include "lint/template/surroundings.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace lint::templates {
namespace {

/// Blocks within blocks, and the branches of one, are followed this far.
constexpr int kMostBlocks = 64;
/// Variables that are set by others are followed this far.
constexpr int kMostVariables = 8;

}  // namespace

const Data* Rendered::field(const std::string& name) const {
  const Data* mapping = data;
  if (data->kind == Data::Kind::string) mapping = read_data(data->text, {}, *store);
  if (mapping == nullptr || mapping->kind != Data::Kind::mapping) return nullptr;
  return field_of(*mapping, name, *store);
}

Surroundings::Surroundings(std::string_view text, const Actions& actions, const Chart* chart)
    : text_(text), actions_(actions), chart_(chart) {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < actions.blocks.size(); ++i) {
    const ByteRange range = actions.blocks[i].range;
    while (!open.empty() && actions.blocks[open.back()].range.end <= range.begin) open.pop_back();
    parents_.push_back(open.empty() ? kNoBlock : open.back());
    open.push_back(i);
  }
  for (std::size_t i = 0; i < actions.all.size(); ++i) note_settings(i);
}

std::string_view Surroundings::text_of(const Action& action) const {
  return text_.substr(action.range.begin, action.range.end - action.range.begin);
}

void Surroundings::note_settings(std::size_t action) {
  const std::string_view text = text_of(actions_.all[action]);
  if (text.find('$') == text.npos) return;
  note_changes(text);
  const ParsedAction parsed = parse_action(text);
  if (parsed.variable.empty()) return;
  const auto [known, is_new] = settings_.try_emplace(parsed.variable, Setting{action});
  // A loop sets its variables again and again.
  if (!is_new || parsed.keyword == "range") known->second.is_only = false;
}

void Surroundings::note_changes(std::string_view action) {
  constexpr std::array<std::string_view, 5> kChanging{"set $", "merge $", "mergeOverwrite $",
                                                      "mustMerge $", "mustMergeOverwrite $"};
  for (const std::string_view word : kChanging) {
    for (std::size_t at = action.find(word); at != action.npos; at = action.find(word, at + 1)) {
      const std::size_t name = at + word.size() - 1;
      changed_.emplace(action.substr(name, action.find_first_of(" .)|}\t\r\n", name) - name));
    }
  }
}

/// The actions that begin the branches around a place, the outermost first.
std::vector<std::size_t> Surroundings::heads_around(std::uint32_t place) const {
  std::vector<std::size_t> heads;
  const auto after = std::ranges::lower_bound(actions_.blocks, place, {},
                                              [](const Block& block) { return block.range.begin; });
  auto block = static_cast<std::size_t>(after - actions_.blocks.begin());
  block = block == 0 ? kNoBlock : block - 1;
  for (int steps = 0; block != kNoBlock && steps < kMostBlocks; block = parents_[block], ++steps) {
    const Block& around = actions_.blocks[block];
    if (around.range.end <= place) continue;
    std::uint32_t body = around.range.begin + 1;
    for (std::size_t i = around.first_branch; i != kNoBranch && steps < kMostBlocks; ++steps) {
      const Branch& branch = actions_.branches[i];
      if (branch.body.begin <= place) body = branch.body.begin;
      i = branch.body.end > place ? kNoBranch : branch.next;
    }
    const auto next = std::ranges::lower_bound(
        actions_.all, body, {}, [](const Action& action) { return action.range.begin; });
    heads.push_back(static_cast<std::size_t>(next - actions_.all.begin()) - 1);
  }
  std::ranges::reverse(heads);
  return heads;
}

/// One question about the file, and the data that answers it.
class Surroundings::Question {
 public:
  Question(const Surroundings& file, DataStore& store)
      : file_(file),
        evaluator_(file.chart_, store, [this](const std::string& name) { return variable(name); }) {
  }

  Evaluator& evaluator() { return evaluator_; }

  Scope scope_at(std::uint32_t place) {
    Scope scope{evaluator_.top(), evaluator_.top(), {}};
    for (const std::size_t head : file_.heads_around(place)) {
      const ParsedAction parsed = parse_action(file_.text_of(file_.actions_.all[head]));
      if (parsed.keyword.ends_with("with") && parsed.pipeline) {
        scope.dot = evaluator_.value(*parsed.pipeline, scope);
      } else if (parsed.keyword == "range" || parsed.keyword == "define") {
        scope.dot = evaluator_.top();
      }
    }
    return scope;
  }

 private:
  const Data* variable(const std::string& name) {
    const auto known = file_.settings_.find(name);
    if (known == file_.settings_.end() || !known->second.is_only || depth_ == kMostVariables) {
      return nullptr;
    }
    const Action& action = file_.actions_.all[known->second.action];
    const ParsedAction parsed = parse_action(file_.text_of(action));
    if (!parsed.pipeline) return nullptr;
    ++depth_;
    Scope scope = scope_at(action.range.begin);
    const Data* const data = evaluator_.value(*parsed.pipeline, scope);
    --depth_;
    return file_.changed_.contains(name) && data->kind == Data::Kind::mapping ? nullptr : data;
  }

  const Surroundings& file_;
  Evaluator evaluator_;
  int depth_ = 0;
};

Rendered Surroundings::render(std::string_view part, std::uint32_t place) const {
  Rendered rendered{std::make_shared<DataStore>()};
  Question question(*this, *rendered.store);
  Scope scope = question.scope_at(place);
  rendered.data = question.evaluator().text(part, scope);
  return rendered;
}

Rendered Surroundings::value(const Expression& expression, std::uint32_t place) const {
  Rendered rendered{std::make_shared<DataStore>()};
  Question question(*this, *rendered.store);
  Scope scope = question.scope_at(place);
  rendered.data = question.evaluator().value(expression, scope);
  return rendered;
}

}  // namespace lint::templates
