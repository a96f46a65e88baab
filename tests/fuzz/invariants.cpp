#include "tests/fuzz/invariants.hpp"

#include <expat.h>

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>
#include <vector>

#include "lint/check/file.hpp"
#include "lint/check/triggers.hpp"
#include "lint/report/format.hpp"
#include "lint/report/words.hpp"
#include "lint/suppress/directive.hpp"
#include "lint/suppress/suppress.hpp"
#include "lint/text/source.hpp"
#include "lint/text/text.hpp"
#include "rules/registry.hpp"

namespace fuzz {
namespace {

using lint::FileResult;
using lint::Finding;
using lint::Position;
using lint::RunResult;

std::string render(std::string_view name, const RunResult& run, const lint::report::Style& style) {
  for (const lint::report::Format* format : lint::report::formats()) {
    if (format->name == name) return lint::report::render(*format, run, style);
  }
  throw Broken("each format has its name");
}

/// Calls `visit` with each finding, also with those that are suppressed.
template <typename Visit>
void for_each_finding(const RunResult& run, Visit visit) {
  for (const FileResult& file : run.files) {
    for (const Finding& finding : file.findings) visit(file, finding);
    for (const auto& [finding, reason] : file.suppressed) visit(file, finding);
  }
}

/// All that the text format and the summary say.
std::string told(const RunResult& run) {
  return render("text", run, {}) + lint::report::summary(run);
}

/// The places of these offsets, counted one character after the other, and the one of the end of
/// each line on which they stand.
class Places {
 public:
  Places(std::string_view text, const std::set<std::size_t>& offsets) {
    Position here;
    for (std::size_t at = 0; at <= text.size(); ++at) {
      if (offsets.contains(at)) positions_[at] = here;
      const bool is_end = at == text.size() || text[at] == '\n';
      if (is_end) line_ends_[here.line] = here.column;
      if (is_end) {
        here = {here.line + 1, 1};
      } else if ((text[at] & 0xC0) != 0x80) {
        ++here.column;
      }
    }
  }

  bool has(std::size_t offset, Position position) const {
    const auto found = positions_.find(offset);
    return found != positions_.end() && found->second == position;
  }
  std::uint32_t line_end(std::uint32_t line) const { return line_ends_.at(line); }

