#pragma once
/// Lints many files: reads them, shares the work among threads, and puts the results in order.

#include <functional>

#include "lint/check/settings.hpp"
#include "lint/files/discover.hpp"
#include "lint/report/run_result.hpp"

namespace lint {

/// Names the files of a run: calls `add` with one after the other.
using FileList = std::function<void(const std::function<void(files::File)>& add)>;

/// Checks the files in the given order, the first ones while others are still being found; "-" is
/// standard input. What cannot be read is in the result's `failed`, and the others are checked all
/// the same. The result does not depend on the number of threads.
RunResult check_files(const FileList& list, const Settings& settings);

}  // namespace lint
