#pragma once
/// What a report format is: a row of words, and a class that is told the findings one by one.

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "lint/finding.hpp"
#include "lint/report/run_result.hpp"
#include "lint/rule.hpp"

namespace lint::report {

/// What a format tells beyond the findings themselves, which costs time to keep.
struct Needs {
  bool excerpts = false;     // Finding::excerpt
  bool line_hashes = false;  // Finding::line_hash
  bool workloads = false;    // FileResult::workloads
  bool containers = false;   // FileResult::containers
  bool edits = false;        // Finding::edit
  bool whole_run = false;    // RunResult::files with all findings, at the end

  friend Needs operator|(Needs a, Needs b) {
    return {a.excerpts || b.excerpts,   a.line_hashes || b.line_hashes,
            a.workloads || b.workloads, a.containers || b.containers,
            a.edits || b.edits,         a.whole_run || b.whole_run};
  }
};

/// How to tell it, and what the result itself does not know.
struct Style {
  bool color = false;    // text only
  bool links = false;    // text only: rules' ids lead to their pages (OSC 8)
  bool excerpt = false;  // text only
  std::string_view version;
  /// What a container without a profile runs with, if the configuration says so: "RuntimeDefault".
  std::string_view unset_means;
  /// The rules that were on, in the registry's order.
  std::span<const EnabledRule> rules;
  /// Whether the findings are compared with a baseline.
  bool has_baseline = false;
};

/// Takes the next piece of a report.
using Write = std::function<void(std::string_view)>;

/// A report that has begun, and is written as it is told. Each file is announced before its
/// findings, also one that has none; files come in the order of the run, findings in the order of
/// the text. At the end, the run has all but what was told, unless the format needs it whole.
struct Writer {
  std::function<void(const FileResult&)> file;
  std::function<void(const FileResult&, const Finding&)> finding;
  std::function<void(const RunResult&)> end;
};

/// A way to write what was found. Every format holds the same findings.
struct Format {
  std::string_view name;
  std::string_view summary;
  Writer (*begin)(Write write, const Style& style);
  Needs needs = {};
};

/// Makes a Format's `begin` of a class. Its constructor takes `Write` and `Style` and begins the
/// report; it has finding() and end(), and file() if it cares for files.
template <typename Report>
Writer begin(Write write, const Style& style) {
  const auto report = std::make_shared<Report>(std::move(write), style);
  return {
      [report](const FileResult& file) {
        if constexpr (requires { report->file(file); }) report->file(file);
      },
      [report](const FileResult& file, const Finding& finding) { report->finding(file, finding); },
      [report](const RunResult& run) { report->end(run); }};
}

/// Tells of a file that is finished, and of its findings.
void tell(const Writer& writer, const FileResult& file);

/// Every format, in the order in which help names them.
std::span<const Format* const> formats();

/// The whole report on a run, as one text.
std::string render(const Format& format, const RunResult& run, const Style& style);

}  // namespace lint::report
