/// Workflow commands: github.com/actions/toolkit packages/core/src/command.ts says how they are
/// escaped. The runner hides the place, so that the message repeats it.

#include <fmt/format.h>

#include "lint/report/report.hpp"
#include "lint/report/words.hpp"

namespace lint::report {
namespace {

enum class Part { property, message };

std::string escaped(std::string_view text, Part part) {
  std::string out;
  for (const char c : text) {
    const bool is_special =
        c == '%' || c == '\r' || c == '\n' || (part == Part::property && (c == ':' || c == ','));
    if (is_special) {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string render_github(const Report& report, const Style&) {
  std::string out;
  for (const Finding& finding : report.findings) {
    const Span& span = finding.span;
    const std::string path = relative_path(finding.path);
    std::string place = fmt::format("{}:{}:{}", path, span.begin.line, span.begin.column);
    // Columns are only understood within one line.
    const std::string columns = span.begin.line == span.end.line
                                    ? fmt::format(",col={},endLine={},endColumn={}",
                                                  span.begin.column, span.end.line, span.end.column)
                                    : fmt::format(",endLine={}", span.end.line);
    out += fmt::format("::{} file={},line={}{},title={}::{}\n", to_string(finding.severity),
                       escaped(path, Part::property), span.begin.line, columns,
                       escaped(fmt::format("seccomp-lint ({})", finding.rule), Part::property),
                       escaped(fmt::format("{}: {}", place, sentence(finding)), Part::message));
  }
  return out;
}

}  // namespace lint::report
