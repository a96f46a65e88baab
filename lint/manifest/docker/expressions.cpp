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
/// More expressions in one text are not followed.
constexpr std::size_t kMostExpressions = 32;
/// More texts than this are not told apart.
constexpr std::size_t kMostChoices = 256;
/// Nor more than have so many bytes together, where each is as long as the text they come from.
constexpr std::size_t kMostBytes = std::size_t{1024} * 1024;

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

/// Without brackets around the whole of it.
ByteRange unwrapped(std::string_view text, ByteRange part) {
  while (in(text, part).starts_with('(') && in(text, part).ends_with(')')) {
    const ByteRange inside = trimmed_range(text, range(part.begin + 1, part.end - 1));
    const std::string_view rest = in(text, inside);
    if (rest.find_first_of("()") != rest.npos) break;
    part = inside;
  }
  return part;
}

/// What one expression may become. An operand that is not known makes the whole of it one of them.
std::vector<PlacedString> outcomes(const PlacedString& whole, ByteRange expression,
                                   const Lookup& lookup) {
  const std::string_view text = whole.text();
  const ByteRange inside = range(expression.begin + kOpen.size(), expression.end - kClose.size());
  std::vector<PlacedString> outcomes;
  bool is_known = true;
  bool may_be_empty = false;
  for (const ByteRange alternative : operands(text, inside, "||")) {
    const std::vector<ByteRange> parts = operands(text, unwrapped(text, alternative), "&&");
    // `A && B` is B, or something false, which is nothing where a text is wanted.
    may_be_empty = parts.size() > 1;
    const ByteRange last = unwrapped(text, parts.back());
    const std::string_view operand = in(text, last);
    if (is_constant(operand)) {
      outcomes.push_back(whole.part(range(last.begin + 1, last.end - 1)));
      continue;
    }
    Found found;
    if (is_path(operand)) found = lookup(operand);
    is_known = is_known && found.is_all;
    std::ranges::move(found.texts, std::back_inserter(outcomes));
  }
  if (!is_known) outcomes.push_back(whole.part(expression));
  if (may_be_empty) outcomes.emplace_back();
  return outcomes;
}

}  // namespace

std::vector<ByteRange> find_expressions(std::string_view text) {
  std::vector<ByteRange> expressions;
  std::size_t begin = text.find(kOpen);
  while (begin != text.npos) {
    std::size_t at = begin + kOpen.size();
    while (at < text.size() && !text.substr(at).starts_with(kClose)) {
      at = text[at] == '\'' ? end_of_string(text, at) : at + 1;
    }
    if (at >= text.size()) break;
    expressions.push_back(range(begin, at + kClose.size()));
    begin = text.find(kOpen, at);
  }
  return expressions;
}

std::vector<PlacedString> choices(const PlacedString& text, const Lookup& lookup) {
  const std::vector<ByteRange> expressions = find_expressions(text.text());
  if (expressions.size() > kMostExpressions) return {text};
  std::vector<PlacedString> choices(1);
  std::uint32_t at = 0;
  for (const ByteRange expression : expressions) {
    const PlacedString before = text.part({at, expression.begin});
    std::vector<PlacedString> found = outcomes(text, expression, lookup);
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

Interpolated evaluate(std::string_view text) {
  Interpolated result;
  std::uint32_t at = 0;
  for (const ByteRange expression : find_expressions(text)) {
    result.known.back() += text.substr(at, expression.begin - at);
    const std::string_view whole = in(text, expression);
    const std::string_view inside =
        trimmed(whole.substr(kOpen.size(), whole.size() - kOpen.size() - kClose.size()));
    result.unknown.push_back(fmt::format("evaluating {}", quoted(inside)));
    result.known.emplace_back();
    at = expression.end;
  }
  result.known.back() += text.substr(at);
  return result;
}

}  // namespace lint::manifest
