#pragma once
/// Lints many files: reads them, shares the work among threads, and puts the results in order.

#include <functional>

#include "lint/check/settings.hpp"
#include "lint/files/discover.hpp"
#include "lint/report/run_result.hpp"

namespace lint {

/// Names the files of a run: calls `add` with one after the other.
using FileList = std::function<void(const std::function<void(files::File)>& add)>;

/// Takes the result of a file. Called for one file at a time, by any thread.
using TakeResult = std::function<void(FileResult file)>;

/// Checks the files, the first ones while others are still being found; "-" is standard input. Each
/// result is handed to `take` as soon as those of all files before it are, in the given order. What
/// cannot be read is in the result's `failed`, and the others are checked all the same. Results do
/// not depend on the number of threads.
void check_files(const FileList& list, const Settings& settings, const TakeResult& take);

/// The same, and all results together.
RunResult check_files(const FileList& list, const Settings& settings);

}  // namespace lint
