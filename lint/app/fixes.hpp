#pragma once
/// What becomes of mended files: written, printed, or shown as a diff.

#include <span>
#include <string>
#include <vector>

#include "lint/report/run_result.hpp"

namespace lint {

/// The diffs of all mended files.
std::string diff_of(std::span<const FileResult> files);

/// Writes each mended file. What cannot be written is in the file's `failed`, and its edits count
/// as not made. Returns the text for standard output: that of standard input, mended or not.
std::string write_fixes(std::span<FileResult> files);

/// "2 fixed, 3 left, 1 with --unsafe-fixes".
std::string fix_summary(const RunResult& run);

}  // namespace lint
