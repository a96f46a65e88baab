#include "lint/check/unread.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace lint {
namespace {

bool is_in_key(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.' || c == '/' || c == '-';
}

/// Whether the text begins with the rest of a key, and its colon.
bool begins_with_key(std::string_view text) {
  constexpr std::string_view kQuotes = "\"'";
  if (!text.empty() && kQuotes.find(text[0]) != text.npos) text.remove_prefix(1);
  const auto end = std::ranges::find_if_not(text, is_in_key);
  text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
  if (!text.empty() && kQuotes.find(text[0]) != text.npos) text.remove_prefix(1);
  const std::size_t colon = text.find_first_not_of(" \t");
  if (colon == text.npos || text[colon] != ':') return false;
  // What goes on without a blank is a word such as the name of an image, unless it is JSON, or an
  // option of Docker.
  text.remove_prefix(colon + 1);
  return text.empty() || std::string_view(" \t\r\"'{[").find(text[0]) != text.npos ||
         text.starts_with("unconfined");
}

/// Whether the word around an offset is quoted as Markdown quotes code: prose speaks of it.
bool is_quoted_code(std::string_view text, std::size_t at) {
  while (at > 0 && is_in_key(text[at - 1])) --at;
  return at > 0 && text[at - 1] == '`';
}

/// Whether a comment goes on at the end of a line's begin. In a text whose lines were folded it
/// begins anywhere after a blank; what closes a quote after it may have been opened before it.
bool is_in_comment(std::string_view before) {
  const std::size_t hash = before.rfind('#');
  if (hash == before.npos || before.find_first_of("\"'", hash) != before.npos) return false;
  return hash == 0 || before[hash - 1] == ' ' || before[hash - 1] == '\t';
}

}  // namespace

std::vector<ByteRange> lines_that_set(const Patterns& words, std::string_view text) {
  std::vector<ByteRange> lines;
  for (std::size_t at = words.find(text); at < text.size();) {
    const std::size_t begin = text.rfind('\n', at) + 1;
    const std::size_t end = find_bytes(text, "\n", at);
    const std::size_t first = std::min(text.find_first_not_of(" \t-", begin), at);
    const bool is_comment = text[first] == '#' || is_in_comment(text.substr(begin, at - begin));
    if (!is_comment &&
        (begins_with_key(text.substr(first, end - first)) ||
         (!is_quoted_code(text, at) && begins_with_key(text.substr(at, end - at))))) {
      lines.push_back({static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(end)});
    }
    at = words.find(text, end);
  }
  return lines;
}

}  // namespace lint
