#include "lint/editor/json.hpp"

#include <algorithm>

#include "lint/text/text.hpp"

namespace lint::editor {
namespace {

constexpr int kDeepest = 64;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::size_t kEscapeSize = 6;  // of \uXXXX

/// Stops the parser; what it says is for nobody.
struct TooDeep {};

std::optional<Json> parse_strictly(std::string_view bytes) {
  try {
    const auto limit = [](int depth, Json::parse_event_t, const Json&) {
      if (depth > kDeepest) throw TooDeep();
      return true;
    };
    return Json::parse(bytes, limit);
  } catch (const Json::exception&) {
    return std::nullopt;
  } catch (const TooDeep&) {
    return std::nullopt;
  }
}

/// The code unit of an escape such as `\ud83d` that a text begins with.
std::optional<std::uint32_t> escaped_unit(std::string_view text) {
  if (text.size() < kEscapeSize || text[0] != '\\' || text[1] != 'u') return std::nullopt;
  std::uint32_t unit = 0;
  for (const char c : lower(text.substr(2, kEscapeSize - 2))) {
    const bool is_letter = c >= 'a' && c <= 'f';
    if (!is_letter && (c < '0' || c > '9')) return std::nullopt;
    unit = unit * 16 + static_cast<std::uint32_t>(is_letter ? c - 'a' + 10 : c - '0');
  }
  return unit;
}

bool is_high(std::optional<std::uint32_t> unit) {
  return unit && *unit >= 0xD800 && *unit < 0xDC00;
}

bool is_low(std::optional<std::uint32_t> unit) {
  return unit && *unit >= 0xDC00 && *unit < 0xE000;
}

/// How much of a text, which begins with a backslash, is one escape; 0 for a lone surrogate.
std::size_t escape_size(std::string_view text) {
  const auto unit = escaped_unit(text);
  if (is_low(unit)) return 0;
  if (!is_high(unit)) return std::min<std::size_t>(2, text.size());
  return is_low(escaped_unit(text.substr(kEscapeSize))) ? 2 * kEscapeSize : 0;
}

/// The bytes with U+FFFD instead of all that is no Unicode.
std::string repaired(std::string_view bytes) {
  std::string out;
  while (!bytes.empty()) {
    std::size_t size = 1;
    bool is_kept = true;
    if (bytes[0] == '\\') {
      size = escape_size(bytes);
      is_kept = size > 0;
      if (!is_kept) size = kEscapeSize;
    } else {
      const CodePoint point = decode_utf8(bytes);
      size = point.bytes;
      is_kept = point.is_valid;
    }
    out += is_kept ? bytes.substr(0, size) : kReplacement;
    bytes.remove_prefix(size);
  }
  return out;
}

}  // namespace

const Json& at(const Json& value, std::initializer_list<const char*> keys) {
  static const Json kNull;
  const Json* found = &value;
  for (const char* const key : keys) {
    if (!found->is_object()) return kNull;
    const auto entry = found->find(key);
    if (entry == found->end()) return kNull;
    found = &*entry;
  }
  return *found;
}

bool is_true(const Json& value, std::initializer_list<const char*> keys) {
  const Json& found = at(value, keys);
  return found.is_boolean() && found.get<bool>();
}

std::string_view text_at(const Json& value, std::initializer_list<const char*> keys) {
  const Json& found = at(value, keys);
  return found.is_string() ? std::string_view(found.get_ref<const std::string&>())
                           : std::string_view();
}

std::optional<std::uint32_t> number_at(const Json& value, std::initializer_list<const char*> keys) {
  constexpr std::uint64_t kLargest = 0x7FFF'FFFF;
  const Json& found = at(value, keys);
  // As unsigned, negative numbers are too large.
  if (!found.is_number_integer() || found.get<std::uint64_t>() > kLargest) return std::nullopt;
  return found.get<std::uint32_t>();
}

bool lists(const Json& value, std::initializer_list<const char*> keys, std::string_view word) {
  const Json& list = at(value, keys);
  return list.is_array() && std::ranges::any_of(list, [&](const Json& item) {
           return item.is_string() && item.get_ref<const std::string&>() == word;
         });
}

Json json_text(std::string_view text) {
  return valid_utf8(text);
}

std::optional<Json> parse_json(std::string_view bytes) {
  if (auto json = parse_strictly(bytes)) return json;
  const std::string mended = repaired(bytes);
  return mended == bytes ? std::nullopt : parse_strictly(mended);
}

}  // namespace lint::editor
