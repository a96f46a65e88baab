#include "rules/registry.hpp"

#include <algorithm>
#include <array>

#include "rules/rules.hpp"

namespace rules {
namespace {
const std::array kRules{
    kDockerSeccompDisabled, kInvalidSeccompOption, kRestrictSeccomp, kUndecidedSeccomp, kYamlSyntax,
};
}

std::span<const lint::Rule> all() {
  return kRules;
}

const lint::Rule* find(std::string_view id) {
  const auto found = std::ranges::find(kRules, id, &lint::Rule::id);
  return found == kRules.end() ? nullptr : &*found;
}

}  // namespace rules
