/// Skipping is a proof: with and without it, and with any number of threads, the findings are the
/// same. Tried on every fixture, and on texts that are made from them at random.

#include <algorithm>
#include <array>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "lint/check/relevance.hpp"
#include "lint/manifest/kubernetes/places.hpp"
#include "lint/manifest/workload.hpp"
#include "lint/report/words.hpp"
#include "lint/yaml/libyaml_reader.hpp"
#include "lint/yaml/tree.hpp"
#include "tests/check.hpp"

namespace {

using namespace std::string_view_literals;

const std::vector<lint::files::File>& fixtures() {
  static const std::vector<lint::files::File> files = tests::files_in(PROJECT_FOLDER "/fixtures");
  return files;
}

lint::Settings without_skipping() {
  lint::Settings settings = tests::default_rules();
  settings.skip = false;
  return settings;
}

/// All that a run says, with its summary.
std::string told(const lint::RunResult& run) {
  return tests::text_of(run) + lint::report::summary(run);
}

/// Makes texts that look like manifests and are full of traps. Draws the same ones with every
/// compiler: of two draws, the order is always said.
class Mutator {
  std::size_t below(std::size_t limit) { return random_() % limit; }

  template <typename List>
  const auto& pick(const List& list) {
    return list[below(list.size())];
  }

 public:
  explicit Mutator(unsigned seed) : random_(seed) {
    const std::string pool = tests::read_file(PROJECT_FOLDER "/tests/random_pool.txt");
    for (std::size_t at = pool.find(kTextBegin); at < pool.size();) {
      const std::size_t begin = pool.find('\n', at) + 1;
      at = std::min(pool.find(kTextBegin, begin), pool.size());
      texts_.push_back(pool.substr(begin, at - begin));
    }
    REQUIRE(texts_.size() > 50);
  }

  std::string next() {
    std::vector<std::string> lines = tests::lines_of(pick(texts_));
    const std::vector<std::string> others = tests::lines_of(pick(texts_));
    const std::size_t changes = below(4);
    for (std::size_t i = 0; i < changes && !lines.empty(); ++i) change(lines, others);
    std::string text;
    for (const std::string& line : lines) text += line;
    return text;
  }

 private:
  /// The line that stands before each text of the pool begins so.
  static constexpr std::string_view kTextBegin = "=====";

  void change(std::vector<std::string>& lines, const std::vector<std::string>& others) {
    const auto at = lines.begin() + static_cast<std::ptrdiff_t>(below(lines.size()));
    switch (below(6)) {
      case 0:
        lines.erase(at);
        break;
      case 1: {
        const std::string line = pick(lines);
        lines.insert(at, line);
        break;
      }
      case 2:
        if (!others.empty()) lines.insert(at, pick(others));
        break;
      case 3: {
        const std::size_t column = below(at->size() + 1);
        at->insert(column, pick(kInsertions));
        break;
      }
      case 4:
        if (!at->empty()) at->erase(below(at->size()), 1);
        break;
      default:
        replace_word(*at);
    }
  }

  void replace_word(std::string& line) {
    const auto& [from, to] = pick(kReplacements);
    const std::size_t found = line.find(from);
    if (found != std::string::npos) line.replace(found, from.size(), to);
  }

