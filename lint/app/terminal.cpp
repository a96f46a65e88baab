#include "lint/app/terminal.hpp"

#include <unistd.h>

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

}  // namespace

bool use_color(ColorMode mode, std::FILE* stream) {
  if (mode != ColorMode::automatic) return mode == ColorMode::always;
  if (!environment("NO_COLOR").empty()) return false;
  if (is_forced("CLICOLOR_FORCE") || is_forced("FORCE_COLOR")) return true;
  const std::string_view term = environment("TERM");
  return isatty(fileno(stream)) != 0 && !term.empty() && term != "dumb";
}

}  // namespace lint
