#pragma once
/// The table of all rules.

#include <span>
#include <string_view>
#include <vector>

#include "lint/rule.hpp"

namespace rules {

/// Every rule, in alphabetical order.
std::span<const lint::Rule* const> all();

/// The ids of all rules.
std::vector<std::string_view> ids();

/// The rule with this id; null when there is none.
const lint::Rule* find(std::string_view id);

}  // namespace rules
