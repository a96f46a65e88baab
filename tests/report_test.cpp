/// What reports share, and what only a text in memory can show of them.

#include "lint/report/format.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "lint/report/fingerprint.hpp"
#include "lint/report/json_writer.hpp"
#include "lint/report/words.hpp"
#include "lint/text/text.hpp"
#include "tests/check.hpp"

namespace {

using lint::FileResult;
using lint::Finding;
using lint::RunResult;

/// As reports write them.
std::vector<std::string> hashes_of(std::string_view text, const std::vector<std::uint32_t>& lines,
                                   bool has_mark = false) {
  std::vector<std::string> words;
  for (const lint::LineHash& hash : lint::line_hashes(text, lines, has_mark)) {
    words.push_back(to_string(hash));
  }
  return words;
}

/// A result with as many equal findings about the given path and object.
RunResult result_of(const std::string& path, const std::string& name, std::size_t findings = 1) {
  static const lint::Settings settings = tests::default_rules();
  FileResult file;
  file.name = path;
  lint::Subject object;
  object.kind = "Pod";
  object.name = name;
  Finding finding;
  finding.rule = settings.rules[0].rule;
  finding.object = file.keep_object(object);
  finding.part = "pod";
  static const lint::Phrase kFact{"a message", {}};
  finding.fact = &kFact;
  file.findings.resize(findings, finding);
  RunResult run;
  run.append(std::move(file));
  return run;
}

std::string render(std::string_view format, const RunResult& run) {
  static const lint::Settings settings = tests::default_rules();
  lint::report::Style style;
  style.version = "1.2.3";
  style.rules = settings.rules;
  for (const lint::report::Format* known : lint::report::formats()) {
    if (known->name == format) return lint::report::render(*known, run, style);
  }
  FAIL("no such format");
  return {};
}

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// The values are those of github/codeql-action's own test (src/fingerprints.test.ts).
TEST_CASE("fingerprint: line hashes are GitHub's") {
  CHECK(hashes_of("", {1}) == std::vector<std::string>{"c129715d7a2bc9a3:1"});
  CHECK(hashes_of("a", {1}) != hashes_of("b", {1}));
  const std::vector<std::string> expected{"271789c17abda88f:1", "54703d4cd895b18:1",
                                          "180aee12dab6264:1", "a23a3dc5e078b07b:1"};
  CHECK(hashes_of("a\nb\nc\nd", {1, 2, 3, 4}) == expected);
  CHECK(hashes_of("a\nb\nc\nd", {2, 4}) == std::vector{expected[1], expected[3]});
  const std::vector<std::uint32_t> beyond{9};
  CHECK(lint::line_hashes("a\nb\nc\nd\n", beyond)[0].number == 0);
}

TEST_CASE("fingerprint: line ends and blanks do not matter") {
  const std::string_view unix_text = "kind: Pod\n  name: web\n";
  const auto expected = hashes_of(unix_text, {1, 2});
  CHECK(hashes_of("kind: Pod\r\n  name: web\r\n", {1, 2}) == expected);
  CHECK(hashes_of("kind: Pod\r  name: web\r", {1, 2}) == expected);
  CHECK(hashes_of("  kind :\tPod\nname:web\n", {1, 2}) == expected);
  CHECK(hashes_of("kind: pod\n  name: web\n", {1, 2}) != expected);
  CHECK(hashes_of(unix_text, {1, 2}, true) != expected);
}

TEST_CASE("fingerprint: equal lines are numbered") {
  const std::string text(300, '\n');
  const auto hashes = hashes_of(text, {1, 2, 3, 9});
  const std::string first = hashes[0].substr(0, hashes[0].find(':'));
  CHECK(hashes == std::vector{first + ":1", first + ":2", first + ":3", first + ":9"});
}

TEST_CASE("fingerprint: an excerpt is the line around the finding, cut where it is long") {
  const lint::Excerpt whole = lint::excerpt_of("a\n  type: bad # x\r\nb", {10, 13});
  CHECK(whole.before() == "  type: ");
  CHECK(whole.marked() == "bad");
  CHECK(whole.after() == " # x");
  CHECK_FALSE(whole.is_cut_before);
  CHECK_FALSE(whole.is_cut_after);

  const std::string filler = "äöü";
  std::string text;
  for (int i = 0; i < 100; ++i) text += filler;
  const auto at = static_cast<std::uint32_t>(text.size());
  text += "bad";
  for (int i = 0; i < 100; ++i) text += filler;
  const lint::Excerpt cut = lint::excerpt_of(text, {at, at + 3});
  CHECK(lint::display_width(cut.before()) == 60);
  CHECK(cut.marked() == "bad");
  CHECK(lint::display_width(cut.after()) == 40);
  CHECK(cut.is_cut_before);
  CHECK(cut.is_cut_after);
}

TEST_CASE("report: an excerpt's caret stands under what it marks") {
  lint::Settings settings = tests::default_rules();
  settings.needs.excerpts = true;
  const RunResult run =
      tests::check("kind: Pod\nspec:\n  securityContext: {seccompProfile: {'😀':\ta, type: Bad}}\n",
                   "p.yaml", settings);
  lint::report::Style style;
  style.excerpt = true;
  const std::string text = lint::report::render(*lint::report::formats().front(), run, style);
  CHECK(has(text,
            "    3 |   securityContext: {seccompProfile: {'😀': a, type: Bad}}\n"
            "      |                                                     ^~~\n"));
}

TEST_CASE("report: SARIF URIs are percent-encoded and relative") {
  CHECK(has(render("sarif", result_of("a b/c:d,%é\xff.yaml", "web")),
            "\"uri\": \"a%20b/c%3Ad%2C%25%C3%A9%FF.yaml\""));
  CHECK(has(render("sarif", result_of("/else/where.yaml", "web")),
            "\"uri\": \"file:///else/where.yaml\""));
}

TEST_CASE("report: workflow commands are escaped") {
  const std::string text = render("github", result_of("a,b:c%d\n.yaml", "x%\n"));
  CHECK(has(text, "file=a%2Cb%3Ac%25d%0A.yaml,line=1,col=1"));
  CHECK(has(text, "::a,b:c%25d%0A.yaml:1:1: Pod 'x%25\\n', pod: a message\n"));
}

TEST_CASE("report: what no format can hold becomes an escape") {
  const std::string name = "\x01<&\"]]>\xff\xef\xbf\xbe";
  const std::string junit = render("junit", result_of("a\x02.yaml", name));
  CHECK(has(junit, "classname=\"a\\x02.yaml\""));
  CHECK(has(junit, "\\x01&lt;&amp;"));
  CHECK(has(junit, "\\xff\\ufffe"));
  CHECK(has(render("json", result_of("\xff", name)), "\"path\": \"\\\\xff\""));
}

TEST_CASE("report: GitLab fingerprints are unique, and do not change with the line") {
  RunResult run = result_of("a.yaml", "web", 2);
  const auto fingerprints = [](const std::string& text) {
    std::set<std::string> found;
    const std::string_view key = "\"fingerprint\": ";
    for (std::size_t at = text.find(key); at != std::string::npos; at = text.find(key, at + 1)) {
      found.insert(text.substr(at + key.size(), 18));
    }
    return found;
  };
  const auto before = fingerprints(render("gitlab", run));
  CHECK(before.size() == 2);
  run.files[0].findings[0].span.begin.line = 7;
  CHECK(fingerprints(render("gitlab", run)) == before);
  run.files[0].name = "b.yaml";
  CHECK(fingerprints(render("gitlab", run)) != before);
}

TEST_CASE("report: nothing found is an empty list, not nothing") {
  CHECK(render("gitlab", {}) == "[]\n");
  CHECK(has(render("sarif", {}), "\"results\": []"));
  CHECK(has(render("json", {}), "\"findings\": []"));
  CHECK(render("github", {}).empty());
  CHECK(has(render("junit", {}), "<testsuites name=\"seccomp-lint\" />"));
}

TEST_CASE("report: JSON that is written piece by piece is what is written whole") {
  using lint::report::Json;
  std::string odd = "é\xff\x7f \u2028";
  for (char c = 0; c < 0x30; ++c) odd.append(1, c) += '\\';
  const Json item{{"text", "a\nb"}, {"list", {1, 2}}, {"none", Json::array()}};
  const Json whole{{"first", 1},
                   {"empty", Json::array()},
                   {"items", Json::array({item, lint::report::json_string(odd), true})},
                   {"inner", {{"list", Json::array({Json{{"a", item}}})}}}};
  std::string text;
  lint::report::JsonWriter writer([&](std::string_view piece) { text += piece; });
  writer.open_object();
  writer.number("first", 1);
  writer.open_list("empty");
  writer.close();
  writer.open_list("items");
  writer.value({}, item);
  writer.text({}, odd);
  writer.flag({}, true);
  writer.close();
  writer.open_object("inner");
  writer.open_list("list");
  writer.open_object();
  writer.value("a", item);
  for (int i = 0; i < 4; ++i) writer.close();
  CHECK(text == lint::report::dump(whole));
}

TEST_CASE("report: what was told is forgotten but for its number") {
  RunResult whole = result_of("a.yaml", "web", 3);
  FileResult file = std::move(whole.files[0]);
  file.suppressed.push_back({file.findings.back(), "a reason"});
  file.findings.pop_back();
  RunResult run;
  run.append_told(std::move(file));
  run.append_told(FileResult());
  CHECK(run.tally.findings() == 2);
  CHECK(run.tally.suppressed == 1);
  CHECK(run.files.size() == 1);
  CHECK(run.files[0].findings.empty());
  CHECK(has(render("json", run), "\"reason\": \"a reason\""));
}

TEST_CASE("report: JUnit has a passing case for each workload without findings") {
  lint::Settings settings = tests::default_rules();
  settings.needs.workloads = true;
  const RunResult run = tests::check(
      "kind: Pod\nmetadata: {name: good}\n---\nkind: Pod\nmetadata: {name: bad}\n"
      "spec: {securityContext: {seccompProfile: {}}}\n",
      "p.yaml", settings);
  const std::string text = render("junit", run);
  CHECK(has(text, "<testsuite name=\"p.yaml\" tests=\"2\" failures=\"1\" errors=\"0\">"));
  CHECK(has(text, "<testcase classname=\"p.yaml\" name=\"Pod 'good'\" />"));
  CHECK(has(text, "name=\"Pod 'bad', pod: restrict-seccomp\""));
}

TEST_CASE("report: JUnit numbers cases of one name, however many there are") {
  const RunResult run = result_of("p.yaml", "web", 20000);
  const std::string text = render("junit", run);
  const std::string name =
      "name=\"Pod 'web', pod: " + std::string(run.files[0].findings[0].rule->id);
  CHECK(has(text, name + "\""));
  CHECK(has(text, name + " (2)\""));
  CHECK(has(text, name + " (20000)\""));
  CHECK(!has(text, name + " (1)\""));
}

}  // namespace
