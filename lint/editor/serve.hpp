#pragma once
/// A session over two pipes, from its first byte to its end.

#include <string_view>

#include "lint/editor/configuration.hpp"

namespace lint::editor {

/// Serves the client that writes to `in` and reads from `out` until it ends the session, goes away
/// or cannot be understood any more. Returns the exit code: 0 after an orderly `shutdown`, else 1.
int serve(int in, int out, std::string_view version, const Configure& configure);

}  // namespace lint::editor
