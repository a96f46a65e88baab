#pragma once
/// JSON as people write it by hand, read as Microsoft's jsonc-parser reads it when nobody looks at
/// its list of errors.

#include <span>

namespace lint::yaml {

/// Overwrites in a text what strict JSON does not know and jsonc-parser passes over: comments and
/// superfluous commas become blanks, and a blank becomes the comma that is missing between two
/// values. Line ends stay. Returns whether anything was changed.
bool mask_json_comments(std::span<char> text);

}  // namespace lint::yaml
