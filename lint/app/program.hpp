#pragma once
/// Does what the options ask for.

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "lint/app/exit_code.hpp"
#include "lint/app/options.hpp"
#include "lint/app/reports.hpp"
#include "lint/check/run.hpp"

namespace lint {

/// Findings and lists go to `out`, everything else to `err`.
class Program {
 public:
  Program(std::FILE* out, std::FILE* err, std::string_view version)
      : out_(out), err_(err), version_(version) {}

  /// Returns the exit code; throws a UsageError or ConfigError before anything is checked.
  int run(const Options& options) const;

  /// Writes the text to `out`; returns `code`, or kFailed when that does not work.
  int finish(std::string_view text, int code) const;

  void complain(std::string_view message) const;

 private:
  struct Plan;

  int check(const Options& options, const Config& config) const;
  int take_inventory(const Options& options, const Config& config) const;
  std::vector<FileResult> mend(const Options& options, const FileList& files,
                               const Settings& settings, RunResult& run) const;
  void begin(const Plan& plan, const Options& options, bool has_baseline, Reports& reports) const;
  int conclude(const Plan& plan, const RunResult& run, const Options& options, Reports& reports,
               const std::string& statistics) const;
  /// Returns whether all reports could be written.
  bool end(Reports& reports, const RunResult& run) const;
  int list_files(const FileList& files, const RunResult& run) const;
  int finish_run(const RunResult& run, const Options& options, int code,
                 const std::string& statistics) const;
  void note(const std::vector<Note>& notes) const;
  void tell(const RunResult& run, const Options& options, const std::string& statistics) const;

  std::FILE* out_;
  std::FILE* err_;
  std::string_view version_;
};

}  // namespace lint
