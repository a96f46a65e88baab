#pragma once
/// JSON that libyaml refuses, made readable for it without moving a byte (RFC 8259).

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"

namespace lint::yaml {

/// The objects and arrays of a stream of JSON texts written one after the other, as in JSON lines.
/// What is left after the last whole one, if it is not blank, is the last range. Empty when the
/// text does not begin with a whole one.
std::vector<ByteRange> split_json(std::string_view text);

/// An entry of a JSON object.
struct JsonEntry {
  std::string_view key;  // as written between the quotes
  bool is_scalar = false;
};

/// The entries of the object that is all of the text, in their order. Nothing when the text is
/// anything but strict JSON (RFC 8259), so that every YAML reader sees the same entries, or when a
/// key is written with an escape. Several times as fast as reading it.
std::optional<std::vector<JsonEntry>> json_root_entries(std::string_view text);

/// Changes a JSON text so that it says the same to a YAML reader: what JSON may write between a key
/// and its colon is put after the colon, line ends and tabs are blanks, and within strings what
/// YAML does not know (surrogates, DEL and the like) is replaced. Keys too long for a YAML reader
/// lose their text.
void mask_json(std::span<char> text);

}  // namespace lint::yaml
