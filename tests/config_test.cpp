/// The configuration file: what it may say, and what is said about mistakes.

#include "lint/app/config.hpp"

#include <fmt/format.h>

#include "lint/manifest/strict.hpp"
#include "rules/registry.hpp"
#include "tests/check.hpp"

namespace {

lint::Config read(std::string_view text) {
  const auto config = lint::parse_config("c.yaml", text);
  REQUIRE_MESSAGE(config.ok(), config.error().message);
  return config.value();
}

std::string mistake(std::string_view text) {
  const auto config = lint::parse_config("c.yaml", text);
  return config.ok() ? "" : config.error().message;
}

TEST_CASE("config: everything that it may say") {
  const lint::Config config = read(
      "# comment\nexclude: [charts/**, 'a b']\nfail-level: warning\nrules:\n"
      "  restrict-seccomp: {level: warning}\n  yaml-syntax: {level: off}\n"
      "  unused-suppression: {level: 'off'}\n");
  CHECK(config.path == "c.yaml");
  CHECK(config.excludes == std::vector<std::string>{"charts/**", "a b"});
  CHECK(config.fail_level == lint::Severity::warning);
  CHECK(config.levels.at("restrict-seccomp") == lint::Level::warning);
  CHECK(config.levels.at("yaml-syntax") == lint::Level::off);
  CHECK(config.levels.at("unused-suppression") == lint::Level::off);
}

TEST_CASE("config: a level is a word, or a mapping with it, and so for some paths") {
  const lint::Config config = read(
      "rules: {restrict-seccomp: warning, yaml-syntax: off}\nbaseline: known.yaml\noverrides:\n"
      "  - paths: [vendor/**, '*.json']\n    rules: {yaml-syntax: {level: error}}\n"
      "    exclude-rules: [restrict-seccomp]\n");
  CHECK(config.levels.at("restrict-seccomp") == lint::Level::warning);
  CHECK(config.levels.at("yaml-syntax") == lint::Level::off);
  CHECK(config.baseline == "known.yaml");
  REQUIRE(config.overrides.size() == 1);
  const lint::Override& override = config.overrides.front();
  CHECK(override.paths == std::vector<std::string>{"vendor/**", "*.json"});
  CHECK(override.levels.at("yaml-syntax") == lint::Level::error);
  CHECK(override.levels.at("restrict-seccomp") == lint::Level::off);
  CHECK(config.lines.at("overrides.0.paths.1") == 4);
  CHECK(config.lines.at("overrides.0.rules.restrict-seccomp") == 6);
}

TEST_CASE("config: an empty file says nothing") {
  for (const std::string_view text : {"", "# comment\n", "---\n", "{}"}) {
    CAPTURE(text);
    CHECK(read(text).levels.empty());
  }
}

TEST_CASE("config: mistakes have a place") {
  const std::string rules = fmt::format("{}", fmt::join(rules::ids(), ", "));
  CHECK(mistake("exlude: []") ==
        "c.yaml:1:1: unknown key 'exlude'; did you mean 'exclude'? It may be baseline, exclude, "
        "fail-level, overrides, rules, unset-means");
  CHECK(mistake("a: b") ==
        "c.yaml:1:1: unknown key 'a'; it may be baseline, exclude, fail-level, overrides, rules, "
        "unset-means");
  CHECK(mistake("exclude: x") == "c.yaml:1:10: exclude must be a sequence, not a string");
  CHECK(mistake("exclude:\n  - 1") ==
        "c.yaml:2:5: a pattern of exclude must be a string, not an integer");
  CHECK(mistake("fail-level: off") ==
        "c.yaml:1:13: fail-level must be warning or error, not 'off'");
  CHECK(mistake("rules: []") == "c.yaml:1:8: rules must be a mapping, not a sequence");
  CHECK(mistake("rules: {restrict-secomp: {level: off}}") ==
        "c.yaml:1:9: unknown rule 'restrict-secomp'; did you mean 'restrict-seccomp'? It may be " +
            rules);
  CHECK(mistake("rules: {yaml-syntax: warn}") ==
        "c.yaml:1:22: rules.yaml-syntax must be off or warning or error, not 'warn'");
  CHECK(mistake("rules: {yaml-syntax: []}") ==
        "c.yaml:1:22: rules.yaml-syntax must be off or warning or error, not a sequence");
  CHECK(mistake("baseline: []") == "c.yaml:1:11: baseline must be a string, not a sequence");
  CHECK(mistake("baseline: ''") == "c.yaml:1:11: baseline must name a file");
  CHECK(mistake("overrides: {}") == "c.yaml:1:12: overrides must be a sequence, not a mapping");
  CHECK(mistake("overrides: [x]") == "c.yaml:1:13: an override must be a mapping, not a string");
  CHECK(mistake("overrides: [{path: [x]}]") ==
        "c.yaml:1:14: unknown key 'path'; did you mean 'paths'? It may be exclude-rules, paths, "
        "rules");
  CHECK(mistake("overrides: [{rules: {}}]") == "c.yaml:1:13: an override needs 'paths'");
  CHECK(mistake("overrides: [{paths: x}]") ==
        "c.yaml:1:21: paths must be a sequence, not a string");
  CHECK(mistake("overrides: [{paths: [], exclude-rules: [yaml-sintax]}]") ==
        "c.yaml:1:41: unknown rule 'yaml-sintax'; did you mean 'yaml-syntax'? It may be " + rules);
  CHECK(mistake("overrides: [{paths: [], rules: {yaml-sintax: off}}]") ==
        "c.yaml:1:33: unknown rule 'yaml-sintax'; did you mean 'yaml-syntax'? It may be " + rules);
  CHECK(mistake("rules: {yaml-syntax: {levels: off}}") ==
        "c.yaml:1:23: unknown key 'levels'; did you mean 'level'?");
  CHECK(mistake("rules: {yaml-syntax: {level: warn}}") ==
        "c.yaml:1:30: rules.yaml-syntax.level must be off or warning or error, not 'warn'");
  CHECK(mistake("exclude: []\nexclude: []") == "c.yaml:2:1: key 'exclude' is here twice");
  CHECK(mistake("- exclude") == "c.yaml:1:1: the configuration must be a mapping, not a sequence");
  CHECK(mistake("exclude: [") != "");
  CHECK(mistake("exclude: []\n---\nexclude: []") == "c.yaml:3:1: a configuration is one document");
  CHECK(mistake("exclude: *x") == "c.yaml:1:10: the anchor of the alias '*x' is not defined");
}

TEST_CASE("config: any text can be quoted") {
  CHECK(lint::manifest::yaml_quoted("a\\b\"c\n\x7f é") == "\"a\\\\b\\\"c\\x0a\\x7f é\"");
  CHECK(read("exclude: [" + lint::manifest::yaml_quoted("a\\b\"c\n") + "]").excludes.at(0) ==
        "a\\b\"c\n");
}

}  // namespace