 private:
  std::map<std::size_t, Position> positions_;
  std::map<std::uint32_t, std::uint32_t> line_ends_;
};

void expect_places(std::string_view text, const RunResult& run) {
  std::set<std::size_t> offsets;
  for_each_finding(
      run, [&](const FileResult&, const Finding& finding) { offsets.insert(finding.place.begin); });
  const Places places(text, offsets);
  for_each_finding(run, [&](const FileResult&, const Finding& finding) {
    const auto& [begin, end] = finding.span;
    expect(places.has(finding.place.begin, begin), "a finding lies where its bytes are");
    expect(end >= begin && end.line == begin.line, "a finding ends on its first line");
    expect(end.column <= places.line_end(end.line), "a finding ends with its line");
    expect(rules::find(finding.rule->id) == finding.rule, "a finding names its rule");
    expect(!lint::report::message_of(finding).empty(), "a finding has words");
  });
}

void expect_order(const RunResult& run) {
  const auto key = [](const Finding& finding) {
    return std::tuple(finding.span.begin, finding.rule->id, lint::report::message_of(finding));
  };
  for (const FileResult& file : run.files) {
    expect(std::ranges::is_sorted(file.findings, {}, key), "findings are sorted");
  }
}

bool is_xml(const std::string& text) {
  XML_Parser parser = XML_ParserCreate(nullptr);
  const auto status = XML_Parse(parser, text.data(), static_cast<int>(text.size()), XML_TRUE);
  XML_ParserFree(parser);
  return status == XML_STATUS_OK;
}

/// The report in a format that is JSON, read by another reader than the one that wrote it would be.
nlohmann::json json_of(const std::string& text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  expect(!json.is_discarded(), "a report in JSON is JSON");
  return json;
}

/// One workflow command a line.
void expect_commands(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = take(text, '\n');
    expect(line.starts_with("::error file=") || line.starts_with("::warning file="),
           "each line for GitHub is a command");
  }
}

std::size_t lines_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

void expect_text(const RunResult& run) {
  const std::size_t findings = run.tally.findings();
  const std::string text = render("text", run, {});
  expect_lines(text, "text is lines without control characters");
  expect(lines_of(text) == findings, "text has a line for each finding");
  expect_lines(render("text", run, {.excerpt = true}),
               "excerpts are lines without control characters");
  const std::string commands = render("github", run, {});
  expect_commands(commands);
  expect(lines_of(commands) == findings, "GitHub has a command for each finding");
  expect(is_xml(render("junit", run, {})), "JUnit's report is XML");
}

void expect_json(const RunResult& run, const lint::report::Style& style) {
  const std::size_t findings = run.tally.findings();
  expect(json_of(render("json", run, style))["findings"].size() == findings,
         "JSON has all findings");
  expect(json_of(render("gitlab", run, style)).size() == findings, "GitLab has all findings");
  const auto sarif = json_of(render("sarif", run, style));
  expect(sarif["runs"][0]["results"].size() == findings + run.tally.suppressed,
         "SARIF has all findings");
}

/// JSON takes longer than all else: it is looked at once for the same sentences.
void expect_reports(const RunResult& run, const lint::Settings& settings) {
  expect_text(run);
  std::set<const lint::Rule*> rules;
  std::string sentences;
  for_each_finding(run, [&](const FileResult& file, const Finding& finding) {
    rules.insert(finding.rule);
    sentences += lint::report::sentence(file, finding);
  });
  static std::set<std::size_t> known;
  if (!known.insert(std::hash<std::string>()(sentences)).second) return;
  // Only with the words of those rules that SARIF speaks of.
  std::vector<lint::EnabledRule> named = settings.rules;
  std::erase_if(named, [&](const auto& enabled) { return !rules.contains(enabled.rule); });
  expect_json(run, {.version = "0", .rules = named});
}

/// Directives take findings back with a reason, and neither lose nor invent one.
void expect_suppression(const RunResult& run, const RunResult& unsuppressed) {
  std::vector<std::string> expected;
  for_each_finding(unsuppressed, [&](const FileResult& file, const Finding& finding) {
    expected.push_back(lint::report::line_of(file, finding));
  });
  std::vector<std::string> found;
  for_each_finding(run, [&](const FileResult& file, const Finding& finding) {
    if (finding.rule->id == lint::kUnusedSuppression) return;
    found.push_back(lint::report::line_of(file, finding));
  });
  for (const FileResult& file : run.files) {
    for (const auto& [finding, reason] : file.suppressed) {
      expect(!reason.empty(), "what is suppressed has a reason");
    }
  }
  std::ranges::sort(expected);
  std::ranges::sort(found);
  expect(found == expected, "suppression neither loses nor invents a finding");
}

}  // namespace

lint::Settings all_rules() {
  lint::Settings settings;
  for (const lint::Rule* rule : rules::all()) settings.rules.push_back({rule, rule->level});
  return settings;
}

void expect(bool holds, const std::string& promise) {
  if (!holds) throw Broken(promise);
}

void expect_lines(std::string_view text, const std::string& promise) {
  expect(text.empty() || text.back() == '\n', promise);
  expect(std::ranges::none_of(
             text, [](char c) { return (c >= 0 && c < ' ' && c != '\n') || c == '\x7f'; }),
         promise);
  expect(lint::valid_utf8(text) == text, promise);
}

RunResult lint_text(const std::string& name, lint::Role role, std::string_view bytes,
                    const lint::Settings& settings) {
  const lint::Source source(bytes);
  RunResult run;
  run.append(lint::lint_file(name, role, source, settings, lint::Triggers(settings)));
  return run;
}

RunResult check(const std::string& name, lint::Role role, std::string_view bytes) {
  const lint::Settings settings = all_rules();
  const auto lint_with = [&](auto change) {
    lint::Settings changed = settings;
    change(changed);
    return lint_text(name, role, bytes, changed);
  };
  const auto same = [](lint::Settings&) {};
  RunResult run = lint_with(same);
  const std::string expected = told(run);
  expect(told(lint_with(same)) == expected, "a second run finds the same");
  const RunResult thorough = lint_with([](lint::Settings& changed) {
    changed.skip = false;
    changed.needs = {.excerpts = true, .line_hashes = true, .workloads = true};
  });
  expect(told(thorough) == expected, "the same is found with and without skipping");

  const lint::Source source(bytes);
  expect_places(source.text(), thorough);
  expect_order(thorough);
  expect_reports(thorough, settings);
  if (lint::may_hold_directive(source.text())) {
    expect_suppression(run, lint_with([](lint::Settings& changed) { changed.suppress = false; }));
  }
  return run;
}

std::string_view take(std::string_view& text, char end) {
  const std::size_t size = std::min(text.find(end), text.size());
  const std::string_view front = text.substr(0, size);
  text.remove_prefix(std::min(size + 1, text.size()));
  return front;
}

}  // namespace fuzz
