#include "lint/app/terminal.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

namespace lint {
namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

bool is_forced(const char* name) {
  const std::string_view value = environment(name);
  return !value.empty() && value != "0";
}

/// Those that name themselves by a variable of their own, by TERM_PROGRAM, or by TERM.
bool knows_links() {
  constexpr std::array kOwn{"VTE_VERSION", "KONSOLE_VERSION", "WT_SESSION", "DOMTERM"};
  constexpr std::array<std::string_view, 6> kPrograms{"iTerm.app", "WezTerm", "vscode",
                                                      "ghostty",   "Hyper",   "rio"};
  constexpr std::array<std::string_view, 3> kTerms{"xterm-kitty", "alacritty", "foot"};
  return std::ranges::any_of(kOwn, [](const char* name) { return !environment(name).empty(); }) ||
         std::ranges::find(kPrograms, environment("TERM_PROGRAM")) != kPrograms.end() ||
         std::ranges::find(kTerms, environment("TERM")) != kTerms.end();
}

}  // namespace

bool use_links(std::FILE* stream) {
  if (!environment("FORCE_HYPERLINK").empty()) return is_forced("FORCE_HYPERLINK");
  return isatty(fileno(stream)) != 0 && environment("TERM") != "dumb" && knows_links();
}

bool use_color(ColorMode mode, std::FILE* stream) {
  if (mode != ColorMode::automatic) return mode == ColorMode::always;
  if (!environment("NO_COLOR").empty()) return false;
  if (is_forced("CLICOLOR_FORCE") || is_forced("FORCE_COLOR")) return true;
  const std::string_view term = environment("TERM");
  return isatty(fileno(stream)) != 0 && !term.empty() && term != "dumb";
}

}  // namespace lint
