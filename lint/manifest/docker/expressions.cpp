#include "lint/manifest/docker/expressions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

constexpr std::string_view kOpen = "${{";
constexpr std::string_view kClose = "}}";
constexpr std::string_view kMacro = "$(";  // of Azure
constexpr std::string_view kVariables = "variables.";
/// Brackets in brackets are looked through so deep.
constexpr int kMostBrackets = 32;
/// What is found for an expression may hold others, which are followed so often in all.
constexpr std::size_t kMostSteps = 1000;
/// More expressions in one text are not followed.
constexpr std::size_t kMostExpressions = 32;
/// More texts than this are not told apart.
constexpr std::size_t kMostChoices = 256;
/// Nor more than have so many bytes together, where each is as long as the text they come from.
constexpr std::size_t kMostBytes = std::size_t{1024} * 1024;

std::vector<PlacedString> choices_of(const PlacedString& text, const Expressions& expressions,
                                     std::size_t& steps_left);

ByteRange range(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

/// Without the blanks around it.
ByteRange trimmed_range(std::string_view text, ByteRange part) {
  constexpr std::string_view kBlanks = " \t\r\n";
  while (part.begin < part.end && kBlanks.find(text[part.begin]) != kBlanks.npos) ++part.begin;
  while (part.begin < part.end && kBlanks.find(text[part.end - 1]) != kBlanks.npos) --part.end;
  return part;
}

std::string_view in(std::string_view text, ByteRange part) {
  return text.substr(part.begin, part.end - part.begin);
}

/// Offset after the string that opens at `at`; within one, '' is a quote.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  return std::min(text.find('\'', at + 1), text.size() - 1) + 1;
}

/// The operands that an operator such as `||` parts, outside of strings and brackets.
std::vector<ByteRange> operands(std::string_view text, ByteRange whole, std::string_view mark) {
  std::vector<ByteRange> operands;
  int depth = 0;
  std::size_t begin = whole.begin;
  for (std::size_t at = whole.begin; at < whole.end;) {
    const char c = text[at];
    if (c == '\'') {
      at = end_of_string(text, at);
      continue;
    }
    if (c == '(' || c == '[') ++depth;
    if (c == ')' || c == ']') --depth;
    if (depth == 0 && text.substr(at).starts_with(mark)) {
      operands.push_back(trimmed_range(text, range(begin, at)));
      begin = at += mark.size();
      continue;
    }
    ++at;
  }
  operands.push_back(
      trimmed_range(text, range(std::min<std::size_t>(begin, whole.end), whole.end)));
  return operands;
}

bool is_constant(std::string_view text) {
  return text.size() >= 2 && text[0] == '\'' && end_of_string(text, 0) == text.size();
}

bool is_path(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
  });
}

/// Whether the bracket that the part begins with is closed by the one that it ends with.
bool is_in_brackets(std::string_view text, ByteRange part) {
  if (!in(text, part).starts_with('(') || !in(text, part).ends_with(')')) return false;
  int depth = 0;
  for (std::size_t at = part.begin; at < part.end;) {
    if (text[at] == '(') ++depth;
    if (text[at] == ')' && --depth == 0) return at + 1 == part.end;
    at = text[at] == '\'' ? end_of_string(text, at) : at + 1;
  }
  return false;
}

/// Without brackets around the whole of it, as far as they are looked through.
ByteRange unwrapped(std::string_view text, ByteRange part) {
  part = trimmed_range(text, part);
  for (int i = 0; i < kMostBrackets && is_in_brackets(text, part); ++i) {
    part = trimmed_range(text, range(part.begin + 1, part.end - 1));
  }
  return part;
}

/// What one expression may become.
class Outcomes {
 public:
  Outcomes(const PlacedString& whole, const Expressions& expressions, std::size_t& steps_left)
      : whole_(whole), expressions_(expressions), steps_left_(steps_left) {}

  std::vector<PlacedString> of(ByteRange expression) {
    const std::string_view written = in(whole_.text(), expression);
    if (written.starts_with(kOpen)) {
      add(range(expression.begin + kOpen.size(), expression.end - kClose.size()), 0);
    } else if (written.starts_with(kMacro)) {
      look_up(std::string(kVariables).append(written.substr(2, written.size() - 3)));
    } else {
      is_known_ = false;
    }
    // An operand that is not known makes the whole of it one of them.
    if (!is_known_) outcomes_.push_back(whole_.part(expression));
    if (may_be_empty_) outcomes_.emplace_back();
    return std::move(outcomes_);
  }

 private:
  void add(ByteRange part, int brackets) {
    const std::string_view text = whole_.text();
    part = unwrapped(text, part);
    if (brackets == kMostBrackets) {
      is_known_ = false;
      return;
    }
    const std::vector<ByteRange> alternatives = operands(text, part, "||");
    if (alternatives.size() > 1) {
      for (const ByteRange alternative : alternatives) add(alternative, brackets + 1);
      return;
    }
    const std::vector<ByteRange> parts = operands(text, part, "&&");
    if (parts.size() > 1) {
      add(parts.back(), brackets + 1);
      // `A && B` is B, or something false, which is nothing where a text is wanted.
      may_be_empty_ = true;
      return;
    }
    may_be_empty_ = false;  // of alternatives only the last one's is not replaced
    operand(part);
  }

