#pragma once
/// What the tests share: the linter on a text in memory, and texts with marks in them.

#include <doctest/doctest.h>

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "lint/check/file.hpp"
#include "lint/check/run.hpp"
#include "lint/finding.hpp"
#include "lint/text/source.hpp"
#include "lint/yaml/tree.hpp"

namespace lint {

// So that doctest can show them.
std::ostream& operator<<(std::ostream& out, const Position& position);
std::ostream& operator<<(std::ostream& out, const ByteRange& range);

}  // namespace lint

namespace tests {

/// Every rule, at the level of its row.
lint::Settings all_rules();

/// The same without those that are off by default.
lint::Settings default_rules();

/// Checks a text as the file called `name` would be, with the rules that are on by default unless
/// others are given.
lint::RunResult check(std::string_view text, const std::string& name = "test.yaml",
                      const lint::Settings& settings = default_rules());

/// The findings of all files, one after the other.
std::vector<lint::Finding> findings_of(const lint::RunResult& run);
std::vector<lint::Suppressed> suppressed_of(const lint::RunResult& run);

/// As the text format prints them.
std::string text_of(const lint::RunResult& run);

/// The files that a run over `path` takes.
std::vector<lint::files::File> files_in(const std::string& path);

/// Checks these files.
lint::RunResult check_files(const std::vector<lint::files::File>& files,
                            const lint::Settings& settings);

/// The findings as the text format prints them.
std::string findings(std::string_view text);

/// A text that had the mark ⟦ in front of some characters, and where these stand without it.
struct Marked {
  std::string text;
  std::vector<lint::Position> places;
};
Marked marked(std::string_view text);

/// Expects findings at the marks and nowhere else.
void expect_findings_at_marks(std::string_view text);

std::string read_file(const std::string& path);
/// Its lines, with their ends.
std::vector<std::string> lines_of(const std::string& text);

/// A text read as one document, which must be well-formed.
lint::yaml::Tree parse(const lint::Source& source);

}  // namespace tests
