#pragma once
/// Which rules hold for a path: those of the configuration, and its overrides.

#include <string>
#include <vector>

#include "lint/app/options.hpp"
#include "lint/files/glob.hpp"

namespace lint {

class PathRules {
 public:
  /// Both must live as long.
  PathRules(const Options& options, const Config& config);

  bool has_overrides() const { return !config_.overrides.empty(); }

  /// The rules that are on for a path, at their levels.
  std::vector<EnabledRule> rules_for(const std::string& path) const;

  /// Every rule that may be on for some path, in the registry's order.
  std::vector<EnabledRule> all() const;

  /// What the configuration says for a path of a rule's level, and under which path in it; empty
  /// when it says nothing.
  std::string said_by(const std::string& path, std::string_view rule) const;

  /// Whether a pattern of an override, by both of their numbers, matches the path.
  bool matches(std::size_t override, std::size_t pattern, const std::string& path) const;

 private:
  bool holds(std::size_t override, const std::string& path) const;
  Levels levels_for(const std::string& path) const;

  const Options& options_;
  const Config& config_;
  std::vector<std::vector<files::Globs>> globs_;  // of each override, by pattern
};

}  // namespace lint
