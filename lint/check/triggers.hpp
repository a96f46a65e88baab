#pragma once
/// How far a document has to be read for the rules that are on.

#include <string_view>

#include "lint/check/settings.hpp"
#include "lint/search/search.hpp"

namespace lint {

/// The rule whose findings are documents that cannot be read.
inline constexpr std::string_view kSyntaxRule = "yaml-syntax";

/// What of a run's settings decides how far a document has to be read.
class Triggers {
 public:
  explicit Triggers(const Settings& settings);

  /// Words without any of which no enabled rule can find anything.
  const Words& words() const { return words_; }
  bool is_skipping() const { return is_skipping_; }
  /// Whether unreadable documents are findings, so that each one has to be surveyed.
  bool wants_syntax() const { return wants_syntax_; }
  /// Whether no enabled rule can find anything in this file, so that it need not even be surveyed.
  bool can_pass(std::string_view text) const;

 private:
  Words words_;
  Words words_of_file_;  // the same, and what makes a directive matter
  bool is_skipping_ = true;
  bool wants_syntax_ = false;
};

}  // namespace lint
