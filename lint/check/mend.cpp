#include "lint/check/mend.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "lint/fix/apply.hpp"

namespace lint {
namespace {

/// Each pass makes at least one edit; more passes than edits that stand within one another would be
/// a mistake of ours.
constexpr int kMostPasses = 1000;

std::vector<const Edit*> edits_of(const FileResult& result, Fixing fixing) {
  std::vector<const Edit*> edits;
  for (const Finding& finding : result.findings) {
    const bool is_allowed =
        finding.edit != nullptr && (finding.edit->is_safe || fixing == Fixing::all);
    if (is_allowed && !finding.edit->changes.empty()) edits.push_back(finding.edit);
  }
  return edits;
}

void say_why_not(FileResult& result, bool is_malformed) {
  for (Finding& finding : result.findings) {
    if (finding.edit == nullptr) continue;
    if (is_malformed) {
      finding.edit = nullptr;
      finding.remark = "not fixed, for other bytes of the file are malformed and would change, too";
      continue;
    }
    if (finding.edit->obstacle.empty()) continue;
    finding.remark = result.texts().keep(fmt::format("not fixed, for {}", finding.edit->obstacle));
  }
}

}  // namespace

FileResult mend_file(const Source& source, const Settings& settings,
                     const std::function<FileResult(const Source&)>& lint) {
  FileResult result = lint(source);
  Mended mended{.before = std::string(source.bytes()), .after = std::string(source.bytes())};
  const Source* current = &source;
  std::unique_ptr<const Source> next;
  bool is_malformed = false;
  for (int passes = 0; passes < kMostPasses; ++passes) {
    const auto edits = edits_of(result, settings.fixing);
    if (edits.empty()) break;
    const fix::Applied applied = fix::apply(current->text(), edits);
    const auto bytes = fix::encoded(*current, applied.text);
    is_malformed = !bytes;
    if (!bytes || *bytes == mended.after) break;
    mended.after = *bytes;
    mended.fixed += applied.edits;
    next = std::make_unique<const Source>(std::string_view(mended.after));
    current = next.get();
    result = lint(*current);
  }
  say_why_not(result, is_malformed);
  result.mended = std::move(mended);
  return result;
}

}  // namespace lint
