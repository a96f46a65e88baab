#include "lint/app/fixes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "lint/app/output.hpp"
#include "lint/fix/diff.hpp"
#include "lint/report/words.hpp"

namespace lint {

std::string diff_of(std::span<const FileResult> files) {
  std::string diff;
  for (const FileResult& file : files) {
    if (!file.mended) continue;
    diff += fix::unified_diff(report::relative_path(file.name), file.mended->before,
                              file.mended->after);
  }
  return diff;
}

std::string write_fixes(std::span<FileResult> files) {
  std::string text;
  for (FileResult& file : files) {
    if (!file.mended) continue;
    if (file.mended->is_stdin) text += file.mended->after;
    if (file.mended->is_stdin || !file.mended->is_changed()) continue;
    const auto error = replace_file(file.name, file.mended->before, file.mended->after);
    if (!error) continue;
    file.failed.push_back({file.name, 0, error->message});
    file.mended.reset();
  }
  return text;
}

std::string fix_summary(const RunResult& run) {
  std::size_t unsafe = 0;
  for (const FileResult& file : run.files) {
    unsafe +=
        static_cast<std::size_t>(std::ranges::count_if(file.findings, [](const Finding& finding) {
          return finding.edit != nullptr && !finding.edit->is_safe &&
                 !finding.edit->changes.empty();
        }));
  }
  return fmt::format("{} fixed, {} left, {} with --unsafe-fixes", run.fixed, run.tally.findings(),
                     unsafe);
}

}  // namespace lint
