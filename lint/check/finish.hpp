#pragma once
/// What is done with a file's findings once all of its documents are judged.

#include "lint/check/settings.hpp"
#include "lint/report/run_result.hpp"
#include "lint/suppress/directive.hpp"
#include "lint/text/source.hpp"

namespace lint {

/// Suppresses, sorts, and keeps of the lines what the settings' reports need.
void finish_file(FileResult& result, const Source& source, const Directives& directives,
                 const Settings& settings);

}  // namespace lint
