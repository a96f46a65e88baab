#include "lint/app/help.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace lint::cli {
namespace {

struct Example {
  std::string_view command;
  std::string_view meaning;
};

constexpr std::array kExamples = std::to_array<Example>({
    {"seccomp-lint", "check the current folder"},
    {"seccomp-lint deploy/ pod.yaml", "check a folder and a file"},
    {"helm template . | seccomp-lint -", "check what a chart renders to"},
    {"git ls-files -z | seccomp-lint --files-from - -0", "check what git knows"},
    {"git diff -z --name-only --relative --diff-filter=d main | seccomp-lint --files-from - -0",
     "check what a branch changes, but for deleted files"},
    {"seccomp-lint --format text --format sarif=seccomp.sarif", "tell people, and code scanning"},
    {"seccomp-lint --inventory deploy/", "which containers have a filter, and why"},
    {"seccomp-lint --diff --unsafe-fixes", "show what can be mended; --fix does it"},
    {"seccomp-lint --explain restrict-seccomp", "what a rule wants, and why"},
});

constexpr std::array kExitCodes = std::to_array<Example>({
    {"0", "nothing at or above --fail-level"},
    {"1", "findings"},
    {"2", "the command line or the configuration is wrong; nothing was checked"},
    {"3", "an input or output failed, or an internal error"},
});

/// The lines of a text, each cut between words where it would be longer than `width`.
std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
    const std::string_view word = text.substr(0, end);
    std::string& line = lines.back();
    if (!line.empty() && line.size() + 1 + word.size() > width) {
      lines.emplace_back(word);
    } else {
      line += line.empty() ? "" : " ";
      line += word;
    }
    if (end < text.size() && text[end] == '\n') lines.emplace_back();
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// A row of two columns, of which the second begins at `column`: on the next line where the first
/// one reaches it.
std::string row(std::string_view left, std::string_view right, std::size_t column,
                std::size_t width) {
  std::string out(left);
  std::size_t at = left.size() - (left.rfind('\n') + 1);  // where the line has come to
  for (const std::string& line : wrapped(right, width - column)) {
    if (at >= column) {
      out += '\n';
      at = 0;
    }
    if (!line.empty()) out += std::string(column - at, ' ') + line;
    at = column;
  }
  return out + '\n';
}

/// A command, continued on further lines where it is long.
std::string command_lines(std::string_view command, std::size_t width) {
  constexpr std::string_view kIndent = "      ";
  constexpr std::string_view kContinued = " \\";
  if (command.size() + 2 <= width) return fmt::format("  {}", command);
  std::string out;
  const auto lines = wrapped(command, width - kIndent.size() - kContinued.size());
  for (const std::string& line : lines) {
    const bool is_last = &line == &lines.back();
    out += fmt::format("{}{}", out.empty() ? kIndent.substr(0, 2) : kIndent, line);
    // A pipe goes on by itself.
    if (!is_last) out += line.ends_with('|') ? "\n" : fmt::format("{}\n", kContinued);
  }
  return out;
}

}  // namespace

std::string help_paragraph(std::string_view text, std::size_t width) {
  return fmt::format("{}\n", fmt::join(wrapped(text, width), "\n"));
}

std::string help_option(std::string_view name, std::string_view text, std::size_t width) {
  constexpr std::size_t kWidestColumn = 30;
  return row(fmt::format("  {}", name), text, std::min(kWidestColumn, width / 2), width);
}

std::string help_footer(std::size_t width) {
  constexpr std::size_t kWidestColumn = 44;
  const std::size_t column = std::min(kWidestColumn, width / 2);
  std::string out = "Examples:\n";
  for (const auto& [command, meaning] : kExamples) {
    out += row(command_lines(command, width), meaning, column, width);
  }
  out += "\nExit codes:\n";
  for (const auto& [code, meaning] : kExitCodes) {
    out += row(fmt::format("  {}", code), meaning, 5, width);
  }
  return out;
}

}  // namespace lint::cli
