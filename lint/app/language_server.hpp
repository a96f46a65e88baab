#pragma once
/// What the options and the workspace's configuration mean to an editor's session.

#include <string_view>

#include "lint/app/options.hpp"

namespace lint {

/// Serves the editor at standard input and `out` until it goes; returns the exit code. Throws a
/// UsageError where the options cannot be followed.
int serve_editor(const Options& options, int out, std::string_view version);

}  // namespace lint
