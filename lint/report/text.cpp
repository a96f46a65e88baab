#include <fmt/format.h>

#include <iterator>

#include "lint/report/report.hpp"
#include "lint/report/words.hpp"
#include "lint/text/text.hpp"

namespace lint::report {
namespace {

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kYellow = "\x1b[1;33m";
constexpr std::string_view kReset = "\x1b[0m";

std::string painted(std::string_view text, std::string_view paint, bool color) {
  return color ? fmt::format("{}{}{}", paint, text, kReset) : std::string(text);
}

/// The source as it can be shown on one line, a tab as one blank.
std::string shown(std::string text) {
  for (char& c : text) {
    if (c == '\t') c = ' ';
  }
  return printable(text);
}

/// The line, and a caret under the first character of what is marked.
std::string excerpt(const Finding& finding, std::string_view paint, bool color) {
  const Excerpt& source = finding.excerpt;
  const std::string before = (source.is_cut_before ? "…" : "") + shown(source.before);
  const std::string marked = shown(source.marked);
  const std::string number = fmt::format("{}", finding.span.begin.line);
  const std::size_t width = display_width(marked);
  const std::string caret = "^" + std::string(width > 1 ? width - 1 : 0, '~');
  return fmt::format("{:>5} | {}{}{}{}\n{:>5} | {:{}}{}\n", number, before, marked,
                     shown(source.after), source.is_cut_after ? "…" : "", "", "",
                     display_width(before), painted(caret, paint, color));
}

}  // namespace

std::string render_text(const Report& report, const Style& style) {
  std::string out;
  for (const Finding& finding : report.findings) {
    if (!style.color && !style.excerpt) {
      out += line_of(finding) + '\n';
      continue;
    }
    const std::string_view paint = finding.severity == Severity::error ? kRed : kYellow;
    fmt::format_to(std::back_inserter(out), "{}:{}:{}: {}: {} [{}]\n",
                   painted(printable(finding.path), kBold, style.color), finding.span.begin.line,
                   finding.span.begin.column,
                   painted(to_string(finding.severity), paint, style.color), sentence(finding),
                   finding.rule);
    if (style.excerpt) out += excerpt(finding, paint, style.color);
  }
  return out;
}

}  // namespace lint::report
