#pragma once
/// The expression in an action, as text/template parses it (go/src/text/template/parse/parse.go).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lint::templates {

struct Expression {
  enum class Kind : std::uint8_t {
    string,
    word,      // a number, true, false, nil
    dot,       // `.` and the fields after it
    variable,  // `$x` and the fields after it
    call,      // a function with its arguments
    fields,    // the fields of what is in parentheses, its only argument
  };

  Kind kind = Kind::word;
  /// A string's text, decoded; a variable's name, with its dollar; a function's name.
  std::string text = {};
  std::vector<std::string> path = {};
  std::vector<Expression> arguments = {};
  /// Where it begins in the text that was parsed.
  std::uint32_t offset = 0;
};

/// An action without its braces and trim markers: its first word when that is a keyword, and what
/// the variable is called that it sets.
struct ParsedAction {
  std::string keyword = {};
  std::string variable = {};
  std::optional<Expression> pipeline = {};
};

/// Parses an action from `{{` to `}}`. Its pipeline is empty where it has none, or one that is too
/// deep, or that cannot be parsed.
ParsedAction parse_action(std::string_view action);

}  // namespace lint::templates
