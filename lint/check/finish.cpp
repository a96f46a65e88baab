#include "lint/check/finish.hpp"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <vector>

#include "lint/report/fingerprint.hpp"
#include "lint/report/words.hpp"
#include "lint/suppress/suppress.hpp"

namespace lint {
namespace {

template <typename Visit>
void for_each_finding(FileResult& result, Visit visit) {
  for (Finding& finding : result.findings) visit(finding);
  for (Suppressed& suppressed : result.suppressed) visit(suppressed.finding);
}

void keep_hashes(FileResult& result, const Source& source) {
  std::vector<std::uint32_t> lines;
  for_each_finding(result,
                   [&](const Finding& finding) { lines.push_back(finding.span.begin.line); });
  if (lines.empty()) return;
  std::ranges::sort(lines);
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  const auto hashes = line_hashes(source.text(), lines, source.has_mark());
  for_each_finding(result, [&](Finding& finding) {
    const auto line = std::ranges::lower_bound(lines, finding.span.begin.line);
    finding.line_hash = hashes[static_cast<std::size_t>(line - lines.begin())];
  });
}

void keep_excerpts(FileResult& result, std::string_view text) {
  Arena& texts = result.texts();
  for_each_finding(result, [&](Finding& finding) {
    Excerpt excerpt = excerpt_of(text, finding.place);
    excerpt.text = texts.keep(excerpt.text);
    finding.excerpt = texts.keep_once(excerpt);
  });
}

/// By place and rule; what stands at the same place by its words.
bool comes_before(const Finding& a, const Finding& b) {
  const auto key = [](const Finding& finding) {
    return std::tie(finding.span.begin, finding.rule->id);
  };
  if (key(a) != key(b)) return key(a) < key(b);
  return report::message_of(a) < report::message_of(b);
}

}  // namespace

void finish_file(FileResult& result, const Source& source, const Directives* directives,
                 const Settings& settings) {
  if (directives != nullptr) suppress(result, source, *directives, settings.rules);
  // Documents are judged in their order, so that most findings are in theirs.
  if (!std::ranges::is_sorted(result.findings, comes_before)) {
    std::ranges::sort(result.findings, comes_before);
  }
  if (settings.needs.line_hashes) keep_hashes(result, source);
  if (settings.needs.excerpts) keep_excerpts(result, source.text());
  result.finish();
}

}  // namespace lint