  static constexpr std::array kInsertions{
      "{{ if x }}"sv,
      "#"sv,
      "\r"sv,
      "\xC2\x85"sv,
      "\xE2\x80\xA8"sv,
      "---\n"sv,
      "...\n"sv,
      "\\x65"sv,
      "!!str "sv,
      "&a "sv,
      "*a"sv,
      "<<: *a\n"sv,
      "\t"sv,
      "  "sv,
      "\""sv,
      "'"sv,
      "|\n"sv,
      "? "sv,
      "- "sv,
      "{"sv,
      "}"sv,
      "\xFF"sv,
      ","sv,
      "%TAG ! tag:yaml.org,2002:\n---\n"sv,
      "privileged: true\n"sv,
      "seccompProfile:\n"sv,
  };
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kReplacements{{
      {"RuntimeDefault", "Unconfined"},
      {"Unconfined", "RuntimeDefault"},
      {"seccompProfile:", "\"s\\x65ccompProfile\":"},
      {"seccompProfile:", "!!binary c2VjY29tcFByb2ZpbGU=:"},
      {"seccompProfile:", "\"se\\\n  ccompProfile\":"},
      {"kind: ", "\"k\\x69nd\": "},
      {"kind: Pod", "kind: CustomResourceDefinition"},
      {"apiVersion: v1", "apiVersion: apiextensions.k8s.io/v1"},
      {"type: ", "type: !!str "},
      {"type: Unconfined", "type: RuntimeDefault"},
      {"RuntimeDefault", "Localhost"},
      {"seccompProfile:", "secompProfile:"},
      {"securityContext:", "context:"},
      {"template:", "x:"},
  }};

  std::mt19937 random_;
  std::vector<std::string> texts_;
};

}  // namespace

TEST_CASE("every fixture has the same findings with and without skipping, and for any threads") {
  for (lint::Settings settings : {tests::default_rules(), tests::all_rules()}) {
    settings.threads = 1;
    const std::string expected = told(tests::check_files(fixtures(), settings));
    CHECK(expected.find("[restrict-seccomp]") != std::string::npos);
    settings.threads = 7;
    CHECK(told(tests::check_files(fixtures(), settings)) == expected);
    settings.skip = false;
    CHECK(told(tests::check_files(fixtures(), settings)) == expected);
  }
}

TEST_CASE(
    "without yaml-syntax, too, every fixture has the same findings with and without skipping") {
  lint::Settings settings = tests::default_rules();
  std::erase_if(settings.rules,
                [](const lint::EnabledRule& enabled) { return enabled.rule->id == "yaml-syntax"; });
  const auto told_with_failures = [&] {
    const lint::RunResult run = tests::check_files(fixtures(), settings);
    std::string text = tests::text_of(run);
    for (const lint::Note& note : run.failed) text += note.path + ": " + note.text + '\n';
    return text;
  };
  const std::string expected = told_with_failures();
  settings.skip = false;
  CHECK(told_with_failures() == expected);
}

TEST_CASE("a rule alone finds in the fixtures what it finds beside the others") {
  const lint::RunResult together = tests::check_files(fixtures(), tests::default_rules());
  for (const lint::EnabledRule& enabled : tests::default_rules().rules) {
    const std::string_view id = enabled.rule->id;
    // What is unused or cannot be followed depends on what the other rules look for.
    if (id == "unused-suppression" || id == "yaml-syntax") continue;
    lint::Settings settings;
    settings.rules = {enabled};
    const lint::RunResult alone = tests::check_files(fixtures(), settings);
    std::string expected;
    for (const lint::FileResult& file : together.files) {
      for (const lint::Finding& finding : file.findings) {
        if (finding.rule->id == id) expected += lint::report::line_of(file, finding) + '\n';
      }
    }
    CAPTURE(id);
    CHECK(tests::text_of(alone) == expected);
  }
}

TEST_CASE("a rule without triggers sees every document, and leaves the others as they are") {
  static const lint::Rule kSeesAll{
      .id = "sees-all",
      .summary = {},
      .rationale = {},
      .remedy = {},
      .bad = {},
      .good = {},
      .check = [](const lint::manifest::Manifest& manifest, lint::Sink& sink) {
        sink.report({.place = manifest.document.root().used, .fact = "a document"});
      }};
  lint::Settings settings = tests::default_rules();
  const std::string before = tests::text_of(tests::check_files(fixtures(), settings));
  settings.rules.push_back({&kSeesAll, lint::Severity::warning});
  const lint::RunResult run = tests::check_files(fixtures(), settings);
  std::string others;
  for (const lint::FileResult& file : run.files) {
    for (const lint::Finding& finding : file.findings) {
      if (finding.rule != &kSeesAll) others += lint::report::line_of(file, finding) + '\n';
    }
  }
  CHECK(others == before);
  const auto all = tests::findings_of(tests::check("a: b\n---\nc: d\n", "a.yaml", settings));
  CHECK(all.size() == 2);
}

