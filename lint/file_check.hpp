#pragma once
/// The way of one file's documents from bytes to findings.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"
#include "lint/input/source.hpp"
#include "lint/report/report.hpp"
#include "lint/rule.hpp"
#include "lint/search.hpp"

namespace lint {

struct Settings {
  std::vector<EnabledRule> rules;
  /// The name that standard input goes by.
  std::string stdin_name = "<stdin>";
  /// Whether documents are read on only when a rule could find something in them.
  bool skip = true;
  /// How many threads check files; 0 stands for one a core.
  unsigned threads = 0;
  /// Whether ignore comments and annotations hold.
  bool suppress = true;
  /// What the reports tell beyond the findings.
  report::Needs needs = {};
};

/// What of a run's settings decides how far a document has to be read.
class Triggers {
 public:
  explicit Triggers(const Settings& settings);

  /// Words without any of which no enabled rule can find anything.
  const Words& words() const { return words_; }
  /// The same, and what makes a directive matter.
  const Words& words_of_file() const { return words_of_file_; }
  bool is_skipping() const { return is_skipping_; }
  /// Whether unreadable documents are findings, so that each one has to be surveyed.
  bool wants_syntax() const { return wants_syntax_; }

 private:
  Words words_;
  Words words_of_file_;
  bool is_skipping_ = true;
  bool wants_syntax_ = false;
};

/// Checks some documents of a file, as input::split_documents found them. The findings are
/// still to be settled (lint/settle.hpp); the counts do not include the file itself.
Report check_documents(const std::string& name, const input::Source& source,
                       std::span<const ByteRange> documents, const Settings& settings,
                       const Triggers& triggers);

/// Checks a file that is an unrendered Helm template; nothing when it is none. Its documents are
/// found only when its actions are masked, as these may span several.
std::optional<Report> check_template(const std::string& name, const input::Source& source,
                                     const Settings& settings, const Triggers& triggers);

/// Whether no enabled rule can find anything in this text, so that it need not even be surveyed.
bool can_skip_file(std::string_view text, const Triggers& triggers);

}  // namespace lint
