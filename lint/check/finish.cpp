#include "lint/check/finish.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "lint/report/fingerprint.hpp"
#include "lint/suppress/suppress.hpp"

namespace lint {
namespace {

template <typename Visit>
void for_each_finding(Report& report, Visit visit) {
  for (Finding& finding : report.findings) visit(finding);
  for (Suppressed& suppressed : report.suppressed) visit(suppressed.finding);
}

void keep_hashes(Report& report, const input::Source& source) {
  std::set<std::uint32_t> lines;
  for_each_finding(report, [&](Finding& finding) { lines.insert(finding.span.begin.line); });
  if (lines.empty()) return;
  const auto hashes = line_hashes(source.text(), lines, source.has_mark());
  for_each_finding(report, [&](Finding& finding) {
    const auto hash = hashes.find(finding.span.begin.line);
    if (hash != hashes.end()) finding.line_hash = hash->second;
  });
}

}  // namespace

void settle(Report& report, const std::string& name, const input::Source& source,
            const Settings& settings) {
  if (settings.suppress) suppress(report, name, source, settings.rules);
  std::ranges::sort(report.findings, {}, [](const Finding& finding) {
    return std::tie(finding.span.begin, finding.rule, finding.message);
  });
  if (settings.needs.line_hashes) keep_hashes(report, source);
  if (settings.needs.excerpts) {
    for (Finding& finding : report.findings) {
      finding.excerpt = excerpt_of(source.text(), finding.place);
    }
  }
}

}  // namespace lint
