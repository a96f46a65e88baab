#pragma once
/// What a run found, and the formats in which it can be told.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"

namespace lint {

struct Counts {
  std::size_t files = 0;
  std::size_t documents = 0;  // that hold more than comments
  std::size_t workloads = 0;
  std::size_t templates = 0;  // documents that are unrendered Helm templates
  std::size_t suppressed = 0;
  std::size_t skipped = 0;  // files and documents that were not read
};

/// Something that was passed over, or could not be done, and why.
struct Note {
  std::string path;
  std::size_t line = 0;  // 1-based; 0 when it is about the whole file
  std::string text;
};

struct Report {
  /// By file in the order of reading, within a file by place and rule.
  std::vector<Finding> findings;
  Counts counts;
  std::vector<Note> skipped;
  std::vector<Note> failed;
};

/// Puts `part`, the report of another file, behind what `whole` has.
void append(Report& whole, Report part);

namespace report {

/// A way to write a Report on standard output.
struct Format {
  std::string_view name;
  std::string_view summary;
  std::string (*render)(const Report& report, bool color);
};

std::span<const Format> formats();

/// One line for each finding: `path:line:col: severity: message [rule]`.
std::string render_text(const Report& report, bool color);

/// "Deployment 'web', container 'app': " as one line without control characters; empty when the
/// finding is about no object.
std::string subject_words(const Subject& subject);

/// The one line for standard error: what was looked at, and what came of it.
std::string summary(const Report& report);

}  // namespace report
}  // namespace lint
