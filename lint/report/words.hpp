#pragma once
/// Words that several formats share.

#include <string>
#include <string_view>

#include "lint/finding.hpp"
#include "lint/report/report.hpp"

namespace lint::report {

/// "Deployment 'web', container 'app'" as one line without control characters; empty when the
/// finding is about no object.
std::string subject_words(const Subject& subject);

/// The sentence that a finding is told with, subject first, on one line.
std::string sentence(const Finding& finding);

/// `path:line:col: severity: sentence [rule]`, the line of the text format without its end.
std::string line_of(const Finding& finding);

/// The path as seen from the current folder when it lies below it; as given when not. Forward
/// slashes, no leading "./". Raw bytes.
std::string relative_path(std::string_view path);

/// What to do about findings of this rule, as one paragraph of Markdown.
std::string remedy_of(std::string_view rule, const Style& style);

std::size_t count_errors(const Report& report);

/// The one line for standard error: what was looked at, and what came of it.
std::string summary(const Report& report);

}  // namespace lint::report
