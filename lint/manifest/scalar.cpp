#include "lint/manifest/scalar.hpp"

#include <algorithm>
#include <array>

namespace lint::manifest {
namespace {

using namespace std::string_view_literals;

constexpr std::array kNulls{""sv, "~"sv, "null"sv, "Null"sv, "NULL"sv};
constexpr std::array kBooleans{
    "y"sv,     "Y"sv,     "yes"sv,   "Yes"sv,  "YES"sv,  "n"sv,   "N"sv,  "no"sv,
    "No"sv,    "NO"sv,    "true"sv,  "True"sv, "TRUE"sv, "on"sv,  "On"sv, "ON"sv,
    "false"sv, "False"sv, "FALSE"sv, "off"sv,  "Off"sv,  "OFF"sv,
};
constexpr std::array kFloatWords{".nan"sv, ".NaN"sv, ".NAN"sv, ".inf"sv, ".Inf"sv, ".INF"sv};

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, text) != words.end();
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool all_in(std::string_view text, std::string_view allowed) {
  return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

bool is_integer(std::string_view text) {
  if (text.starts_with("0x")) return all_in(text.substr(2), "0123456789abcdefABCDEF_");
  if (text.starts_with("0b")) return all_in(text.substr(2), "01_");
  if (text.starts_with("0o")) return all_in(text.substr(2), "01234567_");
  return all_in(text, "0123456789_") && is_digit(text[0]);
}

/// [0-9]*.[0-9]*, with an exponent or not, at least one digit before the exponent.
bool is_float(std::string_view text) {
  const std::size_t exponent = std::min(text.find_first_of("eE"), text.size());
  const std::string_view mantissa = text.substr(0, exponent);
  if (std::ranges::none_of(mantissa, is_digit) || std::ranges::count(mantissa, '.') > 1)
    return false;
  if (!all_in(mantissa, "0123456789._") || mantissa.starts_with('_')) return false;
  if (exponent == text.size()) return true;
  std::string_view power = text.substr(exponent + 1);
  if (power.starts_with('+') || power.starts_with('-')) power.remove_prefix(1);
  return all_in(power, "0123456789");
}

}  // namespace

std::string_view with_article(Type type) {
  switch (type) {
    case Type::null:
      return "null";
    case Type::boolean:
      return "a boolean";
    case Type::integer:
      return "an integer";
    case Type::floating:
      return "a floating-point number";
    case Type::string:
      return "a string";
    case Type::mapping:
      return "a mapping";
    case Type::sequence:
      return "a sequence";
    case Type::undecided:
      return "a template's action";
  }
  return "";
}

Type scalar_type(std::string_view text, yaml::ScalarStyle style, yaml::Tag tag) {
  switch (tag) {
    case yaml::Tag::non_specific:
    case yaml::Tag::string:
    case yaml::Tag::binary:
    case yaml::Tag::timestamp:
    case yaml::Tag::other:
      return Type::string;
    case yaml::Tag::null:
      return Type::null;
    default:
      break;
  }
  if (style != yaml::ScalarStyle::plain) return Type::string;
  if (is_one_of(text, kNulls)) return Type::null;
  if (is_one_of(text, kBooleans)) return Type::boolean;
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  if (is_one_of(text, kFloatWords)) return Type::floating;
  if (is_integer(text)) return Type::integer;
  return is_float(text) ? Type::floating : Type::string;
}

}  // namespace lint::manifest
