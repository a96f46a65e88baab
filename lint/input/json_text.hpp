#pragma once
/// JSON that libyaml refuses, made readable for it without moving a byte (RFC 8259).

#include <span>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"

namespace lint::input {

/// The objects and arrays of a stream of JSON texts written one behind the other, as in JSON lines.
/// What is left behind the last whole one, if it is not blank, is the last range. Empty when
/// text[within] does not begin with a whole one; only brackets and strings are looked at.
std::vector<ByteRange> split_json(std::string_view text, ByteRange within);

/// Changes a JSON text so that it says the same to a YAML reader: what JSON may write between a key
/// and its colon is put behind the colon, line ends and tabs are blanks, and within strings what
/// YAML does not know (surrogates, DEL and the like) is replaced. Keys too long for a YAML reader
/// lose their text.
void mask_json(std::span<char> text);

}  // namespace lint::input
