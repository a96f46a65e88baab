#include "lint/text/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <numeric>
#include <vector>

namespace lint {
namespace {

/// East Asian wide characters and emoji, by block; see Unicode's EastAsianWidth.txt.
bool is_wide(std::uint32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
         (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) ||
         (c >= 0x20000 && c <= 0x3FFFD);
}

/// Combining marks, joiners and variation selectors.
bool is_zero_width(std::uint32_t c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200D) || (c >= 0xFE00 && c <= 0xFE0F);
}

/// Characters that end a line for some reader, reorder what is shown, or may not stand in XML.
bool is_unprintable(std::uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF ||
         c == 0xFFFE || c == 0xFFFF;
}

/// What most texts are all of: as much of the text's begin as is printable ASCII.
std::string_view printable_ascii(std::string_view text) {
  const auto end = std::ranges::find_if(text, [](char c) { return c < 0x20 || c > 0x7E; });
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

void append_escaped(std::string& out, std::uint32_t c) {
  switch (c) {
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += c < 0x100 ? fmt::format("\\x{:02x}", c) : fmt::format("\\u{:04x}", c);
  }
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

CodePoint decode_utf8(std::string_view text) {
  constexpr unsigned char kHighestLead = 0xF4;
  constexpr std::uint32_t kHighest = 0x10FFFF;
  constexpr std::uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};  // by number of bytes
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const CodePoint stray{byte(0), 1, false};
  const std::size_t bytes = utf8_length(byte(0));
  if (byte(0) < 0x80) return {byte(0), 1, true};
  if (bytes == 1 || bytes > text.size() || byte(0) > kHighestLead) return stray;
  std::uint32_t value = byte(0) & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return stray;
    value = value << 6U | (byte(i) & 0x3FU);
  }
  const bool is_surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kSmallest[bytes] || value > kHighest || is_surrogate) return stray;
  return {value, bytes, true};
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (true) {
    const std::string_view ascii = printable_ascii(text);
    out += ascii;
    text.remove_prefix(ascii.size());
    if (text.empty()) return out;
    const CodePoint c = decode_utf8(text);
    if (!c.is_valid || is_unprintable(c.value)) {
      append_escaped(out, c.value);
    } else {
      out += text.substr(0, c.bytes);
    }
    text.remove_prefix(c.bytes);
  }
}

std::string quoted(std::string_view text) {
  constexpr std::size_t kLongest = 80;
  std::size_t bytes = 0;
  for (std::size_t count = 0; bytes < text.size() && count < kLongest; ++count) {
    bytes += decode_utf8(text.substr(bytes)).bytes;
  }
  return fmt::format("'{}{}'", printable(text.substr(0, bytes)), bytes < text.size() ? "…" : "");
}

std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> candidates) {
  constexpr std::size_t kLongestWord = 64;
  if (word.empty() || word.size() > kLongestWord) return std::nullopt;
  const std::string wanted = lower(word);
  std::optional<std::string_view> best;
  std::size_t best_distance = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t distance = edit_distance(wanted, lower(candidate));
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

std::string hint(std::string_view word, std::span<const std::string_view> candidates) {
  const auto found = nearest(word, candidates);
  return found ? fmt::format("; did you mean '{}'?", *found) : std::string();
}

std::string choices(std::string_view word, std::span<const std::string_view> candidates) {
  std::string meant = hint(word, candidates);
  if (!meant.empty() && candidates.size() == 1) return meant;
  return fmt::format("{} {}", meant.empty() ? "; it may be" : meant + " It may be",
                     fmt::join(candidates, ", "));
}

std::string valid_utf8(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const CodePoint c = decode_utf8(text);
    if (c.is_valid) {
      out += text.substr(0, c.bytes);
    } else {
      append_escaped(out, c.value);
    }
    text.remove_prefix(c.bytes);
  }
  return out;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const CodePoint c = decode_utf8(text);
    width += is_zero_width(c.value) ? 0 : is_wide(c.value) ? 2 : 1;
    text.remove_prefix(c.bytes);
  }
  return width;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t begin = std::min(text.find_first_not_of(kBlanks), text.size());
  return text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin);
}

bool is_other_line_end(std::string_view text, std::size_t at) {
  const std::string_view until = text.substr(0, at + 1);
  if (until.ends_with('\r')) return !text.substr(at + 1).starts_with('\n');
  return until.ends_with("\xC2\x85") || until.ends_with("\xE2\x80\xA8") ||
         until.ends_with("\xE2\x80\xA9");
}

bool has_other_line_end(std::string_view text) {
  // What ends a line is CR or has no ASCII in it.
  for (std::size_t at = find_cr_or_non_ascii(text); at < text.size();
       at = find_cr_or_non_ascii(text, at + 1)) {
    if (is_other_line_end(text, at)) return true;
  }
  return false;
}

std::size_t find_cr_or_non_ascii(std::string_view text, std::size_t from) {
  constexpr unsigned kWanted = 0x80;
  const auto mark_of = [](char c) {
    return c == '\r' ? kWanted : static_cast<unsigned char>(c) & kWanted;
  };
  // A loop of a known length that does not end early, over bytes: compilers make vectors of it.
  constexpr std::size_t kBlock = 64;
  for (; from + kBlock <= text.size(); from += kBlock) {
    std::uint8_t marks = 0;
    for (std::size_t i = 0; i < kBlock; ++i) {
      marks = static_cast<std::uint8_t>(marks | mark_of(text[from + i]));
    }
    if (marks != 0) break;
  }
  while (from < text.size() && mark_of(text[from]) == 0) ++from;
  return std::min(from, text.size());
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

}  // namespace lint
