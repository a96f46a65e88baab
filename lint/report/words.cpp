#include "lint/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "lint/text/text.hpp"

namespace lint::report {
namespace {

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace

std::string subject_words(const Subject& subject) {
  if (subject.kind.empty()) return {};
  std::string words = subject.within.empty() ? "" : printable(subject.within) + ": ";
  words += printable(subject.kind);
  if (!subject.name.empty()) words += fmt::format(" {}", lint::quoted(subject.name));
  if (!subject.detail.empty()) words += fmt::format(" ({})", printable(subject.detail));
  if (!subject.part.empty()) words += fmt::format(", {}", printable(subject.part));
  return words;
}

std::string sentence(const Finding& finding) {
  const std::string subject = subject_words(finding.subject);
  return fmt::format("{}{}{}", subject, subject.empty() ? "" : ": ", printable(finding.message));
}

std::string line_of(const Finding& finding) {
  return fmt::format("{}:{}:{}: {}: {} [{}]", printable(finding.path), finding.span.begin.line,
                     finding.span.begin.column, to_string(finding.severity), sentence(finding),
                     finding.rule);
}

std::string relative_path(std::string_view path) {
  const std::filesystem::path normal = std::filesystem::path(path).lexically_normal();
  if (!normal.is_absolute()) return normal.string();
  std::error_code error;
  const std::filesystem::path here = std::filesystem::current_path(error);
  const std::filesystem::path relative = normal.lexically_relative(here);
  const bool is_below = !error && !relative.empty() && *relative.begin() != "..";
  return is_below ? relative.string() : normal.string();
}

std::string remedy_of(std::string_view rule, const Style& style) {
  for (const EnabledRule& enabled : style.rules) {
    if (enabled.rule->id != rule) continue;
    std::string remedy(enabled.rule->remedy);
    std::ranges::replace(remedy, '\n', ' ');
    return remedy;
  }
  return {};
}

std::size_t count_errors(const Report& report) {
  return static_cast<std::size_t>(
      std::ranges::count(report.findings, Severity::error, &Finding::severity));
}

std::string summary(const Report& report) {
  const std::size_t errors = count_errors(report);
  const Counts& counts = report.counts;
  return fmt::format("seccomp-lint: {}, {}, {} checked, {}; {}, {}; {} suppressed, {} skipped{}\n",
                     counted(counts.files, "file"), counted(counts.documents, "document"),
                     counted(counts.workloads, "workload"), counted(counts.templates, "template"),
                     counted(errors, "error"), counted(report.findings.size() - errors, "warning"),
                     report.suppressed.size(), counts.skipped,
                     report.failed.empty() ? "" : fmt::format(", {} failed", report.failed.size()));
}

}  // namespace lint::report
