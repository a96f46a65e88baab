#pragma once
/// Cuts a stream into its documents before any YAML reader sees it, so that each of them is read,
/// and fails, alone. kubectl cuts at the same lines (apimachinery pkg/util/yaml/decoder.go).

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"

namespace lint::input {

/// The documents of a YAML stream, in order; some may hold nothing but comments. A line that begins
/// with `---` or `...` and goes on with a blank or its end separates documents whatever stands
/// around it: YAML allows neither inside a scalar. Directives stay with the document that they
/// precede.
std::vector<ByteRange> split_documents(std::string_view text);

/// Offset of a line in a document that kubectl takes for a separator, and YAML does not: `---` with
/// a comment right behind it, or with a space that only Unicode knows.
std::optional<std::uint32_t> disputed_separator(std::string_view text, ByteRange document);

/// Cuts as split_documents does, in lines that are a literal block scalar within text, and indented
/// as a whole.
std::vector<ByteRange> split_indented(std::string_view text, ByteRange lines);

}  // namespace lint::input
