#pragma once
/// What the terminal can show.

#include <cstddef>
#include <cstdio>

namespace lint {

enum class ColorMode { automatic, always, never };

/// The decision for one stream: the option; then NO_COLOR off; then CLICOLOR_FORCE or FORCE_COLOR
/// on ("0" does not count); then a terminal whose TERM is not dumb.
bool use_color(ColorMode mode, std::FILE* stream);

/// Whether texts on the stream may be links (OSC 8): a terminal that says which one it is, of those
/// that know them. FORCE_HYPERLINK decides where it is set; "0" is off.
bool use_links(std::FILE* stream);

/// How many columns texts on the stream have: COLUMNS, or the terminal's own; 80 where neither is
/// known, and never less than 40.
std::size_t terminal_width(std::FILE* stream);

}  // namespace lint
