#include "lint/check/triggers.hpp"

#include <algorithm>
#include <vector>

#include "lint/search/escapes.hpp"
#include "lint/suppress/directive.hpp"

namespace lint {
namespace {

void add_new(std::span<const std::string_view> words, std::vector<std::string_view>& all) {
  for (const std::string_view word : words) {
    if (std::ranges::find(all, word) == all.end()) all.push_back(word);
  }
}

/// In the keys of all lists of containers.
constexpr std::string_view kContainersWord = "ontainers";
}  // namespace

Triggers::Triggers(const Settings& settings)
    // Who tells of all workloads, or counts them, has to see them all.
    : is_skipping_(settings.skip && !settings.needs.workloads && !settings.needs.containers &&
                   !settings.counts_all_workloads) {
  std::vector<std::string_view> words;
  std::vector<std::string_view> common_words;
  std::vector<std::string_view> companions;
  for (const auto& [rule, level] : settings.rules) {
    if (rule->id == kSyntaxRule) wants_syntax_ = true;
    if (rule->check == nullptr) continue;
    if (rule->triggers.empty()) has_rule_for_all_ = true;
    if (rule->asks_for_places) asks_for_places_ = true;
    add_new(rule->triggers, words);
    add_new(rule->common_triggers, common_words);
    add_new(rule->companions, companions);
  }
  wanted_.companions = Patterns(companions);
  wanted_.uncommon_words = Patterns(words);
  add_new(common_words, words);
  wanted_.words = Patterns(words);
  std::vector<std::string_view> words_of_texts = words;
  if (settings.needs.containers) words_of_texts.push_back(kContainersWord);
  words_of_texts_ = Patterns(words_of_texts);
  for (const std::string_view word : kDirectiveWords) {
    if (!wanted_.words.are_in(word)) words.push_back(word);
  }
  words_of_file_ = Patterns(words);
  std::erase_if(words, [&](std::string_view word) {
    return std::ranges::find(common_words, word) != common_words.end();
  });
  words_of_closed_file_ = Patterns(words);
}

bool Triggers::can_pass(std::string_view text, Role role) const {
  if (!is_skipping_ || has_rule_for_all_ || wants_syntax_) return false;
  const std::size_t found = words_of_file_.find(text);
  if (found < text.size()) {
    const bool has_uncommon = words_of_closed_file_.find(text, found) < text.size();
    if (has_uncommon || (is_open(role) && may_hold_pipeline(text))) return false;
  }
  return !may_hide_words(text);
}

}  // namespace lint
