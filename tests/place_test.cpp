/// Findings stand exactly where the mark is.

#include <string>

#include "tests/check.hpp"

namespace {

/// A pod whose container's securityContext is the given text, indented by eight.
std::string pod(std::string_view security_context) {
  std::string text =
      "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n"
      "    - name: app\n      securityContext:\n        ";
  for (const char c : security_context) {
    text += c;
    if (c == '\n') text += "        ";
  }
  return text;
}

TEST_CASE("place: a value of any quoting is found at its first character") {
  tests::expect_findings_at_marks(pod("seccompProfile:\n  type: ⟦Unconfined"));
  tests::expect_findings_at_marks(pod("seccompProfile:\n  type: ⟦'Unconfined'"));
  tests::expect_findings_at_marks(pod("seccompProfile:\n  type: ⟦\"Unconfined\""));
  tests::expect_findings_at_marks(pod("seccompProfile:\n  type: ⟦>-\n    Unconfined"));
  tests::expect_findings_at_marks(pod("seccompProfile:\n  type:\n    ⟦Unconfined"));
  tests::expect_findings_at_marks(pod("seccompProfile: {type: ⟦Unconfined}"));
  tests::expect_findings_at_marks(pod("seccompProfile: {type: ⟦[Unconfined]}"));
}

TEST_CASE("place: anchors and tags in front of a value are not the value") {
  tests::expect_findings_at_marks(pod("seccompProfile:\n  type: !!str &a ⟦Unconfined"));
  tests::expect_findings_at_marks(
      pod("seccompProfile:\n  type: !<tag:yaml.org,2002:str> ⟦\"Unconfined\""));
  tests::expect_findings_at_marks(pod("seccompProfile:\n  type: &a # why\n    ⟦Unconfined"));
}

TEST_CASE("place: what is missing is found at the key that needs it") {
  tests::expect_findings_at_marks(pod("⟦seccompProfile: {}"));
  tests::expect_findings_at_marks(pod("⟦seccompProfile: {localhostProfile: a.json}"));
  tests::expect_findings_at_marks(pod("⟦\"seccompProfile\":\n  localhostProfile: a.json"));
  tests::expect_findings_at_marks(pod("seccompProfile: {⟦type: null}"));
  tests::expect_findings_at_marks(pod("seccompProfile:\n  ⟦type:"));
}

TEST_CASE("place: an alias is found where it stands") {
  tests::expect_findings_at_marks("x: &p {type: Unconfined}\n" + pod("seccompProfile: ⟦*p"));
  tests::expect_findings_at_marks("x: &t Unconfined\n" + pod("seccompProfile: {type: ⟦*t}"));
  tests::expect_findings_at_marks("x: &p {type: Unconfined}\n" + pod("seccompProfile: {<<: ⟦*p}"));
  tests::expect_findings_at_marks("x: &p {localhostProfile: a}\n" + pod("seccompProfile: ⟦*p"));
}

TEST_CASE("place: columns count characters, not bytes") {
  tests::expect_findings_at_marks(pod("{é: ü, 'ключ': 鍵, seccompProfile: {type: ⟦Unconfined}}"));
  tests::expect_findings_at_marks(pod("{🔑: 🗝, seccompProfile: {type: ⟦Unconfined}}"));
  tests::expect_findings_at_marks(pod("{a: b,\tseccompProfile: {type:\t⟦Unconfined}}"));
}

TEST_CASE("place: lines end at LF and CRLF and nowhere else") {
  std::string text = pod("x: \"a\u0085b\u2028c\u2029d\"\nseccompProfile:\n  type: ⟦Unconfined\n");
  tests::expect_findings_at_marks(text);
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2)) {
    text.insert(at, "\r");
  }
  tests::expect_findings_at_marks(text);
}

TEST_CASE("place: every document of a stream counts on") {
  const std::string bad = pod("seccompProfile: {type: ⟦Unconfined}\n");
  tests::expect_findings_at_marks(bad + "\n---\n" + bad + "\n...\n---\n" + bad);
  tests::expect_findings_at_marks(bad + "\n--- # a comment\nkind: ⟦[\n---\n" + bad);
}

TEST_CASE("place: a byte order mark takes no column") {
  const tests::Marked text =
      tests::marked("{kind: Pod, spec: {securityContext: {seccompProfile: {type: ⟦Off}}}}");
  const lint::RunResult run = tests::check("\xEF\xBB\xBF" + text.text);
  const auto found = tests::findings_of(run);
  REQUIRE(found.size() == 1);
  CHECK(found[0].span.begin == text.places[0]);
}

TEST_CASE("place: a broken construct is found where it begins") {
  tests::expect_findings_at_marks("a: b\nc: ⟦\"unclosed\nd: e\n");
  tests::expect_findings_at_marks("a: b\nc: ⟦[unclosed\n");
  tests::expect_findings_at_marks("a: b\nc: ⟦*nothing\n");
}

TEST_CASE("place: one place and rule is one finding, however many ways lead there") {
  const std::string pods =
      "kind: List\napiVersion: v1\nitems:\n"
      "- &pod {kind: Pod, spec: {securityContext: {seccompProfile: {type: ⟦Unconfined}}}}\n";
  tests::expect_findings_at_marks(pods + "- ⟦*pod\n- ⟦*pod\n");
}

}  // namespace
