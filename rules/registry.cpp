#include "rules/registry.hpp"

#include <algorithm>
#include <array>

#include "rules/rules.hpp"

namespace rules {
namespace {
const std::array kRules{
    kDockerSeccompDisabled, kInvalidSeccompOption, kRestrictSeccomp,
    kUndecidedSeccomp,      kUnusedSuppression,    kYamlSyntax,
};
}

std::span<const lint::Rule> all() {
  return kRules;
}

std::vector<std::string_view> ids() {
  std::vector<std::string_view> ids;
  ids.reserve(kRules.size());
  for (const lint::Rule& rule : kRules) ids.push_back(rule.id);
  return ids;
}

const lint::Rule* find(std::string_view id) {
  const auto found = std::ranges::find(kRules, id, &lint::Rule::id);
  return found == kRules.end() ? nullptr : &*found;
}

}  // namespace rules
