#include "rules/registry.hpp"

#include <algorithm>
#include <array>

/// The rules in alphabetical order, each in a file of its own that defines its row.
#define LINT_RULES(ROW)       \
  ROW(kDockerPrivileged)      \
  ROW(kDockerSeccompDisabled) \
  ROW(kIneffectiveSeccomp)    \
  ROW(kInvalidSeccompOption)  \
  ROW(kInvalidSeccompProfile) \
  ROW(kRequireSeccomp)        \
  ROW(kRestrictSeccomp)       \
  ROW(kUndecidedSeccomp)      \
  ROW(kUnusedSuppression)     \
  ROW(kWeakSeccompProfile)    \
  ROW(kYamlSyntax)

namespace rules {

#define DECLARE(name) extern const lint::Rule name;
LINT_RULES(DECLARE)
#undef DECLARE

namespace {
#define ADDRESS(name) &name,
constexpr std::array kRules{LINT_RULES(ADDRESS)};
#undef ADDRESS
}  // namespace

std::span<const lint::Rule* const> all() {
  return kRules;
}

std::vector<std::string_view> ids() {
  std::vector<std::string_view> ids;
  ids.reserve(kRules.size());
  for (const lint::Rule* rule : kRules) ids.push_back(rule->id);
  return ids;
}

const lint::Rule* find(std::string_view id) {
  const auto found = std::ranges::find(kRules, id, [](const lint::Rule* rule) { return rule->id; });
  return found == kRules.end() ? nullptr : *found;
}

}  // namespace rules