TEST_CASE("texts made at random have the same findings with and without skipping") {
  constexpr unsigned kSeed = 20260101;
  Mutator mutator(kSeed);
  std::size_t with_findings = 0;
  for (int i = 0; i < 4000; ++i) {
    const std::string text = mutator.next();
    const std::string expected = told(tests::check(text, "x.yaml", without_skipping()));
    const std::string found = told(tests::check(text, "x.yaml"));
    CAPTURE(text);
    REQUIRE(found == expected);
    with_findings += expected.starts_with("x.yaml") ? 1U : 0U;
  }
  CHECK(with_findings > 500);
}

/// What a text's bytes promise rules about profiles, for some of which one beside "privileged"
/// matters.
lint::Relevance relevance(std::string_view text, lint::Role role = lint::Role::manifest) {
  static const lint::WantedWords wanted{
      .words = lint::Patterns(std::array{"eccomp"sv, "options"sv}),
      .uncommon_words = lint::Patterns(std::array{"eccomp"sv}),
      .companions = lint::Patterns(std::array{"privileged"sv}),
  };
  return lint::relevance(text, wanted, role);
}

TEST_CASE("a common word counts only in what may be a pipeline") {
  for (const char* const pipeline :
       {"jobs:\n  options: a\n", "on: push\njobs:\n  options: a\n",
        "# x\n---\njobs: {options: a}\n", "{\"on\": \"push\", \"jobs\": {\"options\": 1}}",
        "a: \"\noptions\"\n\"jobs\": b\n", "  jobs:\n    options: a\n", "? jobs\n: {options: a}\n",
        "a: options\n<<: {jobs: b}\n", "a: options\rjobs: b\n", "a: options\n--- {jobs: b}\n",
        "a: options\n---\n  jobs: b\n", "a: options\n...\n  jobs: b\n", "stages: options\n",
        "a: options\n\xEF\xBB\xBFjobs: b\n"}) {
    CAPTURE(pipeline);
    CHECK(relevance(pipeline) == lint::Relevance::likely);
    CHECK(relevance(pipeline, lint::Role::chart_template) == lint::Relevance::none);
  }
  for (const char* const other :
       {"apiVersion: v1\nitems:\n- options: a\nkind: List\n", "# x\n---\na: {options: jobs}\n",
        "{\"options\": {\"job\": 1}}", "a: options\n---\n# x\nb: options\n",
        "a.b/c-d:\n  options: a\n"}) {
    CAPTURE(other);
    CHECK(relevance(other) == lint::Relevance::none);
    CHECK(relevance(std::string(other) + "# \"seccomp\n") == lint::Relevance::likely);
  }
}

TEST_CASE("what is harmless in every reading is not read") {
  CHECK(relevance("kind: Pod\n") == lint::Relevance::none);
  CHECK(relevance("# seccomp\nkind: Pod\n") == lint::Relevance::none);
  CHECK(relevance("# seccomp\nprivileged: true\n") == lint::Relevance::none);
  CHECK(relevance("apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n"
                  "spec:\n  seccompProfile: {type: object}\n") == lint::Relevance::none);
  CHECK(relevance("apiVersion: apiextensions.k8s.io/v1\r\nkind: CustomResourceDefinition\r\n"
                  "spec:\r\n  seccompProfile: {type: object}\r\n") == lint::Relevance::none);
  CHECK(relevance("run: a \\\n  b\nmore: a|\\\n") == lint::Relevance::none);
  CHECK(relevance("run: \"a \\\\\\n b\"\n") == lint::Relevance::none);
  const std::string_view schema =
      R"({"$schema": "x", "definitions": {"seccompProfile": [1, -2.5e3, {}, [], true, "]}\""]}})";
  CHECK(relevance(schema) == lint::Relevance::none);
  CHECK(relevance(schema, lint::Role::chart_values) == lint::Relevance::likely);
}

