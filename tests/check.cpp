#include "tests/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "lint/check/select.hpp"
#include "lint/files/discover.hpp"
#include "lint/report/format.hpp"
#include "lint/yaml/libyaml_reader.hpp"
#include "rules/registry.hpp"

namespace lint {

std::ostream& operator<<(std::ostream& out, const Position& position) {
  return out << fmt::format("{}:{}", position.line, position.column);
}

std::ostream& operator<<(std::ostream& out, const ByteRange& range) {
  return out << fmt::format("[{}, {})", range.begin, range.end);
}

}  // namespace lint

namespace tests {

lint::Settings default_rules() {
  lint::Settings settings = all_rules();
  std::erase_if(settings.rules,
                [](const lint::EnabledRule& enabled) { return !enabled.rule->is_on_by_default; });
  return settings;
}

lint::Settings all_rules() {
  lint::Settings settings;
  for (const lint::Rule* rule : rules::all()) settings.rules.push_back({rule, rule->level});
  return settings;
}

lint::RunResult check(std::string_view text, const std::string& name,
                      const lint::Settings& settings) {
  const lint::Source source(text);
  lint::templates::Charts charts;
  lint::RunResult run;
  run.append(lint::lint_file(name, lint::role_of(name, charts), source, settings,
                             lint::Triggers(settings), lint::do_in_order, charts.chart_of(name)));
  return run;
}

std::vector<lint::Finding> findings_of(const lint::RunResult& run) {
  std::vector<lint::Finding> findings;
  for (const lint::FileResult& file : run.files) {
    findings.insert(findings.end(), file.findings.begin(), file.findings.end());
  }
  return findings;
}

std::vector<lint::Suppressed> suppressed_of(const lint::RunResult& run) {
  std::vector<lint::Suppressed> suppressed;
  for (const lint::FileResult& file : run.files) {
    suppressed.insert(suppressed.end(), file.suppressed.begin(), file.suppressed.end());
  }
  return suppressed;
}

std::string text_of(const lint::RunResult& run) {
  return lint::report::render(*lint::report::formats().front(), run, {});
}

std::vector<lint::files::File> files_in(const std::string& path) {
  std::vector<lint::files::File> files;
  lint::templates::Charts charts;
  lint::files::Selection selection;
  selection.paths = {path};
  selection.advice = lint::advice_of(charts);
  lint::files::discover(selection,
                        [&](lint::files::File file) { files.push_back(std::move(file)); });
  return files;
}

lint::RunResult check_files(const std::vector<lint::files::File>& files,
                            const lint::Settings& settings) {
  const auto add_each = [&](const auto& add) {
    for (const lint::files::File& file : files) add(lint::files::File(file.path, file.role));
  };
  return lint::check_files(add_each, settings);
}

std::string findings(std::string_view text) {
  return text_of(check(text));
}

Marked marked(std::string_view text) {
  constexpr std::string_view kMark = "⟦";
  Marked result;
  lint::Position here;
  while (!text.empty()) {
    if (text.starts_with(kMark)) {
      result.places.push_back(here);
      text.remove_prefix(kMark.size());
      continue;
    }
    const bool is_inside_character = (text[0] & 0xC0) == 0x80;
    if (text[0] == '\n') {
      here = {here.line + 1, 1};
    } else if (!is_inside_character) {
      ++here.column;
    }
    result.text += text[0];
    text.remove_prefix(1);
  }
  return result;
}

void expect_findings_at_marks(std::string_view text) {
  const Marked expected = marked(text);
  const lint::RunResult run = check(expected.text);
  const std::vector<lint::Finding> found = findings_of(run);
  INFO(text);
  INFO(text_of(run));
  REQUIRE(found.size() == expected.places.size());
  for (std::size_t i = 0; i < expected.places.size(); ++i) {
    CHECK(found[i].span.begin == expected.places[i]);
  }
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    lines.push_back(text.substr(at, end - at));
    at = end;
  }
  return lines;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE_MESSAGE(file, path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

lint::yaml::Tree parse(const lint::Source& source) {
  const auto size = static_cast<std::uint32_t>(source.text().size());
  lint::yaml::TreeBuilder builder(source.text());
  const lint::yaml::Parse parse =
      lint::yaml::parse_with_libyaml(source.text(), {0, size}, &builder);
  REQUIRE_MESSAGE(!parse.error, source.text());
  return builder.take();
}

}  // namespace tests
