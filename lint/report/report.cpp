#include "lint/report/report.hpp"

#include <array>
#include <iterator>

namespace lint {
namespace {

template <typename T>
void move_behind(std::vector<T>& whole, std::vector<T>& part) {
  whole.insert(whole.end(), std::make_move_iterator(part.begin()),
               std::make_move_iterator(part.end()));
}

}  // namespace

void append(Report& whole, Report part) {
  whole.counts.files += part.counts.files;
  whole.counts.documents += part.counts.documents;
  whole.counts.workloads += part.counts.workloads;
  whole.counts.templates += part.counts.templates;
  whole.counts.skipped += part.counts.skipped;
  move_behind(whole.findings, part.findings);
  move_behind(whole.suppressed, part.suppressed);
  move_behind(whole.workloads, part.workloads);
  move_behind(whole.skipped, part.skipped);
  move_behind(whole.failed, part.failed);
}

namespace report {
namespace {

constexpr std::array<Format, 6> kFormats{{
    {"text", "one line for each finding: path:line:col: severity: message [rule]", render_text, {}},
    {"json", "one object, for scripts", render_json, {}},
    {"sarif", "SARIF 2.1.0, for GitHub code scanning", render_sarif, {.line_hashes = true}},
    {"github", "workflow commands, for annotations by GitHub Actions", render_github, {}},
    {"gitlab", "Code Quality report, for GitLab merge requests", render_gitlab, {}},
    {"junit", "JUnit XML, one case for each workload", render_junit, {.workloads = true}},
}};

}  // namespace

std::span<const Format> formats() {
  return kFormats;
}

}  // namespace report
}  // namespace lint
