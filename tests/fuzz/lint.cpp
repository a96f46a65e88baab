/// The skip proof, and nothing else, so that it can be tried millions of times: the findings of a
/// text are the same with and without skipping, and in whatever order its batches are judged. The
/// first byte picks its name and role.

#include <array>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "lint/check/file.hpp"
#include "lint/check/triggers.hpp"
#include "lint/report/words.hpp"
#include "rules/registry.hpp"
#include "tests/fuzz/names.hpp"

namespace {

using lint::FileResult;
using lint::Finding;
using lint::Settings;

/// A way to lint, and what of it decides how far a document is read.
struct Mode {
  Settings settings;
  lint::Triggers triggers;
};

Mode mode(bool skip, bool has_syntax) {
  Settings settings;
  for (const lint::Rule* rule : rules::all()) {
    // A rule that is off by default sees every pod, so that none would be passed over.
    const bool is_on = has_syntax || (rule->is_on_by_default && rule->id != lint::kSyntaxRule);
    if (is_on) settings.rules.push_back({rule, rule->level});
  }
  settings.skip = skip;
  return {settings, lint::Triggers(settings)};
}

void do_backwards(std::size_t pieces, const std::function<void(std::size_t)>& piece) {
  for (std::size_t i = pieces; i > 0; --i) piece(i - 1);
}

/// All that is said of a finding, but its words only where those of another may differ.
bool is_same(const Finding& a, const Finding& b) {
  return a.rule == b.rule && a.severity == b.severity && a.place == b.place && a.span == b.span &&
         a.part == b.part && a.fact.pattern == b.fact.pattern &&
         lint::report::message_of(a) == lint::report::message_of(b);
}

bool comes_before(const Finding& a, const Finding& b) {
  return a.span.begin < b.span.begin || (a.span.begin == b.span.begin && a.rule->id <= b.rule->id);
}

[[noreturn]] void fail(const char* promise, const FileResult& one, const FileResult& other) {
  std::fprintf(stderr, "broken: %s\n", promise);
  for (const FileResult* result : {&one, &other}) {
    for (const Finding& finding : result->findings) {
      std::fprintf(stderr, "  %s\n", lint::report::line_of(*result, finding).c_str());
    }
    for (const lint::Note& note : result->failed) {
      std::fprintf(stderr, "  %s:%zu: %s\n", note.path.c_str(), note.line, note.text.c_str());
    }
    std::fprintf(stderr, "-- %zu suppressed\n", result->suppressed.size());
  }
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  // Without yaml-syntax whole files are passed, too: every other upper half of the first byte.
  static const std::array<Mode, 2> kSkipping{mode(true, true), mode(true, false)};
  static const std::array<Mode, 2> kThorough{mode(false, true), mode(false, false)};
  const std::size_t way = data[0] >> 7U;
  const auto& [name, role] = fuzz::name_for(data[0] & 0x7FU);
  const lint::Source source(std::string_view(reinterpret_cast<const char*>(data + 1), size - 1));
  const FileResult found =
      lint_file(name, role, source, kSkipping[way].settings, kSkipping[way].triggers);
  const FileResult thorough =
      lint_file(name, role, source, kThorough[way].settings, kThorough[way].triggers, do_backwards);
  const bool is_equal = found.findings.size() == thorough.findings.size() &&
                        found.suppressed.size() == thorough.suppressed.size() &&
                        found.failed.size() == thorough.failed.size() &&
                        std::ranges::equal(found.findings, thorough.findings, is_same);
  if (!is_equal) fail("the same is found with and without skipping", found, thorough);
  for (std::size_t i = 1; i < found.findings.size(); ++i) {
    if (!comes_before(found.findings[i - 1], found.findings[i])) {
      fail("findings are sorted", found, thorough);
    }
  }
  for (const Finding& finding : found.findings) {
    if (finding.place.begin > source.text().size()) fail("a place is in the text", found, thorough);
  }
  return 0;
}
