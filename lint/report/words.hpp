#pragma once
/// Words that several formats share.

#include <string>
#include <string_view>

#include "lint/finding.hpp"
#include "lint/report/run_result.hpp"

namespace lint::report {

/// What standard input is called where nobody names it.
inline constexpr std::string_view kUnnamedStdin = "<stdin>";

/// "Deployment 'web'" as one line without control characters.
std::string object_words(const Object& object);

/// "Deployment 'web', container 'app'"; empty when the finding is about no object.
std::string subject_words(const FileResult& file, const Finding& finding);

/// The message as raw text: the fact, the places that explain it, and the advice.
std::string message_of(const Finding& finding);

/// What another place has to do with a finding: "anchor on line 2".
std::string words_of(const Related& related);

/// A phrase as raw text.
std::string text_of(const Phrase& phrase);

/// The sentence that a finding is told with, subject first, on one line.
std::string sentence(const FileResult& file, const Finding& finding);

/// `path:line:col: severity: sentence [rule]`, the line of the text format without its end.
std::string line_of(const FileResult& file, const Finding& finding);

/// The path as seen from the current folder when it lies below it; as given when not. Forward
/// slashes, no leading "./". Raw bytes.
std::string relative_path(std::string_view path);

/// The path as seen from the repository that holds the current folder: from the nearest folder with
/// .git. Like relative_path() where there is none, and for what lies outside of it.
std::string repository_path(std::string_view path);

/// A path for a URI (RFC 3986): everything but unreserved characters and slashes is
/// percent-encoded, a colon too, for it would end a scheme.
std::string percent_encoded(std::string_view path);

/// What to do about findings of this rule, as one paragraph of Markdown.
std::string remedy_of(const Rule& rule);

/// The one line for standard error: what was looked at, and what came of it.
std::string summary(const RunResult& run);

}  // namespace lint::report
