#pragma once
/// What a run is told to do with each file.

#include <string>
#include <vector>

#include "lint/report/format.hpp"
#include "lint/rule.hpp"

namespace lint {

struct Settings {
  std::vector<EnabledRule> rules;
  /// The name that standard input goes by.
  std::string stdin_name = "<stdin>";
  /// Whether documents are read on only when a rule could find something in them.
  bool skip = true;
  /// Whether every workload is counted, also where no rule could find anything.
  bool counts_all_workloads = false;
  /// How many threads check files; 0 stands for one a core.
  unsigned threads = 0;
  /// Whether ignore comments and annotations hold.
  bool suppress = true;
  /// What the reports tell beyond the findings.
  report::Needs needs = {};
};

}  // namespace lint
