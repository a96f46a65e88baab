#pragma once
/// What must hold for any input whatever, beside that nothing crashes.

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "lint/check/settings.hpp"
#include "lint/report/run_result.hpp"
#include "lint/role.hpp"

namespace fuzz {

/// A promise that an input broke; what() says which.
struct Broken : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Every rule, at the level of its row.
lint::Settings all_rules();

void expect(bool holds, const std::string& promise);

/// Expects lines without control characters, in UTF-8, each ended by a line feed.
void expect_lines(std::string_view text, const std::string& promise);

/// Checks a text once, as the file called `name` would be.
lint::RunResult lint_text(const std::string& name, lint::Role role, std::string_view bytes,
                          const lint::Settings& settings);

/// Checks a text with every rule, in every way that must come to the same, and what all reports say
/// of it. Returns what was found.
lint::RunResult check(const std::string& name, lint::Role role, std::string_view bytes);

/// A target's input as text.
inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// Takes what stands before the first `end`, and `end` itself, off the front of `text`.
std::string_view take(std::string_view& text, char end);

}  // namespace fuzz
