#include "lint/report/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "lint/text.hpp"

namespace lint {
namespace {

template <typename T>
void move_behind(std::vector<T>& whole, std::vector<T>& part) {
  whole.insert(whole.end(), std::make_move_iterator(part.begin()),
               std::make_move_iterator(part.end()));
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace

void append(Report& whole, Report part) {
  whole.counts.files += part.counts.files;
  whole.counts.documents += part.counts.documents;
  whole.counts.workloads += part.counts.workloads;
  whole.counts.templates += part.counts.templates;
  whole.counts.suppressed += part.counts.suppressed;
  whole.counts.skipped += part.counts.skipped;
  move_behind(whole.findings, part.findings);
  move_behind(whole.skipped, part.skipped);
  move_behind(whole.failed, part.failed);
}

namespace report {
namespace {

constexpr std::array<Format, 1> kFormats{{
    {"text", "one line for each finding: path:line:col: severity: message [rule]", render_text},
}};

}  // namespace

std::span<const Format> formats() {
  return kFormats;
}

std::string subject_words(const Subject& subject) {
  if (subject.kind.empty()) return {};
  std::string words = printable(subject.kind);
  if (!subject.name.empty()) words += fmt::format(" {}", quoted(subject.name));
  if (!subject.detail.empty()) words += fmt::format(" ({})", printable(subject.detail));
  if (!subject.part.empty()) words += fmt::format(", {}", subject.part);
  return words + ": ";
}

std::string summary(const Report& report) {
  const auto errors = static_cast<std::size_t>(
      std::ranges::count(report.findings, Severity::error, &Finding::severity));
  const Counts& counts = report.counts;
  return fmt::format(
      "seccomp-lint: {}, {}, {} checked, {} not read; {}, {}; {} suppressed, {} skipped{}\n",
      counted(counts.files, "file"), counted(counts.documents, "document"),
      counted(counts.workloads, "workload"), counted(counts.templates, "template"),
      counted(errors, "error"), counted(report.findings.size() - errors, "warning"),
      counts.suppressed, counts.skipped,
      report.failed.empty() ? "" : fmt::format(", {} failed", report.failed.size()));
}

}  // namespace report
}  // namespace lint
