#pragma once
/// JSON that libyaml refuses, made readable for it without moving a byte (RFC 8259).

#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"

namespace lint::input {

/// The objects and arrays of a stream of JSON texts written one behind the other, as in JSON lines.
/// What is left behind the last whole one, if it is not blank, is the last range. Empty when
/// text[within] does not begin with a whole one; only brackets and strings are looked at.
std::vector<ByteRange> split_json(std::string_view text, ByteRange within);

/// A copy of the text in which text[within] says the same to a YAML reader: what JSON may write
/// between a key and its colon is put behind the colon, line ends and tabs are blanks, and within
/// strings what YAML does not know (surrogates, DEL and the like) is replaced. Keys too long for a
/// YAML reader lose their text.
std::string mask_json(std::string_view text, ByteRange within);

}  // namespace lint::input
