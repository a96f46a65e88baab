#pragma once
/// JSON that libyaml refuses, made readable for it without moving a byte.

#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"

namespace lint::input {

/// The objects and arrays of a stream of JSON texts written one behind the other, as in JSON lines.
/// Empty when text[within] is no such stream; only brackets and strings are looked at.
std::vector<ByteRange> split_json(std::string_view text, ByteRange within);

/// A copy of the text in which escaped surrogates, which YAML does not know, are \uFFFD instead.
std::string mask_surrogates(std::string_view text);

}  // namespace lint::input
