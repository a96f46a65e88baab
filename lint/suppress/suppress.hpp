#pragma once
/// Takes findings back where the manifest says so.

#include <span>
#include <string_view>

#include "lint/report/run_result.hpp"
#include "lint/rule.hpp"
#include "lint/suppress/directive.hpp"
#include "lint/text/source.hpp"

namespace lint {

inline constexpr std::string_view kUnusedSuppression = "unused-suppression";

/// Moves the findings of one file that a directive takes back to `result.suppressed`, and adds a
/// finding for each directive that does nothing, cannot be followed or gives no reason. Directives
/// for rules that are known but not among `rules` are left alone. A text that may_hold_directive()
/// denies has none.
void suppress(FileResult& result, const Source& source, const Directives& directives,
              std::span<const EnabledRule> rules);

}  // namespace lint
