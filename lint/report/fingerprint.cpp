#include "lint/report/fingerprint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <unordered_map>

#include "lint/text/text.hpp"

namespace lint {
namespace {

/// The hashes of a window of units that slides over a text, where the window begins with a line.
class LineHasher {
 public:
  explicit LineHasher(std::size_t lines) {
    hashes_.reserve(lines);
    for (std::size_t i = 0; i < kWindow; ++i) oldest_factor_ *= kFactor;
  }

  /// Takes the text's next UTF-16 unit.
  void unit(std::uint16_t unit) {
    const bool is_after_cr = was_cr_;
    was_cr_ = unit == '\r';
    if (unit == ' ' || unit == '\t' || (is_after_cr && unit == '\n')) return;
    push(unit == '\r' ? std::uint16_t{'\n'} : unit);
  }

  /// Of each line.
  std::vector<std::uint64_t> finish() {
    push(kEnd);
    for (std::size_t i = 0; i < kWindow; ++i) {
      close_line();
      slide(0);
    }
    return std::move(hashes_);
  }

 private:
  static constexpr std::size_t kWindow = 100;
  static constexpr std::uint64_t kFactor = 37;
  static constexpr std::uint16_t kEnd = 0xFFFF;

  void push(std::uint16_t unit) {
    close_line();
    begins_line_[at_] = is_after_end_;
    is_after_end_ = unit == '\n';
    slide(unit);
  }

  /// When the oldest unit of a full window begins a line, the window is that line's hash.
  void close_line() {
    if (begins_line_[at_]) hashes_.push_back(hash_);
    begins_line_[at_] = false;
  }

  void slide(std::uint16_t unit) {
    hash_ = hash_ * kFactor + unit - oldest_factor_ * units_[at_];
    units_[at_] = unit;
    if (++at_ == kWindow) at_ = 0;
  }

  std::array<std::uint16_t, kWindow> units_{};
  std::array<bool, kWindow> begins_line_{};  // with this unit
  std::size_t at_ = 0;
  std::uint64_t hash_ = 0;
  std::uint64_t oldest_factor_ = 1;
  bool is_after_end_ = true;
  bool was_cr_ = false;
  std::vector<std::uint64_t> hashes_;
};

/// The hashes of all lines.
std::vector<std::uint64_t> all_hashes(std::string_view text, bool has_mark) {
  constexpr std::uint32_t kSupplementary = 0x10000;
  constexpr std::uint16_t kMarkUnit = 0xFEFF;
  constexpr std::uint32_t kReplacement = 0xFFFD;
  constexpr unsigned char kAscii = 0x80;
  const auto ends = std::ranges::count_if(text, [](char c) { return c == '\n' || c == '\r'; });
  LineHasher hasher(static_cast<std::size_t>(ends) + 1);
  if (has_mark) hasher.unit(kMarkUnit);
  for (std::size_t at = 0; at < text.size();) {
    if (const auto byte = static_cast<unsigned char>(text[at]); byte < kAscii) {
      hasher.unit(byte);
      ++at;
      continue;
    }
    const CodePoint read = decode_utf8(text.substr(at));
    const std::uint32_t c = read.is_valid ? read.value : kReplacement;
    if (c >= kSupplementary) {
      hasher.unit(static_cast<std::uint16_t>(0xD800 + ((c - kSupplementary) >> 10U)));
      hasher.unit(static_cast<std::uint16_t>(0xDC00 + ((c - kSupplementary) & 0x3FFU)));
    } else {
      hasher.unit(static_cast<std::uint16_t>(c));
    }
    at += read.bytes;
  }
  return hasher.finish();
}

/// The last `most` characters of `text`.
std::string_view tail(std::string_view text, std::size_t most) {
  std::size_t begin = text.size();
  for (std::size_t count = 0; begin > 0 && count < most; ++count) {
    do {
      --begin;
    } while (begin > 0 && !begins_character(text[begin]));
  }
  return text.substr(begin);
}

/// The first `most` characters of `text`.
std::string_view head(std::string_view text, std::size_t most) {
  std::size_t end = 0;
  for (std::size_t count = 0; end < text.size() && count < most; ++count) {
    end += utf8_length(static_cast<unsigned char>(text[end]));
  }
  return text.substr(0, end);
}

}  // namespace

std::vector<LineHash> line_hashes(std::string_view text, std::span<const std::uint32_t> lines,
                                  bool has_mark) {
  const std::vector<std::uint64_t> all = all_hashes(text, has_mark);
  // Lines are counted only where one that is asked for has the same hash.
  std::unordered_map<std::uint64_t, std::uint32_t> counts;
  counts.reserve(lines.size());
  // Tells most of the other lines apart by a bit.
  constexpr std::size_t kBitsPerLine = 8;
  const std::size_t mask = std::bit_ceil(lines.size() * kBitsPerLine + 1) - 1;
  std::vector<bool> may_count(mask + 1);
  for (const std::uint32_t line : lines) {
    if (line > all.size()) continue;
    counts.emplace(all[line - 1], 0);
    may_count[all[line - 1] & mask] = true;
  }
  std::vector<LineHash> found;
  found.reserve(lines.size());
  std::size_t counted = 0;
  for (const std::uint32_t line : lines) {
    for (; counted < std::min<std::size_t>(line, all.size()); ++counted) {
      if (!may_count[all[counted] & mask]) continue;
      const auto count = counts.find(all[counted]);
      if (count != counts.end()) ++count->second;
    }
    found.push_back(line <= all.size() ? LineHash{all[line - 1], counts.at(all[line - 1])}
                                       : LineHash{});
  }
  return found;
}

std::string to_string(const LineHash& hash) {
  return fmt::format("{:x}:{}", hash.hash, hash.number);
}

Excerpt excerpt_of(std::string_view text, ByteRange place) {
  constexpr std::size_t kMostBefore = 60;
  constexpr std::size_t kMostMarked = 80;
  constexpr std::size_t kMostAfter = 40;
  const std::size_t at = std::min<std::size_t>(place.begin, text.size());
  const std::size_t begin = text.substr(0, at).rfind('\n') + 1;
  std::size_t end = std::min(text.find('\n', at), text.size());
  if (end > at && text[end - 1] == '\r') --end;
  const std::size_t marked_end = std::clamp<std::size_t>(place.end, at, end);
  const std::string_view before = text.substr(begin, at - begin);
  const std::string_view marked = head(text.substr(at, marked_end - at), kMostMarked);
  const std::string_view after = text.substr(at + marked.size(), end - at - marked.size());
  const std::size_t before_size = tail(before, kMostBefore).size();
  const std::size_t after_size = head(after, kMostAfter).size();
  Excerpt excerpt;
  excerpt.text = text.substr(at - before_size, before_size + marked.size() + after_size);
  excerpt.before_size = static_cast<std::uint32_t>(before_size);
  excerpt.marked_size = static_cast<std::uint16_t>(marked.size());
  excerpt.is_cut_before = before_size < before.size();
  excerpt.is_cut_after = after_size < after.size();
  return excerpt;
}

}  // namespace lint
