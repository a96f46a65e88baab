#include "tests/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "lint/files/discover.hpp"
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

lint::Settings all_rules() {
  lint::Settings settings;
  for (const lint::Rule& rule : rules::all()) settings.rules.push_back({&rule, rule.level});
  return settings;
}

lint::Report check(std::string_view text, const std::string& name) {
  return lint::check_text(name, std::string(text), all_rules());
}

std::vector<std::string> files_in(const std::string& path) {
  std::vector<std::string> files;
  lint::input::discover({{path}, {}}, [&](std::string file) { files.push_back(std::move(file)); });
  return files;
}

lint::Report check_files(const std::vector<std::string>& files, const lint::Settings& settings) {
  return lint::check_files([&](const auto& add) { std::ranges::for_each(files, add); }, settings);
}

std::string findings(std::string_view text) {
  return lint::report::render_text(check(text), {});
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
  const lint::Report report = check(expected.text);
  INFO(text);
  INFO(lint::report::render_text(report, {}));
  REQUIRE(report.findings.size() == expected.places.size());
  for (std::size_t i = 0; i < expected.places.size(); ++i) {
    CHECK(report.findings[i].span.begin == expected.places[i]);
  }
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE_MESSAGE(file, path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

lint::input::Tree parse(const lint::input::Source& source) {
  const auto size = static_cast<std::uint32_t>(source.text().size());
  lint::input::TreeBuilder builder(source.text());
  const lint::input::Survey survey = lint::input::survey(source.text(), {0, size}, &builder);
  REQUIRE_MESSAGE(!survey.error, source.text());
  return builder.take();
}

}  // namespace tests
