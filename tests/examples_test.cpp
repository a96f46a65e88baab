/// The words in the rule table, and those about it in README.md.

#include <fmt/format.h>
#include <algorithm>

#include "rules/registry.hpp"
#include "tests/check.hpp"

namespace {

TEST_CASE("rules: the bad example of each rule is reported by that rule alone") {
  for (const lint::Rule* const entry : rules::all()) {
    const lint::Rule& rule = *entry;
    CAPTURE(rule.id);
    const lint::RunResult run = tests::check(rule.bad);
    CHECK(!tests::findings_of(run).empty());
    for (const lint::Finding& finding : tests::findings_of(run)) CHECK(finding.rule == &rule);
  }
}

TEST_CASE("rules: the good example of each rule is silent") {
  for (const lint::Rule* const entry : rules::all()) {
    const lint::Rule& rule = *entry;
    CAPTURE(rule.id);
    CHECK(tests::findings(rule.good) == "");
  }
}

TEST_CASE("rules: the table is complete and in alphabetical order") {
  CHECK(std::ranges::is_sorted(rules::ids()));
  for (const lint::Rule* const entry : rules::all()) {
    const lint::Rule& rule = *entry;
    CAPTURE(rule.id);
    for (const std::string_view words : {rule.summary, rule.rationale, rule.remedy}) {
      CHECK(words.ends_with('.'));
    }
    CHECK(rules::find(rule.id) == &rule);
  }
  CHECK(rules::find("restrict") == nullptr);
}

TEST_CASE("rules: README.md lists every rule with its level and summary") {
  const std::string readme = tests::read_file(PROJECT_FOLDER "/README.md");
  for (const lint::Rule* const entry : rules::all()) {
    const lint::Rule& rule = *entry;
    const std::string row =
        fmt::format("| `{}` | {} | {} |\n", rule.id, to_string(rule.level), rule.summary);
    const bool is_listed = readme.find(row) != std::string::npos;
    CHECK_MESSAGE(is_listed, row);
  }
}

}  // namespace
