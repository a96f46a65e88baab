#pragma once
/// From files to findings.

#include <cstddef>
#include <string>
#include <vector>

#include "lint/finding.hpp"
#include "lint/report/report.hpp"
#include "lint/rule.hpp"

namespace lint {

/// A rule that is switched on, at the level that it has in this run.
struct EnabledRule {
  const Rule* rule = nullptr;
  Severity level = Severity::error;
};

struct Settings {
  std::vector<EnabledRule> rules;
  /// The name that standard input goes by.
  std::string stdin_name = "<stdin>";
};

/// Checks the files in the given order; "-" is standard input. What cannot be read is in the
/// report's `failed`, and the others are checked all the same.
Report check_files(const std::vector<std::string>& files, const Settings& settings);

/// Checks one text as the file called `name` would be.
Report check_text(const std::string& name, std::string bytes, const Settings& settings);

}  // namespace lint
