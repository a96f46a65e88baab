#pragma once
/// The findings that a repository had when it took the linter up: known, counted, and not reported.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lint/report/run_result.hpp"
#include "lint/result.hpp"

namespace lint {

/// What makes a finding the same as before. Never a line, which moves, and never without the path,
/// or a finding that is gone would excuse a new one elsewhere.
struct BaselineKey {
  std::string path;  // relative to the baseline's folder
  std::string rule;
  std::string object;  // in words: "Deployment 'web'"
  std::string part;    // "container 'app'"
  friend auto operator<=>(const BaselineKey&, const BaselineKey&) = default;
};

/// How many findings of a key are known.
struct BaselineEntry {
  std::size_t count = 0;
  std::uint32_t line = 0;  // of the file that it was read from
};

/// A baseline file: a YAML list with one entry a line, sorted, so that merges are easy.
class Baseline {
 public:
  /// One that is to be written to `path`; it has what is added.
  explicit Baseline(std::string path);

  /// Reads what was written. The error begins with the place: `path:line:col: `.
  static Result<Baseline> parse(const std::string& path, std::string_view text);

  std::string text() const;

  /// Adds what was found in a file.
  void add(const FileResult& file);

  /// Moves the findings of a file that it knows to `known`. Of more findings of one key than it
  /// has, the first ones are known.
  void apply(FileResult& file);

  /// What it has more of than was found, in a note for each line: of files that are gone, or that
  /// `was_checked` says were looked at.
  std::vector<Note> stale(const std::function<bool(const std::string& path)>& was_checked) const;

 private:
  std::string path_of(const FileResult& file) const;

  std::string path_;
  std::string folder_;  // absolute
  std::map<BaselineKey, BaselineEntry> entries_;
  std::map<BaselineKey, std::size_t> found_;
};

}  // namespace lint