  void operand(ByteRange part) {
    const std::string_view operand = in(whole_.text(), part);
    if (is_constant(operand)) {
      outcomes_.push_back(whole_.part(range(part.begin + 1, part.end - 1)));
    } else if (operand == "null") {
      outcomes_.emplace_back();
    } else if (operand == "true" || operand == "false") {
      outcomes_.push_back(whole_.part(part));
    } else if (is_path(operand)) {
      look_up(operand);
    } else {
      is_known_ = false;
    }
  }

  /// What is found may hold expressions itself.
  void look_up(std::string_view path) {
    const Found found = expressions_.lookup(path);
    is_known_ = is_known_ && found.is_all;
    for (const PlacedString& text : found.texts) {
      if (steps_left_ == 0) {
        outcomes_.push_back(text);
      } else {
        --steps_left_;
        std::ranges::move(choices_of(text, expressions_, steps_left_),
                          std::back_inserter(outcomes_));
      }
    }
  }

  const PlacedString& whole_;
  const Expressions& expressions_;
  std::size_t& steps_left_;
  std::vector<PlacedString> outcomes_;
  bool is_known_ = true;
  bool may_be_empty_ = false;
};

std::vector<PlacedString> choices_of(const PlacedString& text, const Expressions& expressions,
                                     std::size_t& steps_left) {
  const std::vector<ByteRange> all = find_expressions(text.text(), expressions.syntax);
  if (all.size() > kMostExpressions) return {text};
  std::vector<PlacedString> choices(1);
  std::uint32_t at = 0;
  for (const ByteRange expression : all) {
    const PlacedString before = text.part({at, expression.begin});
    std::vector<PlacedString> found = Outcomes(text, expressions, steps_left).of(expression);
    const std::size_t most = std::min(kMostChoices, kMostBytes / text.text().size());
    if (choices.size() * found.size() > most) found = {text.part(expression)};
    std::vector<PlacedString> longer;
    for (PlacedString& choice : choices) {
      choice.append(before);
      for (const PlacedString& outcome : found) longer.emplace_back(choice).append(outcome);
    }
    choices = std::move(longer);
    at = expression.end;
  }
  const auto size = static_cast<std::uint32_t>(text.text().size());
  for (PlacedString& choice : choices) choice.append(text.part({at, size}));
  return choices;
}

/// Offset after the expression that begins with the dollar sign at `at`; `at` when none does.
std::size_t end_of_expression(std::string_view text, std::size_t at, Syntax syntax) {
  const std::string_view rest = text.substr(at);
  if (rest.starts_with(kOpen)) {
    std::size_t end = at + kOpen.size();
    while (end < text.size() && !text.substr(end).starts_with(kClose)) {
      end = text[end] == '\'' ? end_of_string(text, end) : end + 1;
    }
    return end < text.size() ? end + kClose.size() : at;
  }
  if (syntax != Syntax::azure) return at;
  if (rest.starts_with(kMacro)) {
    const std::size_t end = rest.find(')');
    return end != rest.npos && is_path(rest.substr(2, end - 2)) ? at + end + 1 : at;
  }
  // It is all of a value.
  const std::string_view whole = trimmed(text);
  const bool is_runtime =
      whole.starts_with("$[") && whole.ends_with(']') && text.find_first_not_of(" \t\r\n") == at;
  return is_runtime ? at + whole.size() : at;
}

}  // namespace

std::vector<ByteRange> find_expressions(std::string_view text, Syntax syntax) {
  std::vector<ByteRange> expressions;
  for (std::size_t at = text.find('$'); at != text.npos;) {
    const std::size_t end = end_of_expression(text, at, syntax);
    if (end > at) expressions.push_back(range(at, end));
    at = text.find('$', std::max(end, at + 1));
  }
  return expressions;
}

std::vector<PlacedString> choices(const PlacedString& text, const Expressions& expressions) {
  std::size_t steps_left = kMostSteps;
  return choices_of(text, expressions, steps_left);
}

Interpolated evaluate(std::string_view text, Syntax syntax) {
  Interpolated result;
  std::uint32_t at = 0;
  for (const ByteRange expression : find_expressions(text, syntax)) {
    result.known.back() += text.substr(at, expression.begin - at);
    const std::string_view whole = in(text, expression);
    const std::size_t signs = whole.starts_with(kOpen) ? kClose.size() : 1;
    const std::string_view inside = trimmed(whole.substr(signs + 1, whole.size() - 2 * signs - 1));
    result.unknown.push_back(fmt::format("evaluating {}", quoted(inside)));
    result.known.emplace_back();
    at = expression.end;
  }
  result.known.back() += text.substr(at);
  return result;
}

}  // namespace lint::manifest