TEST_CASE("of a profile with an allowed type only its place is asked for") {
  constexpr std::array kTexts{
      "a:\n  seccompProfile:\n    type: RuntimeDefault\nb: 1\n"sv,
      "a: {{ b }}\n  seccompProfile:\n    type: RuntimeDefault\nb: 1\n{{ end }}\n"sv,
      "seccompProfile:\n  type: Localhost\n  localhostProfile: profiles/web.json\n"sv,
      "- seccompProfile:\n    localhostProfile: web.json\n    type: Localhost\n"sv,
  };
  for (const std::string_view text : kTexts) {
    CAPTURE(text);
    CHECK(relevance(text) == lint::Relevance::placed);
    for (const char* const companion :
         {"privileged: true\n", "privileged: False\n", "privileged: 'false'\n",
          "unprivileged: false\n", "privileged: false # or true\n", "privileged:  false\n",
          "privileged: false\nprivileged: true\n", "privileged: {{ x }}\n"}) {
      CAPTURE(companion);
      CHECK(relevance(std::string(text) + companion) == lint::Relevance::likely);
    }
    for (const char* const unprivileged :
         {"privileged: false\n", "privileged: false\r\n", "- privileged: false",
          "- privileged: false\n  privileged: false\n"}) {
      CAPTURE(unprivileged);
      CHECK(relevance(std::string(text) + unprivileged) == lint::Relevance::placed);
    }
    CHECK(relevance(std::string(text) + "\"\\x70rivileged\": true\n") == lint::Relevance::likely);
  }
}

TEST_CASE("where a profile belongs is told from the tree") {
  constexpr std::string_view kBelow = "securityContext: {seccompProfile: {type: RuntimeDefault}}";
  const auto are_in_place = [&](const std::string& before, const std::string& after = {}) {
    const std::string text = before + std::string(kBelow) + after;
    lint::yaml::TreeBuilder builder{std::string_view(text)};
    const auto size = static_cast<std::uint32_t>(text.size());
    REQUIRE(!lint::yaml::parse_with_libyaml(std::string_view(text), {0, size}, &builder).error);
    return lint::manifest::profiles_are_in_place(builder.take());
  };
  CHECK(are_in_place("kind: Pod\nspec: {", "}"));
  CHECK(are_in_place("spec: {template: {spec: {", "}}}"));
  CHECK(are_in_place("spec: {containers: [{", "}]}"));
  CHECK(are_in_place("web: {", "}"));
  CHECK(!are_in_place("kind: Deployment\nspec: {", "}"));
  CHECK(!are_in_place("kind: Pod\nspec: {", "}\nkind: Job"));
  CHECK(!are_in_place("kind: Pod\nspec: {template: {", "}}"));
  CHECK(!are_in_place("kind: Pod\nmetadata: {", "}"));
  CHECK(!are_in_place(""));
  CHECK(!are_in_place("a: {seccompProfile: {}, b: {", "}}"));
  CHECK(!are_in_place("a: {securityContext: {c: {seccompProfile: {}}}, b: {", "}}"));
  CHECK(!are_in_place("a: &a 1\nc: *a\nweb: {", "}"));
  CHECK(!are_in_place("<<: {", "}"));
  CHECK(!are_in_place("${A:=spec}: {", "}"));
  CHECK(!are_in_place("a: 'seccompProfile:'\nweb: {", "}"));
}

