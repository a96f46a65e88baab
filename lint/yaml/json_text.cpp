#include "lint/yaml/json_text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "lint/search/search.hpp"

namespace lint::yaml {
namespace {

/// libyaml looks for a key's colon this many characters far (yaml_parser_stale_simple_keys).
constexpr std::size_t kLongestKey = 1000;

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool is_hex_of(char c, std::string_view digits) {
  return digits.find(c) != std::string_view::npos;
}

class Mask {
 public:
  explicit Mask(std::span<char> text) : text_(text), end_(text.size()) {}

  void run() {
    for (std::size_t at = 0; at < end_;) {
      if (text_[at] == '"') {
        at = string(at);
      } else {
        if (is_blank(text_[at])) text_[at] = ' ';
        ++at;
      }
    }
  }

 private:
  /// Masks the string that opens at `begin`, and its colon if it is a key; returns what is after.
  std::size_t string(std::size_t begin) {
    std::size_t at = begin + 1;
    while (at < end_ && text_[at] != '"') at += character(at);
    std::size_t after = std::min(at + 1, end_);
    const std::size_t closing = after;
    while (after < end_ && is_blank(text_[after])) text_[after++] = ' ';
    if (after == end_ || text_[after] != ':') return after;
    text_[after] = ' ';
    if (closing - begin > kLongestKey) shorten(begin, closing);
    if (closing == end_ || after == closing) {
      text_[after] = ':';
    } else {
      text_[closing] = ':';
    }
    return after + 1;
  }

  /// Masks one character of a string; returns its length in bytes.
  std::size_t character(std::size_t at) {
    const std::string_view rest(&text_[at], end_ - at);
    if (rest[0] == '\\') {
      const bool is_surrogate = rest.size() >= 6 && rest[1] == 'u' && is_hex_of(rest[2], "dD") &&
                                is_hex_of(rest[3], "89abcdefABCDEF");
      if (is_surrogate) put(at + 2, "FFFD");
      return is_surrogate ? 6 : 2;
    }
    const auto second = rest.size() > 1 ? static_cast<unsigned char>(rest[1]) : 0U;
    if (rest[0] == '\x7F' || rest[0] == '\t') text_[at] = '?';
    // The control characters after DEL, but not U+0085, and the two non-characters below U+10000.
    if (rest[0] == '\xC2' && second >= 0x80 && second < 0xA0 && second != 0x85) blot(at, 2);
    if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) blot(at, 3);
    return 1;
  }

  void put(std::size_t at, std::string_view bytes) {
    std::ranges::copy(bytes, text_.begin() + static_cast<std::ptrdiff_t>(at));
  }
  void blot(std::size_t at, std::size_t bytes) { std::ranges::fill(text_.subspan(at, bytes), '?'); }

  /// Leaves a short string at the end of where the key stands: its name is of no interest.
  void shorten(std::size_t begin, std::size_t closing) {
    std::ranges::fill(text_.subspan(begin, closing - begin), ' ');
    put(closing - 3, "\"?\"");
  }

  std::span<char> text_;
  std::size_t end_;
};

/// Goes over the tokens of strict JSON (RFC 8259) and keeps the entries of the outermost object.
class Tokens {
 public:
  explicit Tokens(std::string_view text) : text_(text) {}

  /// Passes a whole object or array; false where it is none.
  bool pass_value() {
    if (at_ == text_.size() || (text_[at_] != '{' && text_[at_] != '[')) return false;
    expects_value_ = true;
    entries_.clear();
    do {
      pass_blanks();
      if (!(expects_value_ ? value() : separator())) return false;
    } while (!open_.empty());
    return true;
  }

  void pass_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }

  std::size_t at() const { return at_; }
  const std::vector<JsonEntry>& entries() const { return entries_; }

 private:
  bool take(char c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  /// A value, or what begins one: a bracket and, in an object, the first key.
  bool value() {
    expects_value_ = false;
    if (take('"')) return string();
    if (take('[')) {
      open_ += ']';
      pass_blanks();
      if (take(']')) return close();
      expects_value_ = true;
      return true;
    }
    if (take('{')) {
      open_ += '}';
      pass_blanks();
      return take('}') ? close() : key();
    }
    return word();
  }

  /// What stands after a value: the end of what it is in, or a comma and perhaps a key.
  bool separator() {
    if (take(open_.back())) return close();
    if (!take(',')) return false;
    pass_blanks();
    expects_value_ = true;
    return open_.back() == ']' || key();
  }

  bool close() {
    open_.pop_back();
    expects_value_ = false;
    return true;
  }

  bool key() {
    const std::size_t begin = at_ + 1;
    if (!take('"') || !string()) return false;
    const std::string_view key = text_.substr(begin, at_ - 1 - begin);
    pass_blanks();
    if (!take(':')) return false;
    pass_blanks();
    expects_value_ = true;
    if (open_.size() > 1) return true;
    const bool is_scalar = at_ < text_.size() && text_[at_] != '{' && text_[at_] != '[';
    entries_.push_back({key, is_scalar});
    return true;
  }

  /// The rest of a string, after its first quote.
  bool string() {
    while (at_ < text_.size()) {
      const std::size_t quote = find_bytes(text_, "\"", at_);
      const std::string_view before = text_.substr(at_, quote - at_);
      const std::size_t escape = find_bytes(before, "\\");
      if (escape == before.size()) {
        at_ = std::min(quote + 1, text_.size());
        return quote < text_.size();
      }
      at_ += escape + 2;
    }
    return false;
  }

  bool word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_of_word(text_[at_])) ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    const bool is_number =
        !word.empty() && std::string_view("-0123456789").find(word[0]) != word.npos;
    return is_number || word == "true" || word == "false" || word == "null";
  }

  static bool is_of_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '+' || c == '-';
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool expects_value_ = true;
  std::string open_;  // closing brackets, from the root inwards
  std::vector<JsonEntry> entries_;
};

}  // namespace

std::optional<std::vector<JsonEntry>> json_root_entries(std::string_view text) {
  Tokens tokens(text);
  tokens.pass_blanks();
  if (!text.substr(tokens.at()).starts_with('{') || !tokens.pass_value()) return std::nullopt;
  tokens.pass_blanks();
  const bool has_escape = std::ranges::any_of(tokens.entries(), [](const JsonEntry& entry) {
    return entry.key.find_first_of("\\\n") != entry.key.npos;
  });
  if (has_escape || tokens.at() < text.size()) return std::nullopt;
  return tokens.entries();
}

std::vector<ByteRange> split_json(std::string_view text) {
  std::vector<ByteRange> values;
  Tokens tokens(text);
  std::uint32_t begin = 0;
  while (true) {
    tokens.pass_blanks();
    begin = static_cast<std::uint32_t>(tokens.at());
    if (!tokens.pass_value()) break;
    values.push_back({begin, static_cast<std::uint32_t>(tokens.at())});
  }
  const auto end = static_cast<std::uint32_t>(text.size());
  if (!values.empty() && begin < end) values.push_back({begin, end});
  return values;
}

void mask_json(std::span<char> text) {
  Mask(text).run();
}

}  // namespace lint::yaml
