#pragma once
/// What of a configuration has no effect in a run.

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "lint/app/path_rules.hpp"
#include "lint/report/run_result.hpp"

namespace lint {

/// Watches the files of a run go by.
class Unused {
 public:
  /// All must live as long.
  Unused(const Options& options, const Config& config, const PathRules& rules)
      : options_(options), config_(config), rules_(rules) {}

  void see_file(const std::string& path);
  /// What a pattern of the configuration left out.
  void see_excluded(const std::string& path);

  /// Configurations in folders below that do not hold, and, where the run walks the whole folder of
  /// the configuration, patterns that match nothing.
  std::vector<Note> notes() const;

 private:
  bool walks_folder() const;

  const Options& options_;
  const Config& config_;
  const PathRules& rules_;
  std::set<std::string> nested_;
  std::set<std::pair<std::size_t, std::size_t>> used_paths_;  // by override and pattern
  std::set<std::size_t> used_excludes_;
};

}  // namespace lint
