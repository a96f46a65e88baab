#pragma once
/// Cuts a stream into its documents before any YAML reader sees it, so that each of them is read,
/// and fails, alone. kubectl cuts at the same lines (apimachinery pkg/util/yaml/decoder.go).

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"
#include "lint/text/placed.hpp"
#include "lint/yaml/margin.hpp"

namespace lint::yaml {

/// The documents of a YAML stream, in order; some may hold nothing but comments. A line that begins
/// with `---` or `...` and goes on with a blank or its end separates documents whatever stands
/// around it: YAML allows neither inside a scalar. Directives stay with the document that they
/// precede. The margin, where it is known, is the text's.
std::vector<ByteRange> split_documents(std::string_view text);
std::vector<ByteRange> split_documents(std::string_view text, const Margin& margin);

/// Offset, within a document, of a line that kubectl takes for a separator, and YAML does not:
/// `---` with a comment right after it, or with a space that only Unicode knows.
std::optional<std::uint32_t> disputed_separator(std::string_view document);

/// The documents in a literal block scalar of the text, where they stand. Nothing for any other
/// scalar, and where the text in it can only be read on its own: where it has directives, or more
/// than a marker on a marker's line, which libyaml knows at column 0 only, or other line ends.
std::optional<std::vector<ByteRange>> split_literal(const PlacedText& text, ByteRange scalar);

}  // namespace lint::yaml
