/// The words in the rule table, and those about it in README.md.

#include <fmt/format.h>
#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "lint/report/rules.hpp"
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

/// Expects the file to be the text, or makes it so where golden files are written anew.
void expect_page(const std::string& path, const std::string& expected) {
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << expected;
  } else {
    CHECK(tests::read_file(path) == expected);
  }
}

std::string table_of_rules() {
  for (const lint::report::RuleFormat* format : lint::report::rule_formats()) {
    if (format->name == "markdown") return format->list(rules::all());
  }
  return {};
}

TEST_CASE("rules: README.md lists every rule with its level and summary") {
  const std::string path = PROJECT_FOLDER "/README.md";
  const std::string page = tests::read_file(path);
  const std::size_t begin = page.find("| rule | level |");
  REQUIRE(begin != std::string::npos);
  const std::size_t end = page.find("\n\n", begin) + 1;
  expect_page(path, page.substr(0, begin) + table_of_rules() + page.substr(end));
}

TEST_CASE("rules: rules/README.md says what --explain says of each rule") {
  std::string page =
      "# Rules\n\nA test writes this page from the registry: `UPDATE_GOLDEN=1 tests/quick`. What a "
      "rule's own file holds\nis said in [lint/README.md](../lint/README.md).\n\n" +
      table_of_rules();
  for (const lint::Rule* const rule : rules::all()) {
    page += fmt::format("\n## {}\n\n{}", rule->id, lint::report::help_markdown(*rule, 3));
  }
  expect_page(PROJECT_FOLDER "/rules/README.md", page);
}

}  // namespace
