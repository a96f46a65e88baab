#pragma once
/// What a run found, and the formats in which it can be told.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"
#include "lint/rule.hpp"

namespace lint {

struct Counts {
  std::size_t files = 0;
  std::size_t documents = 0;  // that hold more than comments
  std::size_t workloads = 0;
  std::size_t templates = 0;  // documents that are unrendered Helm templates
  std::size_t skipped = 0;    // files and documents that were not read
};

/// Something that was passed over, or could not be done, and why.
struct Note {
  std::string path;
  std::size_t line = 0;  // 1-based; 0 when it is about the whole file
  std::string text;
};

/// A workload that the rules looked at.
struct Checked {
  std::string path;
  Subject object;
};

struct Report {
  /// By file in the order of reading, within a file by place and rule.
  std::vector<Finding> findings;
  std::vector<Suppressed> suppressed;
  /// Only when the settings ask for them.
  std::vector<Checked> workloads;
  Counts counts;
  std::vector<Note> skipped;
  std::vector<Note> failed;
};

/// Puts `part`, the report of another file, behind what `whole` has.
void append(Report& whole, Report part);

namespace report {

/// What a format tells beyond the findings themselves, which costs time to keep.
struct Needs {
  bool excerpts = false;     // Finding::excerpt
  bool line_hashes = false;  // Finding::line_hash
  bool workloads = false;    // Report::workloads

  friend Needs operator|(Needs a, Needs b) {
    return {a.excerpts || b.excerpts, a.line_hashes || b.line_hashes, a.workloads || b.workloads};
  }
};

/// How to tell it, and what the report itself does not know.
struct Style {
  bool color = false;    // text only
  bool excerpt = false;  // text only
  std::string_view version;
  /// The rules that were on, in the registry's order.
  std::span<const EnabledRule> rules;
};

/// A way to write a Report. Every format holds the same findings.
struct Format {
  std::string_view name;
  std::string_view summary;
  std::string (*render)(const Report& report, const Style& style);
  Needs needs;
};

std::span<const Format> formats();

/// The formats' functions, one in each file of this folder.
std::string render_github(const Report& report, const Style& style);
std::string render_gitlab(const Report& report, const Style& style);
std::string render_json(const Report& report, const Style& style);
std::string render_junit(const Report& report, const Style& style);
std::string render_sarif(const Report& report, const Style& style);
std::string render_text(const Report& report, const Style& style);

}  // namespace report
}  // namespace lint
