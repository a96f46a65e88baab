#include "lint/check/finish.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <tuple>

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
  std::set<std::uint32_t> lines;
  for_each_finding(result, [&](Finding& finding) { lines.insert(finding.span.begin.line); });
  if (lines.empty()) return;
  const auto hashes = line_hashes(source.text(), lines, source.has_mark());
  for_each_finding(result, [&](Finding& finding) {
    const auto hash = hashes.find(finding.span.begin.line);
    if (hash != hashes.end()) finding.line_hash = result.texts().keep(hash->second);
  });
}

void keep_excerpts(FileResult& result, std::string_view text) {
  Arena& texts = result.texts();
  for_each_finding(result, [&](Finding& finding) {
    Excerpt excerpt = excerpt_of(text, finding.place);
    for (std::string_view* piece : {&excerpt.before, &excerpt.marked, &excerpt.after}) {
      *piece = texts.keep(*piece);
    }
    finding.excerpt = texts.keep_list<Excerpt>(std::span(&excerpt, 1)).data();
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
  std::ranges::sort(result.findings, comes_before);
  if (settings.needs.line_hashes) keep_hashes(result, source);
  if (settings.needs.excerpts) keep_excerpts(result, source.text());
}

}  // namespace lint
