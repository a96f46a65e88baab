#include <array>

#include "lint/report/format.hpp"

/// The formats, each in a file of its own that defines its row.
#define LINT_FORMATS(ROW) \
  ROW(kText)              \
  ROW(kJson)              \
  ROW(kSarif)             \
  ROW(kGithub)            \
  ROW(kGitlab)            \
  ROW(kJunit)             \
  ROW(kHtml)

namespace lint::report {

#define DECLARE(name) extern const Format name;
LINT_FORMATS(DECLARE)
#undef DECLARE

namespace {
#define ADDRESS(name) &name,
constexpr std::array kFormats{LINT_FORMATS(ADDRESS)};
#undef ADDRESS
}  // namespace

std::span<const Format* const> formats() {
  return kFormats;
}

void tell(const Writer& writer, const FileResult& file) {
  writer.file(file);
  for (const Finding& finding : file.findings) writer.finding(file, finding);
}

std::string render(const Format& format, const RunResult& run, const Style& style) {
  std::string text;
  const Writer writer = format.begin([&](std::string_view piece) { text += piece; }, style);
  for (const FileResult& file : run.files) tell(writer, file);
  writer.end(run);
  return text;
}

}  // namespace lint::report
