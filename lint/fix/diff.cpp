#include "lint/fix/diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>
#include <vector>

namespace lint::fix {
namespace {

constexpr std::size_t kContext = 3;

using Lines = std::vector<std::string_view>;

/// The lines with their ends.
Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

/// Lines, by their numbers, that take the place of others.
struct Piece {
  std::size_t before = 0;
  std::size_t before_end = 0;
  std::size_t after = 0;
  std::size_t after_end = 0;
};

/// The first place after two lines that differ where both texts go on with the same one. Edits
/// change or remove a few lines, so the nearest such place is the right one.
Piece piece_at(const Lines& before, std::size_t i, const Lines& after, std::size_t j) {
  const std::size_t rest_before = before.size() - i;
  const std::size_t rest_after = after.size() - j;
  for (std::size_t lines = 1; lines <= rest_before + rest_after; ++lines) {
    for (std::size_t added = 0; added <= std::min(lines, rest_after); ++added) {
      const std::size_t removed = lines - added;
      if (removed > rest_before) continue;
      const bool is_end = removed == rest_before && added == rest_after;
      const bool is_same =
          removed < rest_before && added < rest_after && before[i + removed] == after[j + added];
      if (is_end || is_same) return {i, i + removed, j, j + added};
    }
  }
  return {i, before.size(), j, after.size()};
}

std::vector<Piece> pieces_of(const Lines& before, const Lines& after) {
  std::vector<Piece> pieces;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < before.size() || j < after.size()) {
    if (i < before.size() && j < after.size() && before[i] == after[j]) {
      ++i;
      ++j;
      continue;
    }
    pieces.push_back(piece_at(before, i, after, j));
    i = pieces.back().before_end;
    j = pieces.back().after_end;
  }
  return pieces;
}

void append_lines(std::string& out, char mark, std::span<const std::string_view> lines) {
  for (const std::string_view line : lines) {
    out += mark;
    out += line;
    if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
  }
}

/// "18,7": where lines begin, or after which line they would, and how many they are.
std::string range_of(std::size_t begin, std::size_t end) {
  const std::size_t count = end - begin;
  const std::size_t first = count == 0 ? begin : begin + 1;
  return count == 1 ? fmt::format("{}", first) : fmt::format("{},{}", first, count);
}

std::span<const std::string_view> between(const Lines& lines, std::size_t begin, std::size_t end) {
  return std::span(lines).subspan(begin, end - begin);
}

/// Pieces whose contexts touch, in one hunk.
void append_hunk(std::string& out, const Lines& before, const Lines& after,
                 std::span<const Piece> pieces) {
  const std::size_t lead = std::min(kContext, pieces.front().before);
  const std::size_t trail = std::min(kContext, before.size() - pieces.back().before_end);
  fmt::format_to(std::back_inserter(out), "@@ -{} +{} @@\n",
                 range_of(pieces.front().before - lead, pieces.back().before_end + trail),
                 range_of(pieces.front().after - lead, pieces.back().after_end + trail));
  std::size_t at = pieces.front().before - lead;
  for (const Piece& piece : pieces) {
    append_lines(out, ' ', between(before, at, piece.before));
    append_lines(out, '-', between(before, piece.before, piece.before_end));
    append_lines(out, '+', between(after, piece.after, piece.after_end));
    at = piece.before_end;
  }
  append_lines(out, ' ', between(before, at, at + trail));
}

/// A name as git writes it: in quotes where it holds a quote, a backslash or a control character.
std::string name_of(std::string_view side, std::string_view path) {
  std::string name;
  bool is_quoted = false;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_control = byte < 0x20 || byte == 0x7F;
    is_quoted = is_quoted || is_control || c == '"' || c == '\\';
    if (is_control) {
      name += fmt::format("\\{:03o}", byte);
    } else {
      if (c == '"' || c == '\\') name += '\\';
      name += c;
    }
  }
  if (is_quoted) return fmt::format("\"{}/{}\"", side, name);
  // What follows a tab is no part of a name, which may so hold blanks.
  return fmt::format("{}/{}{}", side, name, name.find(' ') == name.npos ? "" : "\t");
}

}  // namespace

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after) {
  if (before == after) return {};
  const Lines old_lines = lines_of(before);
  const Lines new_lines = lines_of(after);
  const std::vector<Piece> pieces = pieces_of(old_lines, new_lines);
  while (path.starts_with('/')) path.remove_prefix(1);
  std::string out = fmt::format("--- {}\n+++ {}\n", name_of("a", path), name_of("b", path));
  for (std::size_t first = 0; first < pieces.size();) {
    std::size_t end = first + 1;
    while (end < pieces.size() && pieces[end].before - pieces[end - 1].before_end <= 2 * kContext) {
      ++end;
    }
    append_hunk(out, old_lines, new_lines, std::span(pieces).subspan(first, end - first));
    first = end;
  }
  return out;
}

std::vector<Replacement> changed_lines(std::string_view before, std::string_view after) {
  const Lines old_lines = lines_of(before);
  const Lines new_lines = lines_of(after);
  std::vector<Replacement> changes;
  std::size_t line = 0;
  std::size_t at = 0;
  // Goes on to where a line of `before` begins.
  const auto offset = [&](std::size_t wanted) {
    for (; line < wanted; ++line) at += old_lines[line].size();
    return static_cast<std::uint32_t>(at);
  };
  for (const Piece& piece : pieces_of(old_lines, new_lines)) {
    Replacement& change = changes.emplace_back();
    change.place.begin = offset(piece.before);
    change.place.end = offset(piece.before_end);
    for (const std::string_view text : between(new_lines, piece.after, piece.after_end)) {
      change.text += text;
    }
  }
  return changes;
}

}  // namespace lint::fix
