#include "lint/check/triggers.hpp"

#include <algorithm>
#include <vector>

#include "lint/manifest/kubernetes/security_profiles.hpp"
#include "lint/manifest/kubernetes/variables.hpp"
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
  std::erase_if(words, [&](std::string_view word) {
    return std::ranges::find(common_words, word) != common_words.end();
  });
  for (const std::string_view word : kDirectiveWords) add_new({&word, 1}, words);
  words_of_file_ = Patterns(words);
  words.push_back(templates::kOpenBraces);
  words_or_action_ = Patterns(words);
  add_new(common_words, words);
  words.push_back(manifest::kFluxVariablesWord);
  words.push_back(manifest::kProfileGroup);
  signs_ = Patterns(words);
  common_words_ = Patterns(common_words);
}

std::size_t Triggers::first_sign(std::string_view text) const {
  if (!may_pass_files()) return 0;
  const std::size_t found = signs_.find(text);
  // A word is found as a shorter one that stands in it.
  return found == text.size() ? found : text.rfind('\n', found) + 1;
}

bool Triggers::can_pass(const templates::Written& written, Role role, std::size_t first) const {
  if (!may_pass_files()) return false;
  const std::string_view text = written.text();
  std::size_t found = words_or_action_.find(text, first);
  const bool may_hold_action = text.substr(found).starts_with(templates::kOpenBraces);
  if (may_hold_action) found = words_of_file_.find(text, found);
  if (found < text.size() || may_hide_words(text)) return false;
  const bool holds_common_word = common_words_.find(text, first) < text.size();
  if (is_open(role) && holds_common_word && may_hold_pipeline(text)) return false;
  // String constants in actions may spell a word that the text itself does not hold.
  const auto size = static_cast<std::uint32_t>(text.size());
  const bool may_spell = may_hold_action && templates::may_write_words(text);
  return !may_spell || !written.hides({0, size}, words());
}

bool Triggers::can_pass_part(const templates::Written& written, ByteRange part) const {
  const std::string_view text = written[part];
  return is_skipping_ && !has_rule_for_all_ && !words().are_in(text) && !may_hide_words(text) &&
         !written.hides(part, words());
}

}  // namespace lint
