#pragma once
/// Writes a JSON document piece by piece, byte for byte as dump() writes it whole: a report may
/// have hundreds of thousands of items.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lint/report/format.hpp"
#include "lint/report/json_text.hpp"

namespace lint::report {

/// Objects and lists are opened, filled and closed, the innermost one first. What is added to an
/// object has a key, and what is added to a list has none. The document ends when its outermost
/// one is closed.
class JsonWriter {
 public:
  explicit JsonWriter(Write write) : write_(std::move(write)) {}

  void open_object(std::string_view key = {}) { open('{', key); }
  void open_list(std::string_view key = {}) { open('[', key); }
  void close();

  /// A text of unknown origin, as json_string() has it.
  void text(std::string_view key, std::string_view text);
  /// The same unless it is empty.
  void text_if_any(std::string_view key, std::string_view text);
  void number(std::string_view key, std::uint64_t number);
  void flag(std::string_view key, bool flag);
  void value(std::string_view key, const Json& value);

 private:
  struct Level {
    char end = '}';
    bool is_empty = true;
  };

  void open(char begin, std::string_view key);
  void begin_value(std::string_view key);
  void append_line();
  void append_escaped(std::string_view text);

  Write write_;
  std::vector<Level> open_;
  std::string text_;  // not yet written
};

/// Adds what is known of an object, and a part of it, under the key `object`.
void add_object(JsonWriter& json, const Object& object, std::string_view part);

}  // namespace lint::report
