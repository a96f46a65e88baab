#pragma once
/// Mends a file as far as the edits of its findings go.

#include <functional>

#include "lint/check/settings.hpp"
#include "lint/report/run_result.hpp"
#include "lint/text/source.hpp"

namespace lint {

/// Makes the edits of the findings that `lint` finds in the source, those that the settings allow,
/// and again those of what is found then, until there are none. Returns what is left, with the
/// bytes before and after in `mended`; each finding whose edit cannot be made says why.
FileResult mend_file(const Source& source, const Settings& settings,
                     const std::function<FileResult(const Source&)>& lint);

}  // namespace lint
