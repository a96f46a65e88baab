/// The words in the tables of rules and formats, and the pages that repeat them.

#include <fmt/format.h>
#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "lint/report/format.hpp"
#include "lint/report/rules.hpp"
#include "rules/registry.hpp"
#include "tests/check.hpp"

namespace {

/// The findings with the rules that are on by default, and with one that need not be.
lint::RunResult check_with(const lint::Rule& rule, std::string_view text) {
  lint::Settings settings = tests::default_rules();
  if (!rule.is_on_by_default) settings.rules.push_back({&rule, rule.level});
  return tests::check(text, "test.yaml", settings);
}

TEST_CASE("rules: the bad example of each rule is reported by that rule alone") {
  for (const lint::Rule* const entry : rules::all()) {
    const lint::Rule& rule = *entry;
    CAPTURE(rule.id);
    const lint::RunResult run = check_with(rule, rule.bad);
    CHECK(!tests::findings_of(run).empty());
    for (const lint::Finding& finding : tests::findings_of(run)) CHECK(finding.rule == &rule);
  }
}

TEST_CASE("rules: the good example of each rule is silent") {
  for (const lint::Rule* const entry : rules::all()) {
    const lint::Rule& rule = *entry;
    CAPTURE(rule.id);
    CHECK(tests::findings_of(check_with(rule, rule.good)).empty());
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

/// Expects `part` between what the page has as `before` and, first after it, as `after`.
void expect_part(const std::string& path, std::string_view before, const std::string& part,
                 std::string_view after) {
  CAPTURE(path);
  const std::string page = tests::read_file(path);
  const std::size_t begin = page.find(before);
  REQUIRE(begin != std::string::npos);
  const std::size_t end = page.find(after, begin + before.size());
  REQUIRE(end != std::string::npos);
  expect_page(path, page.substr(0, begin + before.size()) + part + page.substr(end));
}

TEST_CASE("rules: README.md lists every rule with its level and summary") {
  std::string table = table_of_rules();
  REQUIRE(table.ends_with('\n'));
  table.pop_back();
  const std::size_t header = table.find('\n');
  expect_part(PROJECT_FOLDER "/README.md", table.substr(0, header), table.substr(header), "\n\n");
}

TEST_CASE("formats: completions and pages list every format") {
  std::string names;
  std::string man_page;
  std::string table;
  for (const lint::report::Format* format : lint::report::formats()) {
    names += fmt::format("{}{}", names.empty() ? "" : " ", format->name);
    man_page += fmt::format(".It Cm {}\n{}.\n", format->name, format->summary);
    table += fmt::format("\n| `{}` | {} |", format->name, format->summary);
  }
  const std::string share = PROJECT_FOLDER "/lint/share/";
  const std::string completions = share + "completions/";
  expect_part(completions + "seccomp-lint.bash", "local formats='", names, "'");
  expect_part(completions + "_seccomp-lint", ":format:(", names, ")");
  expect_part(completions + "seccomp-lint.fish", "-l format -x -a '", names, "'");
  expect_part(share + "seccomp-lint.1", ".Bl -tag -width gitlab -compact\n", man_page, ".El");
  expect_part(share + "doc/reports.md", "| `--format` | writes |\n| --- | --- |", table, "\n\n");
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
