#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "lint/report/format.hpp"
#include "lint/report/rules.hpp"
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

/// The rule's id, on terminals that know links as one to the page about it.
std::string rule_id(const Rule& rule, bool links) {
  if (!links) return std::string(rule.id);
  return fmt::format("\x1b]8;;{}\x1b\\{}\x1b]8;;\x1b\\", page_of(rule), rule.id);
}

/// The source as it can be shown on one line, a tab as one blank.
std::string shown(std::string_view text) {
  std::string line(text);
  std::ranges::replace(line, '\t', ' ');
  return printable(line);
}

/// The line, and a caret under the first character of what is marked.
std::string excerpt(const Finding& finding, std::string_view paint, bool color) {
  const Excerpt& source = *finding.excerpt;
  const std::string before = (source.is_cut_before ? "…" : "") + shown(source.before());
  const std::string marked = shown(source.marked());
  const std::string number = fmt::format("{}", finding.span.begin.line);
  const std::size_t width = display_width(marked);
  const std::string caret = "^" + std::string(width > 1 ? width - 1 : 0, '~');
  return fmt::format("{:>5} | {}{}{}{}\n{:>5} | {:{}}{}\n", number, before, marked,
                     shown(source.after()), source.is_cut_after ? "…" : "", "", "",
                     display_width(before), painted(caret, paint, color));
}

class TextReport {
 public:
  TextReport(Write write, const Style& style) : write_(std::move(write)), style_(style) {}

  void finding(const FileResult& file, const Finding& finding) {
    if (!style_.color && !style_.excerpt && !style_.links)
      return write_(line_of(file, finding) + '\n');
    const std::string_view paint = finding.severity == Severity::error ? kRed : kYellow;
    std::string out;
    fmt::format_to(std::back_inserter(out), "{}:{}:{}: {}: {} [{}]\n",
                   painted(printable(file.name), kBold, style_.color), finding.span.begin.line,
                   finding.span.begin.column,
                   painted(to_string(finding.severity), paint, style_.color),
                   sentence(file, finding), rule_id(*finding.rule, style_.links));
    if (style_.excerpt) out += excerpt(finding, paint, style_.color);
    write_(out);
  }

  void end(const RunResult&) {}

 private:
  Write write_;
  Style style_;
};

}  // namespace

extern const Format kText{"text",
                          "one line for each finding: path:line:col: severity: message [rule]",
                          begin<TextReport>};

}  // namespace lint::report
