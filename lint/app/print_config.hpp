#pragma once
/// The configuration that holds, as a configuration file.

#include <string>

#include "lint/app/options.hpp"

namespace lint {

/// What holds in this run; where a path is given on the command line, what holds for that path,
/// with the place of each line in a comment.
std::string print_config(const Options& options, const Config& config);

}  // namespace lint
