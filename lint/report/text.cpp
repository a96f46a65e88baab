#include <fmt/format.h>

#include <iterator>

#include "lint/report/report.hpp"
#include "lint/text.hpp"

namespace lint::report {
namespace {

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kYellow = "\x1b[1;33m";
constexpr std::string_view kReset = "\x1b[0m";

std::string painted(std::string_view text, std::string_view paint, bool color) {
  return color ? fmt::format("{}{}{}", paint, text, kReset) : std::string(text);
}

}  // namespace

std::string render_text(const Report& report, bool color) {
  std::string out;
  for (const Finding& finding : report.findings) {
    fmt::format_to(std::back_inserter(out), "{}:{}:{}: {}: {}{} [{}]\n",
                   painted(printable(finding.path), kBold, color), finding.span.begin.line,
                   finding.span.begin.column,
                   painted(to_string(finding.severity),
                           finding.severity == Severity::error ? kRed : kYellow, color),
                   subject_words(finding.subject), printable(finding.message), finding.rule);
  }
  return out;
}

}  // namespace lint::report
