/// The skip proof, and nothing else, so that it can be tried millions of times: the findings of a
/// text are the same with and without skipping, and in whatever order its batches are judged. The
/// first byte picks its name and role, and which rules are on.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <utility>
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

/// Some rules, and how far each text is read for them.
struct Mode {
  explicit Mode(std::vector<lint::EnabledRule> rules, bool skip)
      : settings(with(std::move(rules), skip)), triggers(settings) {}

  Settings settings;
  lint::Triggers triggers;

 private:
  static Settings with(std::vector<lint::EnabledRule> rules, bool skip) {
    Settings settings;
    settings.rules = std::move(rules);
    settings.skip = skip;
    return settings;
  }
};

/// All rules; those without yaml-syntax that are on by default, so that whole files are passed
/// over; each rule by itself, which has to find what it finds by its own triggers.
std::vector<Mode> modes(bool skip) {
  std::vector<lint::EnabledRule> all;
  std::vector<lint::EnabledRule> without_syntax;
  std::vector<Mode> alone;
  for (const lint::Rule* rule : rules::all()) {
    const lint::EnabledRule enabled{rule, rule->level};
    all.push_back(enabled);
    if (rule->check != nullptr) alone.emplace_back(std::vector{enabled}, skip);
    // A rule that is off by default sees every pod, so that none would be passed over.
    if (rule->is_on_by_default && rule->id != lint::kSyntaxRule) without_syntax.push_back(enabled);
  }
  std::vector<Mode> modes{Mode(all, skip), Mode(without_syntax, skip)};
  std::ranges::move(alone, std::back_inserter(modes));
  return modes;
}

void do_backwards(std::size_t pieces, const std::function<void(std::size_t)>& piece) {
  for (std::size_t i = pieces; i > 0; --i) piece(i - 1);
}

std::string_view pattern_of(const Finding& finding) {
  return finding.fact == nullptr ? std::string_view() : finding.fact->pattern;
}

/// All that is said of a finding, but its words only where those of another may differ.
bool is_same(const Finding& a, const Finding& b) {
  return a.rule == b.rule && a.severity == b.severity && a.place == b.place && a.span == b.span &&
         a.part == b.part && pattern_of(a) == pattern_of(b) &&
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
  static const std::vector<Mode> kSkipping = modes(true);
  static const std::vector<Mode> kThorough = modes(false);
  const std::size_t way = data[0] / fuzz::kNames % kSkipping.size();
  const auto& [name, role] = fuzz::name_for(data[0]);
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
