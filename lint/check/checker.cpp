#include "lint/check/checker.hpp"

#include <utility>
#include <vector>

#include "lint/check/mend.hpp"
#include "lint/check/select.hpp"

namespace lint {

FileResult Checker::check(const std::string& name, std::optional<Role> role, const Source& source,
                          const DoAll& do_all) {
  const Role known = role ? *role : role_of(name, charts_);
  const Way& way = way_for(name);
  const auto lint = [&](const Source& text) {
    return lint_file(name, known, text, way.settings, way.triggers, do_all, charts_.chart_of(name));
  };
  return settings_.fixing == Fixing::none ? lint(source) : mend_file(source, way.settings, lint);
}

/// How a file is linted: by the rules that hold for its path.
const Checker::Way& Checker::way_for(const std::string& name) {
  if (!settings_.rules_for) return ways_.front();
  std::vector<EnabledRule> rules = settings_.rules_for(name);
  const std::lock_guard lock(mutex_);
  for (const Way& way : ways_) {
    if (way.settings.rules == rules) return way;
  }
  Settings settings = settings_;
  settings.rules = std::move(rules);
  return ways_.emplace_back(settings);
}

}  // namespace lint
