#include "lint/input/json_text.hpp"

#include <cstdint>

namespace lint::input {

std::vector<ByteRange> split_json(std::string_view text, ByteRange within) {
  std::vector<ByteRange> values;
  std::uint32_t begin = within.begin;
  std::uint32_t depth = 0;
  bool in_string = false;
  for (std::uint32_t at = within.begin; at < within.end; ++at) {
    const char c = text[at];
    if (in_string) {
      if (c == '\\') ++at;
      if (c == '"') in_string = false;
      continue;
    }
    if (c == '"') in_string = true;
    if (c == '{' || c == '[') {
      if (depth++ == 0) begin = at;
    } else if (c == '}' || c == ']') {
      if (depth == 0) return {};
      if (--depth == 0) values.push_back({begin, at + 1});
    } else if (depth == 0 && std::string_view(" \t\r\n").find(c) == std::string_view::npos) {
      return {};
    }
  }
  return depth == 0 && !in_string ? values : std::vector<ByteRange>{};
}

std::string mask_surrogates(std::string_view text) {
  std::string masked(text);
  for (std::size_t at = 0; at + 6 <= masked.size(); ++at) {
    if (masked[at] != '\\') continue;
    // D800 to DFFF, the halves of a pair.
    const bool is_surrogate =
        masked[at + 1] == 'u' && (masked[at + 2] | 0x20) == 'd' &&
        std::string_view("89abcdefABCDEF").find(masked[at + 3]) != std::string_view::npos;
    if (is_surrogate) masked.replace(at + 2, 4, "FFFD");
    ++at;
  }
  return masked;
}

}  // namespace lint::input
