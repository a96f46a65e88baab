#pragma once
/// What the program says by its exit code.

namespace lint {

inline constexpr int kClean = 0;     // nothing at or above --fail-level
inline constexpr int kFindings = 1;  // something
inline constexpr int kUsage = 2;     // command line or configuration wrong, nothing checked
inline constexpr int kFailed = 3;    // an input or output failed, or an internal error

}  // namespace lint
