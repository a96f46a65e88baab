#pragma once
/// Whether to use colours.

#include <cstdio>

namespace lint {

enum class ColorMode { automatic, always, never };

/// The decision for one stream: the option; then NO_COLOR off; then CLICOLOR_FORCE or FORCE_COLOR
/// on ("0" does not count); then a terminal whose TERM is not dumb.
bool use_color(ColorMode mode, std::FILE* stream);

}  // namespace lint
