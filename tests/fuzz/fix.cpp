/// Mends a text with all edits, the unsafe ones too. The first byte picks its name and role.

#include <cstdio>
#include <cstdlib>
#include <string>

#include "lint/check/file.hpp"
#include "lint/check/mend.hpp"
#include "lint/fix/diff.hpp"
#include "lint/report/words.hpp"
#include "rules/registry.hpp"
#include "tests/fuzz/names.hpp"

namespace {

lint::Settings all_edits() {
  lint::Settings settings;
  for (const lint::Rule* rule : rules::all()) settings.rules.push_back({rule, rule->level});
  settings.fixing = lint::Fixing::all;
  settings.needs.edits = true;
  return settings;
}

[[noreturn]] void fail(const char* promise, const lint::FileResult& result) {
  std::fprintf(stderr, "broken: %s\n", promise);
  for (const lint::Finding& finding : result.findings) {
    std::fprintf(stderr, "  %s\n", lint::report::line_of(result, finding).c_str());
  }
  std::fprintf(
      stderr, "%s",
      lint::fix::unified_diff("text", result.mended->before, result.mended->after).c_str());
  std::abort();
}

std::size_t count_unreadable(const lint::FileResult& result) {
  std::size_t count = 0;
  for (const lint::Finding& finding : result.findings) {
    if (finding.rule->id == lint::kSyntaxRule) ++count;
  }
  return count;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static const lint::Settings kSettings = all_edits();
  static const lint::Triggers kTriggers(kSettings);
  const auto& [name, role] = fuzz::name_for(data[0] & 0x7FU);
  const auto lint = [&, &name = name, &role = role](const lint::Source& source) {
    return lint_file(name, role, source, kSettings, kTriggers);
  };
  const lint::Source source(std::string_view(reinterpret_cast<const char*>(data + 1), size - 1));
  const lint::FileResult found = lint(source);
  const lint::FileResult left = mend_file(source, kSettings, lint);
  for (const lint::Finding& finding : left.findings) {
    if (finding.edit != nullptr && !finding.edit->changes.empty() && left.mended->is_changed()) {
      fail("what can be mended is not found again", left);
    }
  }
  if (count_unreadable(left) > count_unreadable(found)) {
    fail("what could be read can be read", left);
  }
  const lint::Source mended(std::string_view(left.mended->after));
  if (mend_file(mended, kSettings, lint).mended->is_changed()) {
    fail("mending twice is as mending once", left);
  }
  return 0;
}
