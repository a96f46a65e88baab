#pragma once
/// What is done with a file's findings once all of its documents are judged.

#include "lint/check/settings.hpp"
#include "lint/report/run_result.hpp"
#include "lint/suppress/directive.hpp"
#include "lint/text/source.hpp"

namespace lint {

/// Suppresses what directives ask for, sorts, and keeps of the lines what the settings' reports
/// need. `directives` are null where the file has none, or none are to hold.
void finish_file(FileResult& result, const Source& source, const Directives* directives,
                 const Settings& settings);

}  // namespace lint
