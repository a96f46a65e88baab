#pragma once
/// What the rules that are on need to see, and so how far a document has to be read.

#include <string_view>

#include "lint/check/relevance.hpp"
#include "lint/check/settings.hpp"
#include "lint/role.hpp"
#include "lint/search/search.hpp"
#include "lint/template/written.hpp"

namespace lint {

/// The rule whose findings are documents that cannot be read.
inline constexpr std::string_view kSyntaxRule = "yaml-syntax";

class Triggers {
 public:
  explicit Triggers(const Settings& settings);

  /// Words without any of which no rule that has triggers can find anything.
  const Patterns& words() const { return wanted_.words; }
  /// What a document's bytes are searched for.
  const WantedWords& wanted() const { return wanted_; }
  /// Words of which a text in a document holds one where the text matters to a rule or a report.
  const Patterns& words_of_texts() const { return words_of_texts_; }
  /// Whether such a profile matters, too, where it does not belong.
  bool asks_for_places() const { return asks_for_places_; }
  /// Whether documents are read only as far as a rule needs it.
  bool is_skipping() const { return is_skipping_; }
  /// Whether some rule has no triggers, so that it has to see every document.
  bool has_rule_for_all() const { return has_rule_for_all_; }
  /// Whether unreadable documents are findings, so that each one has to be parsed.
  bool wants_syntax() const { return wants_syntax_; }
  /// Before this offset nothing stands in a file that a rule asks for, or that counts for all of
  /// the file: an action, a word to the linter, of variables or of profiles. Most files hold none.
  std::size_t first_sign(std::string_view text) const;
  /// Whether no enabled rule can find anything in this file, so that it need not even be parsed.
  bool can_pass(const templates::Written& written, Role role, std::size_t first_sign) const;
  /// Whether none can find anything in a part of the text, whatever constants its actions write.
  bool can_pass_part(const templates::Written& written, ByteRange part) const;

 private:
  bool may_pass_files() const { return is_skipping_ && !has_rule_for_all_ && !wants_syntax_; }

  WantedWords wanted_;
  Patterns common_words_;     // those that count only in what may be a pipeline
  Patterns words_of_file_;    // the others, and what makes a directive matter
  Patterns words_or_action_;  // these, and what begins an action
  Patterns signs_;            // all of these, and what speaks of variables or profiles
  Patterns words_of_texts_;
  bool is_skipping_ = true;
  bool asks_for_places_ = false;
  bool has_rule_for_all_ = false;
  bool wants_syntax_ = false;
};

}  // namespace lint
