#include "lint/text/encoding.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lint/text/text.hpp"

namespace lint {
namespace {

constexpr char kMalformed = '\xFF';

/// The unit of `width` bytes that starts at `at`.
std::uint32_t unit(std::string_view bytes, std::size_t at, std::size_t width, bool big_endian) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < width; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[at + (big_endian ? i : width - 1 - i)]);
    value = value << 8U | byte;
  }
  return value;
}

std::string from_utf16(std::string_view bytes, bool big_endian) {
  std::string out;
  out.reserve(bytes.size());
  std::size_t at = 0;
  for (; at + 2 <= bytes.size(); at += 2) {
    const std::uint32_t high = unit(bytes, at, 2, big_endian);
    if (high < 0xD800 || high > 0xDFFF) {
      append_utf8(out, high);
      continue;
    }
    const std::uint32_t low = at + 4 <= bytes.size() ? unit(bytes, at + 2, 2, big_endian) : 0;
    if (high > 0xDBFF || low < 0xDC00 || low > 0xDFFF) {
      out += kMalformed;
      continue;
    }
    append_utf8(out, 0x10000 + ((high - 0xD800) << 10U) + (low - 0xDC00));
    at += 2;
  }
  if (at < bytes.size()) out += kMalformed;
  return out;
}

std::string from_utf32(std::string_view bytes, bool big_endian) {
  std::string out;
  out.reserve(bytes.size() / 2);
  std::size_t at = 0;
  for (; at + 4 <= bytes.size(); at += 4) {
    const std::uint32_t c = unit(bytes, at, 4, big_endian);
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
      out += kMalformed;
    } else {
      append_utf8(out, c);
    }
  }
  if (at < bytes.size()) out += kMalformed;
  return out;
}

void append_unit(std::string& out, std::uint32_t value, std::size_t width, bool big_endian) {
  for (std::size_t i = 0; i < width; ++i) {
    const std::size_t shift = 8 * (big_endian ? width - 1 - i : i);
    out += static_cast<char>(value >> shift & 0xFFU);
  }
}

struct Encoding {
  std::string_view mark;
  std::size_t width;
  bool big_endian;
};

/// UTF-32 first: its little-endian mark begins with that of UTF-16.
constexpr std::array<Encoding, 4> kEncodings{{
    {{"\xFF\xFE\0\0", 4}, 4, false},
    {{"\0\0\xFE\xFF", 4}, 4, true},
    {{"\xFF\xFE", 2}, 2, false},
    {{"\xFE\xFF", 2}, 2, true},
}};

const Encoding* encoding_of(std::string_view bytes) {
  const auto found = std::ranges::find_if(
      kEncodings, [&](const Encoding& encoding) { return bytes.starts_with(encoding.mark); });
  return found == kEncodings.end() ? nullptr : &*found;
}

}  // namespace

void append_utf8(std::string& out, std::uint32_t c) {
  const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0U | c >> 6U);
    put(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    put(0xE0U | c >> 12U);
    put(0x80U | (c >> 6U & 0x3FU));
    put(0x80U | (c & 0x3FU));
  } else {
    put(0xF0U | c >> 18U);
    put(0x80U | (c >> 12U & 0x3FU));
    put(0x80U | (c >> 6U & 0x3FU));
    put(0x80U | (c & 0x3FU));
  }
}

bool is_wide(std::string_view bytes) {
  return encoding_of(bytes) != nullptr;
}

std::string to_utf8(std::string_view bytes) {
  const Encoding* encoding = encoding_of(bytes);
  if (encoding == nullptr) return std::string(bytes);
  bytes.remove_prefix(encoding->mark.size());
  return encoding->width == 4 ? from_utf32(bytes, encoding->big_endian)
                              : from_utf16(bytes, encoding->big_endian);
}

std::string from_utf8(std::string_view text, std::string_view like) {
  const Encoding* encoding = encoding_of(like);
  if (encoding == nullptr) return std::string(text);
  const auto [mark, width, big_endian] = *encoding;
  std::string out(mark);
  while (!text.empty()) {
    const CodePoint point = decode_utf8(text);
    const bool is_pair = width == 2 && point.value >= 0x10000;
    if (is_pair) append_unit(out, 0xD800 + ((point.value - 0x10000) >> 10U), width, big_endian);
    append_unit(out, is_pair ? 0xDC00 + (point.value & 0x3FFU) : point.value, width, big_endian);
    text.remove_prefix(point.bytes);
  }
  return out;
}

bool mask_malformed(std::span<char> text) {
  bool is_malformed = false;
  const std::string_view whole(text.data(), text.size());
  for (std::size_t at = find_cr_or_non_ascii(whole); at < text.size();) {
    const CodePoint point = decode_utf8(whole.substr(at));
    if (!point.is_valid) {
      text[at] = '^';
      is_malformed = true;
    }
    at = find_cr_or_non_ascii(whole, at + point.bytes);
  }
  return is_malformed;
}

}  // namespace lint
