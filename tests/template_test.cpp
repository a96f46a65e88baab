/// Reading templates: the cut of actions, and what every mask must keep.

#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>

#include "lint/template/actions.hpp"
#include "lint/template/detect.hpp"
#include "lint/template/evaluate.hpp"
#include "lint/template/pipeline.hpp"
#include "lint/template/readings.hpp"

namespace {

using lint::templates::ActionKind;
using lint::templates::find_actions;

lint::templates::TemplateReadings readings_of(const std::string& text) {
  return lint::templates::read_template(text, find_actions(text));
}

std::string repeated(std::size_t times, const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("an action ends where Go ends it") {
  const std::string text = "{{ \"}}\" }}{{ `}}\n` }}{{/* }} */}}{{ '}' }}";
  const auto actions = find_actions(text);
  REQUIRE(actions.all.size() == 4);
  CHECK(actions.all[0].range == lint::ByteRange{0, 10});
  CHECK(actions.all[2].kind == ActionKind::comment);
  CHECK(actions.all[3].range.end == text.size());
  CHECK(!actions.unclosed);
}

TEST_CASE("an action that another one interrupts is not closed") {
  CHECK(find_actions("a: {{ .x }\nb: {{ .y }}").unclosed == 3);
  CHECK(find_actions("a: {{/* x }}").unclosed == 3);
}

TEST_CASE("actions are told apart by their first word") {
  CHECK(lint::templates::action_kind("{{- if .x }}") == ActionKind::open);
  CHECK(lint::templates::action_kind("{{ ifx }}") == ActionKind::output);
  CHECK(lint::templates::action_kind("{{- else if .x }}") == ActionKind::middle);
  CHECK(lint::templates::action_kind("{{ $x := 1 }}") == ActionKind::silent);
  CHECK(lint::templates::action_kind("{{ $x }}") == ActionKind::output);
  CHECK(lint::templates::action_kind("{{ eq $x 1 }}") == ActionKind::output);
}

TEST_CASE("a masked template is as long as the template, and its text stays in place") {
  const std::string text =
      "a: {{ .x }}\n{{- if .y }}\nb: {{ with .z }}{{ . }}{{ end }}\n{{ end }}c:\n  - \"{{ .w "
      "}}\"\n";
  for (const std::string& masked : readings_of(text).texts) {
    REQUIRE(masked.size() == text.size());
    CHECK(masked.find("{{") == std::string::npos);
    CHECK(masked.substr(text.find("b: "), 3) == "b: ");
    CHECK(masked.substr(text.find("c:\n"), 3) == "c:\n");
  }
}

TEST_CASE("branches that exclude each other get a reading each") {
  const auto readings = readings_of("a:\n  {{ if .x }}b: 1{{ else }}b: 2{{ end }}\n");
  REQUIRE(readings.texts.size() == 2);
  CHECK(readings.texts[0].find("b: 1") != std::string::npos);
  CHECK(readings.texts[1].find("b: 2") != std::string::npos);
  CHECK(readings.unread.empty());
}

TEST_CASE("a definition is read on its own") {
  const auto readings = readings_of("{{ define \"x\" }}\na: 1\n{{ end }}\nb: 2\n");
  REQUIRE(readings.definitions.size() == 1);
  CHECK(readings.definitions[0].text.find("a: 1") != std::string::npos);
  CHECK(readings.texts[0].find("a: 1") == std::string::npos);
}

TEST_CASE("the branches of a block are linked in their order") {
  const auto actions = find_actions("{{ if a }}{{ with b }}{{ end }}{{ else }}{{ else }}{{ end }}");
  REQUIRE(actions.blocks.size() == 2);
  REQUIRE(actions.branches.size() == 4);
  CHECK(actions.blocks[0].first_branch == 1);
  CHECK(actions.branches[1].next == 2);
  CHECK(actions.branches[2].next == 3);
  CHECK(actions.branches[3].next == lint::templates::kNoBranch);
  CHECK(actions.blocks[1].first_branch == 0);
  CHECK(actions.branches[0].next == lint::templates::kNoBranch);
}

TEST_CASE("what surely asks for data writes no constant") {
  using namespace lint::templates;
  constexpr std::array kWords{
      ".a",      "$",        "$x",      "$x.b",    "\"c\"",    "`d`",       "(",
      ")",       "|",        "1",       "true",    "nil",      "custom",    "or",
      "and",     "not",      "default", "print",   "printf",   "list",      "dict",
      "set",     "get",      "index",   "hasKey",  "merge",    "eq",        "empty",
      "quote",   "lower",    "ternary", "include", "require",  "toYaml",    "tpl",
      "nindent", "coalesce", ":=",      ",",       "fromYaml", "mustMerge", "mergeOverwrite"};
  std::mt19937 random(7);
  std::size_t certain = 0;
  std::size_t asking = 0;
  for (int i = 0; i < 300'000; ++i) {
    std::string action = "{{";
    // What asks for data and goes to a function with constants is what matters most.
    if (i % 2 == 0) action += i % 4 == 0 ? " .x |" : " custom \"e\" |";
    for (std::size_t words = 1 + random() % 7; words > 0; --words) {
      action += ' ';
      action += kWords[random() % kWords.size()];
    }
    action += " }}";
    const bool asks = surely_asks_for_data(action);
    asking += asks ? 1U : 0U;
    const ParsedAction parsed = parse_action(action);
    if (!parsed.pipeline || action_kind(action) != ActionKind::output) continue;
    DataStore store;
    Evaluator evaluator(nullptr, store);
    Scope scope{evaluator.top(), evaluator.top()};
    const Data* const data = evaluator.value(*parsed.pipeline, scope);
    const bool is_certain = data->kind == Data::Kind::string && data->others.empty();
    certain += is_certain ? 1U : 0U;
    CAPTURE(action);
    CHECK(!(asks && is_certain));
  }
  CHECK(certain > 1000);
  CHECK(asking > 1000);
}

TEST_CASE("a quote that nothing closes hides no constant before it") {
  const std::string text = "{{ `\n{{ \"}}\" ` \" {{ x }}\n";
  const auto actions = find_actions(text);
  REQUIRE(actions.all.size() == 2);
  CHECK(actions.all[1].range.end == text.size() - 1);
}

TEST_CASE("reading a template takes no longer than its size asks for") {
  constexpr std::size_t kMany = 8000;
  for (const std::string& text :
       {"{{ " + repeated(10 * kMany, "\\\""), "a: \"" + repeated(kMany, "{{ x }}") + "\"\n",
        repeated(kMany, "k:{{ if x }}\n") + "a: b\n" + repeated(kMany, "{{ end }}"),
        "a: x" + repeated(kMany, "{{ if x }}") + "k: v" + repeated(kMany, "{{ end }}"),
        "k: {{ if x }}\n  b: 1\n" + repeated(kMany, "{{ else }} {} ") + "{{ end }}\n",
        "{{ if x }}\n" + repeated(kMany, "a:\n{{ else }}\n") + "{{ end }}\n  b: 1\n",
        repeated(kMany, "k: {{ if x }}\n") + repeated(kMany, "{{ else }}{}\n{{ end }}\n"),
        repeated(kMany, "---\na: {{ x }}\n") + repeated(20, "]: [\n")}) {
    CAPTURE(text.substr(0, 40));
    lint::templates::has_bare_action(text, find_actions(text));
    CHECK(!readings_of(text).texts.empty());
  }
}

TEST_CASE("only actions outside of quotes, comments and block scalars make a template") {
  const auto is_template = [](const std::string& text) {
    return lint::templates::has_bare_action(text, find_actions(text));
  };
  CHECK(is_template("a: {{ .x }}"));
  CHECK(is_template("a: |\n  x\n{{ if .x }}"));
  CHECK(!is_template("a: '{{ .x }}'"));
  CHECK(!is_template("a: 1 # {{ .x }}"));
  CHECK(!is_template("a: |\n  {{ .x }}\n\n  {{ .y }}\n"));
  CHECK(!is_template("run: ${{ inputs.x }}"));
}

TEST_CASE("no text keeps the mask from an end") {
  for (const char* text :
       {"{{", "{{ if", "{{ end }}", "{{ else }}a: b", "- {{ if x }}- {{ if y }}", "{{ define }}",
        "a: {{ if x }}\nb", "\"{{ x", "{{ if a }}---{{ end }}", "{{ x }}:", ":{{ x }}",
        "{{ if x }}-", "{{ if x }}- ", "a: |{{ x }}", "{{/*", "{{ range x }}\n]\n{{ end }}"}) {
    CAPTURE(text);
    for (const std::string& masked : readings_of(text).texts) {
      CHECK(masked.size() == std::string(text).size());
    }
  }
}
