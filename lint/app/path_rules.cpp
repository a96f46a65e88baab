#include "lint/app/path_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "rules/registry.hpp"

namespace lint {

PathRules::PathRules(const Options& options, const Config& config)
    : options_(options), config_(config) {
  for (const Override& override : config.overrides) {
    std::vector<files::Globs>& globs = globs_.emplace_back();
    for (const std::string& pattern : override.paths) {
      globs.emplace_back(std::vector<std::string>{pattern}, config.folder());
    }
  }
}

bool PathRules::matches(std::size_t override, std::size_t pattern, const std::string& path) const {
  return globs_[override][pattern].match_with_parents(path);
}

bool PathRules::holds(std::size_t override, const std::string& path) const {
  return std::ranges::any_of(globs_[override], [&](const files::Globs& pattern) {
    return pattern.match_with_parents(path);
  });
}

Levels PathRules::levels_for(const std::string& path) const {
  Levels levels = config_.levels;
  for (std::size_t i = 0; i < config_.overrides.size(); ++i) {
    if (!holds(i, path)) continue;
    for (const auto& [rule, level] : config_.overrides[i].levels) levels[rule] = level;
  }
  return levels;
}

std::vector<EnabledRule> PathRules::rules_for(const std::string& path) const {
  return enabled_rules(options_, levels_for(path));
}

std::vector<EnabledRule> PathRules::all() const {
  std::vector<EnabledRule> enabled = enabled_rules(options_, config_.levels);
  for (const Override& override : config_.overrides) {
    for (const EnabledRule& other : enabled_rules(options_, override.levels)) {
      if (!override.levels.contains(other.rule->id)) continue;
      if (std::ranges::find(enabled, other.rule, &EnabledRule::rule) == enabled.end()) {
        enabled.push_back(other);
      }
    }
  }
  std::ranges::sort(enabled, {}, [](const EnabledRule& rule) { return rule.rule->id; });
  return enabled;
}

std::string PathRules::said_by(const std::string& path, std::string_view rule) const {
  for (std::size_t i = config_.overrides.size(); i > 0; --i) {
    if (config_.overrides[i - 1].levels.contains(rule) && holds(i - 1, path)) {
      return fmt::format("overrides.{}.rules.{}", i - 1, rule);
    }
  }
  return config_.levels.contains(rule) ? fmt::format("rules.{}", rule) : "";
}

}  // namespace lint
