#pragma once
/// From files to findings: reads them, shares the work among threads, and puts the results in
/// order.

#include <string>
#include <string_view>
#include <vector>

#include "lint/file_check.hpp"
#include "lint/report/report.hpp"

namespace lint {

/// Checks the files in the given order; "-" is standard input. What cannot be read is in the
/// report's `failed`, and the others are checked all the same. The report does not depend on the
/// number of threads.
Report check_files(const std::vector<std::string>& files, const Settings& settings);

/// Checks one text as the file called `name` would be.
Report check_text(const std::string& name, std::string_view bytes, const Settings& settings);

}  // namespace lint
