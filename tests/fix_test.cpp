/// Edits: which bytes change for what is found, and that nothing else does.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <set>
#include <vector>

#include "lint/check/mend.hpp"
#include "lint/check/select.hpp"
#include "lint/fix/apply.hpp"
#include "lint/fix/diff.hpp"
#include "lint/text/encoding.hpp"
#include "lint/yaml/documents.hpp"
#include "lint/yaml/libyaml_reader.hpp"
#include "tests/check.hpp"

namespace {

namespace fs = std::filesystem;

lint::Settings mending(lint::Fixing fixing) {
  lint::Settings settings = tests::all_rules();
  settings.fixing = fixing;
  settings.needs.edits = true;
  return settings;
}

/// The text after all edits, the unsafe ones too.
std::string mended(std::string_view text, const std::string& name = "test.yaml",
                   lint::Fixing fixing = lint::Fixing::all) {
  const lint::Settings settings = mending(fixing);
  lint::templates::Charts charts;
  const lint::Source source(text);
  const auto result = lint::mend_file(source, settings, [&](const lint::Source& again) {
    return lint::lint_file(name, lint::role_of(name, charts), again, settings,
                           lint::Triggers(settings));
  });
  return result.mended->after;
}

std::string safely_mended(std::string_view text, const std::string& name = "test.yaml") {
  return mended(text, name, lint::Fixing::safe);
}

/// A pod whose profile has the type, written as it is.
std::string pod(std::string_view type) {
  return fmt::format(
      "kind: Pod\nspec:\n  securityContext:\n    seccompProfile:\n      type: {}\n  hostname: x\n",
      type);
}

/// A Compose file with what is written after `security_opt:`.
std::string compose(std::string_view options) {
  return fmt::format("services:\n  web:\n    image: web\n    security_opt:{}\n    ports: [80]\n",
                     options);
}

constexpr std::string_view kWithout = "services:\n  web:\n    image: web\n    ports: [80]\n";

/// What is written, and what becomes of it.
struct Example {
  std::string before;
  std::string after;
};

TEST_CASE("fix: a value gets another one, and nothing around it changes") {
  for (const Example& example : std::vector<Example>{
           {"Unconfined", "RuntimeDefault"},
           {"Unconfined   # why", "RuntimeDefault   # why"},
           {"'Unconfined'", "'RuntimeDefault'"},
           {"\"Unconfined\"", "\"RuntimeDefault\""},
           {"\"\\x55nconfined\"", "\"RuntimeDefault\""},
           {"!!str Unconfined", "!!str RuntimeDefault"},
           {"&a unconfined", "&a RuntimeDefault"},
           {"&a !!str 'UNCONFINED'", "&a !!str 'RuntimeDefault'"},
           {"|-\n        Unconfined", "|-\n        RuntimeDefault"},
           {"|\n        Unconfined", "|-\n        RuntimeDefault"},
           {">2+ # x\n        Unconfined\n", ">2- # x\n        RuntimeDefault\n"},
       }) {
    const std::string& before = example.before;
    const std::string& after = example.after;
    CAPTURE(before);
    CHECK(mended(pod(before)) == pod(after));
    CHECK(safely_mended(pod(before)) == pod(before));
  }
}

TEST_CASE("fix: what is refused and means one thing is safe") {
  for (const Example& example : std::vector<Example>{
           {"runtimedefault", "RuntimeDefault"},
           {"runtime/default", "RuntimeDefault"},
           {"'docker/default'", "'RuntimeDefault'"},
           {"localhost", "Localhost"},
           {"'RuntimeDefault '", "'RuntimeDefault'"},
           {"|\n        RuntimeDefault", "|-\n        RuntimeDefault"},
           {"|+\n        RuntimeDefault\n", "|-\n        RuntimeDefault\n"},
           {">\n        Localhost", ">-\n        Localhost"},
       }) {
    const std::string& before = example.before;
    const std::string& after = example.after;
    CAPTURE(before);
    CHECK(safely_mended(pod(before)) == pod(after));
  }
  // Which of the two is meant, or where the profile is, nobody knows.
  for (const std::string_view text : {"localhost/a.json", "Default", "''", "null", "1", "{}", ""}) {
    CAPTURE(text);
    CHECK(mended(pod(text)) == pod(text));
  }
  // A custom resource may know words of its own.
  const std::string custom =
      "apiVersion: example.com/v1\nkind: Thing\nspec: {seccompProfile: {type: runtime/default}}\n";
  CHECK(safely_mended(custom) == custom);
  CHECK(mended(custom).find("RuntimeDefault") != std::string::npos);
}

/// Why the last finding of a text, which stays as it is, is not mended.
std::string remark(std::string_view text, const std::string& name = "test.yaml") {
  const lint::Settings settings = mending(lint::Fixing::all);
  lint::templates::Charts charts;
  const lint::Source source(text);
  const auto result = lint::mend_file(source, settings, [&](const lint::Source& again) {
    return lint::lint_file(name, lint::role_of(name, charts), again, settings,
                           lint::Triggers(settings));
  });
  CHECK(result.mended->after == text);
  return result.findings.empty() ? "" : std::string(result.findings.back().remark);
}

TEST_CASE("fix: what others use, and what is not written there, is left alone, and why is said") {
  CHECK(
      remark(
          "kind: Pod\nx: &t Unconfined\nspec: {securityContext: {seccompProfile: {type: *t}}}\n") ==
      "not fixed, for it is reached through an alias");
  CHECK(
      remark(
          "kind: Pod\nspec: {securityContext: {seccompProfile: {type: &t Unconfined}}}\nx: *t\n") ==
      "not fixed, for an alias takes it to another place, too");
  CHECK(remark("kind: Pod\nx: &m {type: Unconfined}\n"
               "spec: {securityContext: {seccompProfile: {<<: *m}}}\n") ==
        "not fixed, for it is reached through an alias");
  CHECK(remark(pod("!!binary VW5jb25maW5lZA==")) == "not fixed, for it is encoded");
  CHECK(
      remark(
          "apiVersion: v1\nkind: ConfigMap\ndata:\n  pod.json: '{\"apiVersion\": \"v1\", \"kind\": "
          "\"Pod\", \"spec\": {\"securityContext\": {\"seccompProfile\": {\"type\": "
          "\"Unconfined\"}}}}'\n") == "not fixed, for it stands in an encoded or folded text");
  CHECK(remark("services:\n  web: {image: a, security_opt: &o ['seccomp=unconfined']}\n"
               "  db: {image: b, security_opt: *o}\n") ==
        "not fixed, for an alias takes it to another place, too");
  CHECK(
      remark("services:\n  web:\n    image: a\n    <<: {security_opt: &o ['seccomp=unconfined']}\n"
             "x-o: *o\n") == "not fixed, for an alias takes it to another place, too");
}

TEST_CASE("fix: what cannot be put right where it stands is left alone, and why is said") {
  CHECK(remark(pod("\"Un\\\n        confined\"")) ==
        "not fixed, for its text stands on several lines");
  CHECK(remark(compose(" ['Seccomp=\"a\\b.json']")) ==
        "not fixed, for the value would need other quotes");
  CHECK(remark("seccomp-profile: unconfined\n", "daemon.json") ==
        "not fixed, for nothing would be left of what it stands in");
  CHECK(remark(compose(" !!seq\n    - # why\n      seccomp=unconfined\n    - a:b")) ==
        "not fixed, for it does not stand alone on its lines");
  const std::string name = "chart/templates/a.yaml";
  CHECK(remark("apiVersion: v1\n" + pod("{{ \"Unconfined\" }}"), name) ==
        "not fixed, for an action or other markup of a template stands beside it");
  CHECK(remark("apiVersion: v1\nkind: Pod\nspec:\n  securityContext:\n"
               "    {{- printf \"seccompProfile: {type: Unconfined}\" | nindent 4 }}\n",
               name) == "not fixed, for an action of the template writes it");
  CHECK(remark("services:\n  {{ .x }}:\n    image: a\n    security_opt: [seccomp=unconfined]\n",
               "compose.yaml") == "not fixed, for it stands in a template");
  CHECK(remark(pod("RuntimeDefault\u0085")) ==
        "not fixed, for readers of YAML see it in different ways");
  CHECK(remark(pod("${T:=Unconfined}")) == "not fixed, for a variable stands there");
  CHECK(remark(compose(" ['seccomp=${P:-default}']")) == "not fixed, for a variable stands there");
  const std::string job = "jobs: {a: {runs-on: x, container: {image: a, options: ";
  CHECK(remark(job + "--security-opt seccomp=unconfined}}}\n") ==
        "not fixed, for it is a part of a longer text");
  using namespace std::string_literals;
  std::string wide = lint::from_utf8("#\n" + pod("Unconfined"), "\xFF\xFE");
  wide.insert(4, "\0\xD8"s);  // a lone surrogate in the comment
  CHECK(remark(wide) ==
        "not fixed, for other bytes of the file are malformed and would change, too");
}

TEST_CASE("fix: an item goes with its comma or its line, and the list when it is empty") {
  for (const std::string_view options : {
           "\n      - seccomp=unconfined",
           "\n      - seccomp=unconfined  # gone",
           "  # gone\n    - seccomp:unconfined",
           "\n      - &o !!str \"seccomp=unconfined\"",
           "\n      - seccomp=unconfined\n      - seccomp=unconfined",
           " [seccomp=unconfined]",
           " [ \"seccomp=unconfined\", ]",
           " [\n      'seccomp=unconfined'\n    ]",
           " seccomp=unconfined",
           "\n      - >-\n        seccomp=unconfined",
       }) {
    CAPTURE(options);
    CHECK(mended(compose(options)) == kWithout);
  }
  for (const Example& example : std::vector<Example>{
           {"\n      - a:b\n      - seccomp=unconfined\n      - c:d", "\n      - a:b\n      - c:d"},
           {"\n      # stays\n      - seccomp=unconfined\n      - c:d",
            "\n      # stays\n      - c:d"},
           {" [a:b, seccomp=unconfined]", " [a:b]"},
           {" [seccomp=unconfined, a:b]", " [a:b]"},
           {" [a:b, seccomp=unconfined, c:d]", " [a:b, c:d]"},
           {" [a:b,\n      seccomp=unconfined]", " [a:b]"},
           {" [\n      a:b,\n      seccomp=unconfined\n    ]", " [\n      a:b\n    ]"},
           {" [\n      a:b,\n      seccomp=unconfined,\n    ]", " [\n      a:b,\n    ]"},
           {" [\n      a:b, # x\n      seccomp=unconfined\n    ]", " [\n      a:b # x\n    ]"},
           {" [\n      seccomp=unconfined, # x\n      a:b\n    ]", " [\n      a:b\n    ]"},
           {" [ # x\n      seccomp=unconfined\n    ]", " [ # x\n    ]"},
           {" !override\n      - seccomp=unconfined", " !override\n      - seccomp=unconfined"},
           {" !override [seccomp=unconfined]", " !override []"},
           {"\n      a:b: 1\n      seccomp: unconfined", "\n      a:b: 1"},
       }) {
    const std::string& before = example.before;
    const std::string& after = example.after;
    CAPTURE(before);
    CHECK(mended(compose(before)) == compose(after));
  }
  CHECK(mended("services: {web: {image: a, security_opt: ['seccomp=unconfined']}}") ==
        "services: {web: {image: a}}");
  CHECK(mended("services:\n  web:\n    security_opt:\n    - seccomp=unconfined\n") ==
        "services:\n  web:\n    security_opt: []\n");
  CHECK(mended("services:\n  web:\n    image: a\n    security_opt:\n      - seccomp=unconfined") ==
        "services:\n  web:\n    image: a");
}

TEST_CASE("fix: a block of text before what is removed stays as it is") {
  const auto file = [](std::string_view block, std::string_view options) {
    return fmt::format("services:\n  web:\n    image: {}\n      a\n    security_opt:{}", block,
                       options);
  };
  CHECK(mended(file("|-", "\n      # why\n      - seccomp=unconfined\n")) ==
        file("|-", " []\n      # why\n"));
  CHECK(mended(file("|-", "\n      - seccomp=unconfined\n      # why\n")) ==
        file("|-", " []\n      # why\n"));
  CHECK(mended(file("|-", "\n     # why\n      - seccomp=unconfined\n# end\n")) ==
        "services:\n  web:\n    image: |-\n      a\n     # why\n# end\n");
  CHECK(mended(file("|+", "\n      - seccomp=unconfined\n\n")) == file("|+", " []\n\n"));
  CHECK(mended(file("|", "\n      - seccomp=unconfined")) ==
        "services:\n  web:\n    image: |\n      a\n");
}

TEST_CASE("fix: the key stays by which alone a file is known") {
  const std::string option = "\"--security-opt=seccomp=unconfined\"";
  const auto file = [](const std::string& list, const std::string& rest) {
    return "{ // comment\n\"image\": \"a\"" + rest + list + "}\n";
  };
  const std::string arguments = ", \"runArgs\": [";
  CHECK(mended(file(arguments + option + "]", "")) == file(arguments + "]", ""));
  // Its other keys or its name tell as much.
  const std::string user = ", \"remoteUser\": \"dev\"";
  CHECK(mended(file(arguments + option + "]", user)) == file("", user));
  CHECK(mended(file(arguments + option + "]", ""), "devcontainer.json") == file("", ""));
  const std::string feature = "{\"id\": \"a\", \"version\": \"1\", \"options\": {}, // x\n";
  const std::string options = "\"securityOpt\": [";
  CHECK(mended(feature + options + "\"seccomp=unconfined\"]}\n") == feature + options + "]}\n");
  CHECK(mended(feature + "\"privileged\": true, " + options + "\"seccomp=unconfined\"]}\n") ==
        feature + "\"privileged\": true}\n");
}

TEST_CASE("fix: JSON stays JSON") {
  CHECK(mended("{\"debug\": true,\n\t\"seccomp-profile\": \"unconfined\"\n}\n", "daemon.json") ==
        "{\"debug\": true\n}\n");
  CHECK(mended("{\"seccomp-profile\": \"unconfined\"}", "daemon.json") == "{}");
  CHECK(mended("{\"services\": {\"a\": {\"image\": \"a\", \"security_opt\": "
               "[\"seccomp=unconfined\", \"a:b\"]}}}",
               "compose.json") ==
        "{\"services\": {\"a\": {\"image\": \"a\", \"security_opt\": [\"a:b\"]}}}");
}

TEST_CASE("fix: a variable gets a default where Docker refuses an empty text") {
  CHECK(safely_mended(compose(" [\"${OPTION}\"]")) == compose(" [\"${OPTION:-seccomp=builtin}\"]"));
  CHECK(safely_mended(compose("\n      - $OPTION")) ==
        compose("\n      - ${OPTION:-seccomp=builtin}"));
  CHECK(safely_mended(compose("\n      - seccomp=${P}")) ==
        compose("\n      - seccomp=${P:-builtin}"));
  CHECK(safely_mended(compose(" [seccomp:$P]")) == compose(" [\"seccomp:${P:-builtin}\"]"));
  for (const std::string_view option : {"seccomp=${P?no}", "seccomp=${P}ed", "${A}${B}"}) {
    CAPTURE(option);
    const std::string text = compose(fmt::format("\n      - {}", option));
    CHECK(mended(text) == text);
  }
}

TEST_CASE("fix: a misspelt option is put right, but never to switch the filter off") {
  CHECK(safely_mended(compose(" [seccomp=default]")) == compose(" [seccomp=builtin]"));
  CHECK(safely_mended(compose(" [Seccomp=builtin]")) == compose(" [Seccomp=builtin]"));
  CHECK(mended(compose(" [Seccomp=builtin]")) == compose(" [seccomp=builtin]"));
  CHECK(mended(compose(" [seccomp=Unconfined]")) == compose(" [seccomp=Unconfined]"));
  CHECK(mended(compose(" {seccomp: default}")) == compose(" {seccomp: default}"));
}

TEST_CASE("fix: templates keep their actions, and what stands beside one") {
  const std::string name = "chart/templates/a.yaml";
  const std::string before =
      "{{- if .Values.on }}\napiVersion: v1\nkind: Pod\nspec:\n  securityContext:\n"
      "    seccompProfile:\n      type: Unconfined\n  hostname: {{ .Values.x }}\n{{- end }}\n";
  std::string after = before;
  after.replace(after.find("Unconfined"), 10, "RuntimeDefault");
  CHECK(mended(before, name) == after);
  for (const std::string_view type :
       {"{{ \"Unconfined\" }}", "{{ if .x }}Unconfined{{ else }}Localhost{{ end }}"}) {
    const std::string text = "{{ if .x }}\n{{ end }}\napiVersion: v1\n" + pod(type);
    CAPTURE(text);
    CHECK(mended(text, name) == text);
  }
}

TEST_CASE("fix: the encoding, the mark and the line ends stay") {
  using namespace std::string_literals;
  const std::string text =
      "kind: Pod\r\n# ü☂😀\r\nspec: {securityContext: {seccompProfile: {type: Unconfined}}}";
  std::string after = text;
  after.replace(after.find("Unconfined"), 10, "RuntimeDefault");
  for (const std::string& mark :
       {""s, "\xEF\xBB\xBF"s, "\xFF\xFE"s, "\xFE\xFF"s, "\xFF\xFE\0\0"s, "\0\0\xFE\xFF"s}) {
    CAPTURE(mark.size());
    const bool is_wide = lint::is_wide(mark);
    const auto encode = [&](const std::string& utf8) {
      return is_wide ? lint::from_utf8(utf8, mark) : mark + utf8;
    };
    CHECK(mended(encode(text)) == encode(after));
  }
  // A lone surrogate would change, too.
  const std::string broken = lint::from_utf8(text, "\xFF\xFE") + "\0\xD8"s;
  CHECK(mended(broken) == broken);
}

TEST_CASE("fix: what stands in a block of text is mended in it") {
  const std::string before =
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata:\n  pod.yaml: |\n"
      "    apiVersion: v1\n    kind: Pod\n    spec:\n      securityContext:\n"
      "        seccompProfile: {type: Unconfined}  # x\n";
  std::string after = before;
  after.replace(after.find("Unconfined"), 10, "RuntimeDefault");
  CHECK(mended(before) == after);
}

/// Numbers of the lines of `before` that `after` does not have, the most of them being kept.
std::set<std::uint32_t> changed_lines(const std::string& before, const std::string& after) {
  const std::vector<std::string> old_lines = tests::lines_of(before);
  const std::vector<std::string> new_lines = tests::lines_of(after);
  // How many lines are kept at most from these on.
  std::vector<std::vector<int>> kept(old_lines.size() + 1, std::vector<int>(new_lines.size() + 1));
  for (std::size_t i = old_lines.size(); i-- > 0;) {
    for (std::size_t j = new_lines.size(); j-- > 0;) {
      kept[i][j] = old_lines[i] == new_lines[j] ? kept[i + 1][j + 1] + 1
                                                : std::max(kept[i + 1][j], kept[i][j + 1]);
    }
  }
  std::set<std::uint32_t> changed;
  for (std::size_t i = 0, j = 0; i < old_lines.size();) {
    if (j < new_lines.size() && old_lines[i] == new_lines[j]) {
      ++i, ++j;
    } else if (j < new_lines.size() && kept[i][j + 1] >= kept[i + 1][j]) {
      ++j;
    } else {
      changed.insert(static_cast<std::uint32_t>(++i));
    }
  }
  return changed;
}

/// All scalars of a text as libyaml reads it; nothing where it cannot be read.
std::optional<std::multiset<std::string>> scalars_of(const std::string& bytes) {
  const lint::Source source{std::string_view(bytes)};
  const lint::PlacedText text(source.text());
  std::multiset<std::string> scalars;
  for (const lint::ByteRange document : lint::yaml::split_documents(source.text())) {
    lint::yaml::TreeBuilder builder(text);
    if (lint::yaml::parse_with_libyaml(text, document, &builder).error) return std::nullopt;
    const lint::yaml::Tree tree = builder.take();
    for (lint::yaml::NodeId id = 0; id < tree.size(); ++id) {
      const bool is_scalar = tree[id].kind == lint::yaml::NodeKind::scalar;
      if (is_scalar) scalars.emplace(tree.text(id));
    }
  }
  return scalars;
}

/// The lines on which something is found, and which its edit changes; and what edits write.
struct Allowed {
  std::set<std::uint32_t> lines;
  std::string written;
};

Allowed allowed_by(const lint::RunResult& found) {
  Allowed allowed;
  for (const lint::Finding& finding : tests::findings_of(found)) {
    if (finding.edit == nullptr) continue;
    allowed.lines.insert(finding.span.begin.line);
    for (const lint::Change& change : finding.edit->changes) {
      for (std::uint32_t line = change.span.begin.line; line <= change.span.end.line; ++line) {
        allowed.lines.insert(line);
      }
      allowed.written += change.text;
      allowed.written += '\n';
    }
  }
  return allowed;
}

/// Whether the last option about seccomp has others before it, which are found once it is gone.
bool has_earlier_options(const std::string& path) {
  return path.ends_with("/last-wins.yaml") || path.ends_with("/two-documents.yaml");
}

/// Checks that nothing is changed but what is found, by lines and by what libyaml reads.
void check_the_rest_is_kept(const std::string& before, const std::string& after,
                            const Allowed& allowed) {
  for (const std::uint32_t line : changed_lines(before, after)) {
    CAPTURE(line);
    CHECK(allowed.lines.contains(line));
  }
  const auto old_scalars = scalars_of(before);
  const auto new_scalars = scalars_of(after);
  if (!old_scalars || !new_scalars) return;
  std::vector<std::string> added;
  std::ranges::set_difference(*new_scalars, *old_scalars, std::back_inserter(added));
  for (const std::string& scalar : added) {
    CAPTURE(scalar);
    // In a text within a text, what is written is a part of it.
    const bool is_text = scalar.find('\n') != scalar.npos;
    CHECK((is_text || allowed.written.find(scalar) != allowed.written.npos ||
           before.find(scalar) != before.npos));
  }
}

TEST_CASE("fix: no fixture is left with what can be mended, and mending it again changes nothing") {
  std::size_t changed = 0;
  for (const auto& entry : fs::recursive_directory_iterator(PROJECT_FOLDER "/fixtures")) {
    const std::string path = entry.path().string();
    const bool is_input =
        path.ends_with(".yaml") || path.ends_with(".yml") || path.ends_with(".json");
    if (!entry.is_regular_file() || !is_input) continue;
    CAPTURE(path);
    const std::string before = tests::read_file(path);
    const std::string after = mended(before, path);
    CHECK(mended(after, path) == after);
    const auto findings = [&](std::string_view text) {
      return tests::check(text, path, mending(lint::Fixing::none));
    };
    if (before != after) {
      ++changed;
      if (!has_earlier_options(path)) {
        check_the_rest_is_kept(before, after, allowed_by(findings(before)));
      }
    }
    const lint::RunResult left = findings(after);
    for (const lint::Finding& finding : tests::findings_of(left)) {
      CHECK((finding.edit == nullptr || finding.edit->changes.empty()));
    }
    const auto count_syntax = [](const lint::RunResult& run) {
      std::size_t count = 0;
      for (const lint::Finding& finding : tests::findings_of(run)) {
        count += finding.rule->id == lint::kSyntaxRule ? 1U : 0U;
      }
      return count;
    };
    CHECK(count_syntax(left) == count_syntax(findings(before)));
  }
  CHECK(changed > 100);
}

TEST_CASE("fix: overlapping edits wait for the next pass") {
  const auto edit = [](std::span<const lint::Change> changes, lint::ByteRange extent) {
    return lint::Edit{
        .title = "", .is_safe = true, .changes = changes, .extent = extent, .obstacle = {}};
  };
  const std::vector<lint::Change> first{{{1, 2}, {}, "X"}};
  const std::vector<lint::Change> second{{{2, 3}, {}, ""}};
  const std::vector<lint::Change> third{{{5, 5}, {}, "Y"}};
  const lint::Edit a = edit(first, {0, 4});
  const lint::Edit b = edit(second, {2, 3});
  const lint::Edit c = edit(third, {});
  const std::vector<const lint::Edit*> edits{&c, &b, &a};
  const lint::fix::Applied applied = lint::fix::apply("abcdefg", edits);
  CHECK(applied.text == "aXcdeYfg");
  CHECK(applied.edits == 2);
}

TEST_CASE("fix: diffs show each hunk with its context, and where no line end is") {
  CHECK(lint::fix::unified_diff("a b", "1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\nX\n6\n") ==
        "--- a/a b\t\n+++ b/a b\t\n@@ -2,5 +2,5 @@\n 2\n 3\n 4\n-5\n+X\n 6\n");
  CHECK(
      lint::fix::unified_diff("/x\n", "1\n2", "1\n") ==
      "--- \"a/x\\012\"\n+++ \"b/x\\012\"\n@@ -1,2 +1 @@\n 1\n-2\n\\ No newline at end of file\n");
  CHECK(lint::fix::unified_diff("x", "1", "1") == "");
  CHECK(lint::fix::unified_diff("x", "1\n", "") == "--- a/x\n+++ b/x\n@@ -1 +0,0 @@\n-1\n");
}

}  // namespace
