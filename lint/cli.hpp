#pragma once
/// The command line: options in, exit code out.

#include <cstdio>

namespace lint::cli {

inline constexpr int kClean = 0;     // nothing at or above --fail-level
inline constexpr int kFindings = 1;  // something
inline constexpr int kUsage = 2;     // command line wrong, nothing checked
inline constexpr int kFailed = 3;    // an input or output failed, or an internal error

/// Runs the program. Findings and lists go to `out`, everything else to `err`.
int run(int argc, const char* const* argv, std::FILE* out, std::FILE* err);

}  // namespace lint::cli
