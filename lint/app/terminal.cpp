#include "lint/app/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
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

std::size_t terminal_width(std::FILE* stream) {
  constexpr std::size_t kUnknown = 80;
  constexpr std::size_t kLeast = 40;
  std::size_t width = 0;
  const std::string_view columns = environment("COLUMNS");
  const char* const end = columns.data() + columns.size();
  const auto [read_to, error] = std::from_chars(columns.data(), end, width);
  if (error != std::errc() || read_to != end) width = 0;
  winsize size{};
  if (width == 0 && ioctl(fileno(stream), TIOCGWINSZ, &size) == 0) width = size.ws_col;
  return width == 0 ? kUnknown : std::max(width, kLeast);
}

}  // namespace lint
