#pragma once
/// What every HTML report holds whatever was found: how it looks, and the script that filters its
/// table. Neither needs a network, and neither holds `<`, `>` or `&`.

#include <string_view>

namespace lint::report {

/// Style sheets. Of the colours of text each has a contrast of at least 4.5 to what is behind it
/// (w3.org/TR/WCAG21 1.4.3).
extern const std::string_view kHtmlStyle;

/// Adds a box for words and a list of states above the table `containers`.
extern const std::string_view kHtmlScript;

}  // namespace lint::report
