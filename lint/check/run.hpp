#pragma once
/// From files to findings: reads them, shares the work among threads, and puts the results in
/// order.

#include <functional>
#include <string>
#include <string_view>

#include "lint/check/file.hpp"
#include "lint/report/report.hpp"

namespace lint {

/// Names the files of a run: calls `add` with one after the other.
using FileList = std::function<void(const std::function<void(std::string)>& add)>;

/// Checks the files in the given order, the first ones while others are still being found; "-" is
/// standard input. What cannot be read is in the report's `failed`, and the others are checked all
/// the same. The report does not depend on the number of threads.
Report check_files(const FileList& list, const Settings& settings);

/// Checks one text as the file called `name` would be.
Report check_text(const std::string& name, std::string_view bytes, const Settings& settings);

}  // namespace lint
