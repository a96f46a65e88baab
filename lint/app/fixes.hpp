#pragma once
/// What becomes of mended files: written, printed, or shown as a diff.

#include <string>
#include <vector>

#include "lint/report/run_result.hpp"

namespace lint {

/// The diffs of all mended files.
std::string diff_of(const RunResult& run);

/// Writes each mended file. What cannot be written is in the run's `failed`, and its edits count as
/// not made. Returns the text for standard output: that of standard input, mended or not.
std::string write_fixes(RunResult& run);

/// "2 fixed, 3 left, 1 with --unsafe-fixes".
std::string fix_summary(const RunResult& run);

}  // namespace lint
