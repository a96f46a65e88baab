#pragma once
/// Puts edits into a text, and a text back into the bytes of a file.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "lint/finding.hpp"
#include "lint/text/source.hpp"

namespace lint::fix {

/// A text with edits in it.
struct Applied {
  std::string text;
  std::size_t edits = 0;
};

/// Makes the edits of one text in their order. One that touches what an edit before it changes is
/// left out: it is found again in the text that comes out.
Applied apply(std::string_view text, std::span<const Edit* const> edits);

/// The bytes of a file that holds `text` instead of the source's, in the same encoding and with the
/// same mark. Nothing when the source's bytes are not well-formed, so that others would change,
/// too.
std::optional<std::string> encoded(const Source& source, std::string_view text);

}  // namespace lint::fix
