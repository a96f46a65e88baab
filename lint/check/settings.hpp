#pragma once
/// What a run is told to do with each file.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "lint/report/format.hpp"
#include "lint/report/words.hpp"
#include "lint/rule.hpp"

namespace lint {

/// Which edits are made to a file before its findings are reported.
enum class Fixing : std::uint8_t { none, safe, all };

struct Settings {
  std::vector<EnabledRule> rules;
  /// The rules for one path, where they may differ from one to the other; else null.
  std::function<std::vector<EnabledRule>(const std::string& path)> rules_for = {};
  /// The name that standard input goes by.
  std::string stdin_name = std::string(report::kUnnamedStdin);
  /// Whether documents are read on only when a rule could find something in them.
  bool skip = true;
  /// Whether every workload is counted, also where no rule could find anything.
  bool counts_all_workloads = false;
  /// How many threads check files; 0 stands for one a core.
  unsigned threads = 0;
  /// As long as finished results of so many bytes wait for a file before them that is still being
  /// checked, no other file is begun.
  std::size_t most_waiting = std::size_t{64} * 1024 * 1024;
  /// Whether ignore comments and annotations hold.
  bool suppress = true;
  Fixing fixing = Fixing::none;
  /// What the reports tell beyond the findings.
  report::Needs needs = {};
};

}  // namespace lint
