#pragma once
/// The command line: options in, exit code out.

#include <cstdio>

#include "lint/app/exit_code.hpp"

namespace lint::cli {

/// Runs the program and returns its exit code. Findings and lists go to `out`, everything else to
/// `err`.
int run(int argc, const char* const* argv, std::FILE* out, std::FILE* err);

}  // namespace lint::cli
