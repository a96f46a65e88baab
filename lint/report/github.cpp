/// Workflow commands: github.com/actions/toolkit packages/core/src/command.ts says how they are
/// escaped. The runner hides the place, so that the message repeats it.

#include <fmt/format.h>

#include <utility>

#include "lint/report/format.hpp"
#include "lint/report/words.hpp"

namespace lint::report {
namespace {

enum class Part { property, message };

std::string escaped(std::string_view text, Part part) {
  std::string out;
  for (const char c : text) {
    const bool is_special =
        c == '%' || c == '\r' || c == '\n' || (part == Part::property && (c == ':' || c == ','));
    if (is_special) {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out;
}

class GithubReport {
 public:
  GithubReport(Write write, const Style&) : write_(std::move(write)) {}

  void file(const FileResult& file) {
    if (!file.findings.empty()) path_ = relative_path(file.name);
  }

  void finding(const FileResult& file, const Finding& finding) {
    const Span& span = finding.span;
    const std::string place = fmt::format("{}:{}:{}", path_, span.begin.line, span.begin.column);
    // Columns are only understood within one line.
    const std::string columns = span.begin.line == span.end.line
                                    ? fmt::format(",col={},endLine={},endColumn={}",
                                                  span.begin.column, span.end.line, span.end.column)
                                    : fmt::format(",endLine={}", span.end.line);
    const std::string title = fmt::format("seccomp-lint ({})", finding.rule->id);
    write_(fmt::format(
        "::{} file={},line={}{},title={}::{}\n", to_string(finding.severity),
        escaped(path_, Part::property), span.begin.line, columns, escaped(title, Part::property),
        escaped(fmt::format("{}: {}", place, sentence(file, finding)), Part::message)));
  }

  void end(const RunResult&) {}

 private:
  Write write_;
  std::string path_;  // of the file that is told, as GitHub takes it
};

}  // namespace

extern const Format kGithub{"github", "workflow commands, for annotations by GitHub Actions",
                            begin<GithubReport>};

}  // namespace lint::report
