#include "lint/report/json_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "lint/text/text.hpp"

namespace lint::report {
namespace {

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20;
}

bool is_special(char c) {
  return is_control(c) || c == '"' || c == '\\';
}

/// The letter that escapes a character; 0 for none.
char escape_letter(char c) {
  constexpr std::string_view kPlain = "\"\\\b\f\n\r\t";
  constexpr std::string_view kLetters = "\"\\bfnrt";
  const std::size_t at = kPlain.find(c);
  return at == kPlain.npos ? '\0' : kLetters[at];
}

}  // namespace

void JsonWriter::close() {
  const Level closed = open_.back();
  open_.pop_back();
  if (!closed.is_empty) append_line();
  text_ += closed.end;
  if (open_.empty()) text_ += '\n';
  write_(text_);
  text_.clear();
}

void JsonWriter::text(std::string_view key, std::string_view text) {
  begin_value(key);
  text_ += '"';
  const bool is_ascii =
      std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  append_escaped(is_ascii ? text : valid_utf8(text));
  text_ += '"';
}

void JsonWriter::text_if_any(std::string_view key, std::string_view text) {
  if (!text.empty()) this->text(key, text);
}

void JsonWriter::number(std::string_view key, std::uint64_t number) {
  begin_value(key);
  fmt::format_to(std::back_inserter(text_), "{}", number);
}

void JsonWriter::flag(std::string_view key, bool flag) {
  begin_value(key);
  text_ += flag ? "true" : "false";
}

void JsonWriter::value(std::string_view key, const Json& value) {
  begin_value(key);
  const std::string text = dump(value);
  // A line end within a string is written as an escape, so that those here are between values.
  std::string_view rest(text.data(), text.size() - 1);
  for (std::size_t end = rest.find('\n'); end != rest.npos; end = rest.find('\n')) {
    text_ += rest.substr(0, end);
    append_line();
    rest.remove_prefix(end + 1);
  }
  text_ += rest;
}

void JsonWriter::open(char begin, std::string_view key) {
  begin_value(key);
  text_ += begin;
  open_.push_back({begin == '{' ? '}' : ']'});
}

void JsonWriter::begin_value(std::string_view key) {
  if (open_.empty()) return;
  if (!std::exchange(open_.back().is_empty, false)) text_ += ',';
  append_line();
  // Keys are the program's own, and hold nothing to escape.
  if (!key.empty()) text_.append(1, '"').append(key) += "\": ";
}

/// A line end, and the indentation of what is open.
void JsonWriter::append_line() {
  text_ += '\n';
  text_.append(static_cast<std::size_t>(kIndent) * open_.size(), ' ');
}

void JsonWriter::append_escaped(std::string_view text) {
  while (!text.empty()) {
    const auto special = std::ranges::find_if(text, is_special);
    const auto plain = static_cast<std::size_t>(special - text.begin());
    text_ += text.substr(0, plain);
    if (special == text.end()) return;
    if (const char letter = escape_letter(*special); letter != '\0') {
      text_.append(1, '\\') += letter;
    } else {
      fmt::format_to(std::back_inserter(text_), "\\u{:04x}", static_cast<unsigned>(*special));
    }
    text.remove_prefix(plain + 1);
  }
}

void add_object(JsonWriter& json, const Object& object, std::string_view part) {
  json.open_object("object");
  json.text_if_any("apiVersion", object.api_version);
  json.text_if_any("kind", object.kind);
  json.text_if_any("namespace", object.name_space);
  json.text_if_any("name", object.name);
  json.text_if_any("detail", object.detail);
  json.text_if_any("part", part);
  json.text_if_any("within", object.within);
  json.close();
}

}  // namespace lint::report