TEST_CASE("what could be meant otherwise is read") {
  constexpr std::array kTexts{
      "seccompProfile:\n  type: Unconfined\n"sv,
      "seccompProfile:\n  type: RuntimeDefault\n  type: Unconfined\n"sv,
      "seccompProfile:\n  type: RuntimeDefault\n  <<: *a\n"sv,
      "seccompProfile:\n  type: RuntimeDefault\n    more\n"sv,
      "seccompProfile:\n  # a\xC2\x85  type: Unconfined\n  type: RuntimeDefault\n"sv,
      "seccompProfile:\n  # a\r  type: Unconfined\n  type: RuntimeDefault\n"sv,
      "seccompProfile:\n"sv,
      "seccompProfile:\n  type: Localhost\n"sv,
      "seccompProfile:\n  type: Localhost\n  localhostProfile: /web.json\n"sv,
      "seccompProfile:\n  type: Localhost\n  localhostProfile: a/../web.json\n"sv,
      "seccompProfile:\n  type: Localhost\n  localhostProfile: 1.5\n"sv,
      "seccompProfile:\n  type: RuntimeDefault\n  localhostProfile: web.json\n"sv,
      "seccompProfile:\n  type: RuntimeDefault\n  type: RuntimeDefault\n"sv,
      "seccompProfile:\n  localhostProfile: x.json\n"sv,
      "seccompProfile: *a\n"sv,
      "# a\xE2\x80\xA8seccompProfile: {}\n"sv,
      "seccompProfile:\n  type: RuntimeDefault\n{{ if x }}\n  type: Unconfined\n"sv,
      "seccompProfile:\n  type: RuntimeDefault\n  # {{ if x }}\n"sv,
      "seccompProfile:\n  type: RuntimeDefault\na: {{- x }}\n"sv,
      "a: {{ x -}}\n# seccompProfile\n"sv,
      "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nkind: Pod\n"
      "# seccomp\nseccomp: 1\n"sv,
      "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n\"kind\": Pod\n"
      "seccomp: 1\n"sv,
      "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n  List\n"
      "seccomp: 1\n"sv,
      "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinitionList\nitems:\n"
      "- seccomp: 1\n"sv,
      "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec: 1\xC2\x85kind: "
      "Pod\n"
      "seccomp: 1\n"sv,
      "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec: 1\r? kind\n"
      "seccomp: 1\n"sv,
      R"({"$schema": "x", "kind": "Pod", "seccompProfile": {}})"sv,
      R"({"$schema": "x", kind: Pod, "definitions": {"seccompProfile": {}}})"sv,
      R"({"$schema": "x", "definitions": {x: "}", "seccompProfile": {}}, "kind": "Pod"})"sv,
      R"({"$schema": "x", "k\u0069nd": "Pod", "definitions": {"seccompProfile": {}}})"sv,
      R"({"$schema": "x", "definitions": {"seccompProfile": {}} # })"sv,
      R"({"$schema": "x", "definitions": {"seccompProfile": {}}} {"kind": "Pod"})"sv,
      R"({"$schema": {"image": "x"}, "definitions": {"seccompProfile": {}}})"sv,
      R"({"definitions": {"seccompProfile": {}}})"sv,
      "a: \"\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n\"\n"
      "seccomp: 1\n"sv,
  };
  for (const std::string_view text : kTexts) {
    CAPTURE(text);
    CHECK(relevance(text) == lint::Relevance::likely);
  }
}

TEST_CASE("what may spell a word in another way is surveyed") {
  constexpr std::array kTexts{
      "\"s\\x65ccomp\": 1\n"sv,
      "\"sec\\\n  comp\": 1\n"sv,
      "\"sec\\\r\n  comp\": 1\n"sv,
      "\"sec\\\xC2\x85  comp\": 1\n"sv,
      "!!binary c2VjY29tcA==: 1\n"sv,
      "!<tag:yaml.org,2002:binary> c2VjY29tcA==: 1\n"sv,
      "%TAG !b! tag:yaml.org,2002:\n---\n!b!binary c2VjY29tcA==: 1\n"sv,
      "a: \"? \\\"sec\\\\\\n  comp\\\"\"\n"sv,
      "a: \"? \\\"sec\\\\\\L  comp\\\"\"\n"sv,
      "a: '? \"sec\\ \n\n  comp\"'\n"sv,
      "a: '? \"sec\\\t\n\n  comp\"'\n"sv,
  };
  for (const std::string_view text : kTexts) {
    for (const std::size_t before : {0U, 1000U, 1020U, 1023U, 1024U, 1025U, 2046U}) {
      const std::string moved = "%" + std::string(before, '#') + std::string(text);
      CAPTURE(moved);
      CHECK(relevance(text) == lint::Relevance::hidden);
      CHECK(relevance(moved) == lint::Relevance::hidden);
    }
  }
}
