#include "lint/report/fingerprint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "lint/text/text.hpp"

namespace lint {
namespace {

/// The hash of a window of units that slides over a text, and the lines that begin in it.
class LineHasher {
 public:
  explicit LineHasher(const std::set<std::uint32_t>& wanted) : wanted_(wanted) {
    for (std::size_t i = 0; i < kWindow; ++i) oldest_factor_ *= kFactor;
  }

  /// Takes the text's next UTF-16 unit.
  void unit(std::uint16_t unit) {
    const bool is_after_cr = was_cr_;
    was_cr_ = unit == '\r';
    if (unit == ' ' || unit == '\t' || (is_after_cr && unit == '\n')) return;
    push(unit == '\r' ? std::uint16_t{'\n'} : unit);
  }

  std::map<std::uint32_t, std::string> finish() {
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
    if (begins_line_) lines_[at_] = ++line_;
    begins_line_ = unit == '\n';
    slide(unit);
  }

  /// When the oldest unit of a full window begins a line, the window is that line's hash.
  void close_line() {
    const std::uint32_t line = lines_[at_];
    lines_[at_] = 0;
    if (line == 0) return;
    const std::size_t count = ++counts_[hash_];
    if (wanted_.contains(line)) hashes_[line] = fmt::format("{:x}:{}", hash_, count);
  }

  void slide(std::uint16_t unit) {
    hash_ = hash_ * kFactor + unit - oldest_factor_ * units_[at_];
    units_[at_] = unit;
    at_ = (at_ + 1) % kWindow;
  }

  const std::set<std::uint32_t>& wanted_;
  std::array<std::uint16_t, kWindow> units_{};
  std::array<std::uint32_t, kWindow> lines_{};  // 0: no line begins with this unit
  std::size_t at_ = 0;
  std::uint64_t hash_ = 0;
  std::uint64_t oldest_factor_ = 1;
  std::uint32_t line_ = 0;
  bool begins_line_ = true;
  bool was_cr_ = false;
  std::map<std::uint64_t, std::size_t> counts_;
  std::map<std::uint32_t, std::string> hashes_;
};

/// The last `most` characters of `text`.
std::string_view tail(std::string_view text, std::size_t most) {
  std::size_t begin = text.size();
  for (std::size_t count = 0; begin > 0 && count < most; ++count) {
    do {
      --begin;
    } while (begin > 0 && (text[begin] & 0xC0) == 0x80);
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

std::map<std::uint32_t, std::string> line_hashes(std::string_view text,
                                                 const std::set<std::uint32_t>& lines,
                                                 bool has_mark) {
  constexpr std::uint32_t kSupplementary = 0x10000;
  constexpr std::uint16_t kByteOrderMark = 0xFEFF;
  constexpr std::uint32_t kReplacement = 0xFFFD;
  LineHasher hasher(lines);
  if (has_mark) hasher.unit(kByteOrderMark);
  while (!text.empty()) {
    const CodePoint read = decode_utf8(text);
    const std::uint32_t c = read.is_valid ? read.value : kReplacement;
    if (c >= kSupplementary) {
      hasher.unit(static_cast<std::uint16_t>(0xD800 + ((c - kSupplementary) >> 10U)));
      hasher.unit(static_cast<std::uint16_t>(0xDC00 + ((c - kSupplementary) & 0x3FFU)));
    } else {
      hasher.unit(static_cast<std::uint16_t>(c));
    }
    text.remove_prefix(read.bytes);
  }
  return hasher.finish();
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
  Excerpt excerpt;
  excerpt.before = tail(before, kMostBefore);
  excerpt.marked = marked;
  excerpt.after = head(after, kMostAfter);
  excerpt.is_cut_before = excerpt.before.size() < before.size();
  excerpt.is_cut_after = excerpt.after.size() < after.size();
  return excerpt;
}

}  // namespace lint
