#pragma once
/// The results of a SARIF log, one for each finding (3.27), as GitHub code scanning takes them:
/// each with one place.

#include <span>
#include <string>
#include <string_view>

#include "lint/finding.hpp"
#include "lint/report/json_writer.hpp"
#include "lint/report/run_result.hpp"
#include "lint/rule.hpp"

namespace lint::report {

/// Where a file is. What lies outside of the current folder has no place in the repository; its URI
/// says where it is. Standard input is nowhere.
struct SarifArtifact {
  std::string uri;
  bool is_in_repository = false;
};
SarifArtifact sarif_artifact(std::string_view path);

/// Adds an `artifactLocation`.
void add_sarif_artifact(JsonWriter& json, const SarifArtifact& artifact);

/// Writes results into the list that is open.
class SarifResults {
 public:
  SarifResults(JsonWriter& json, std::span<const EnabledRule> rules) : json_(json), rules_(rules) {}

  /// Opens a result and adds what it says of a finding; whoever calls may add more, and closes it.
  void begin(const FileResult& file, const Finding& finding);

 private:
  void add_location(const FileResult& file, const Finding& finding) const;
  void add_place(const Finding& finding) const;
  void add_fix(const Edit& edit) const;
  void add_message(std::string_view key, std::string_view text) const;

  JsonWriter& json_;
  std::span<const EnabledRule> rules_;
  /// Of the file of the last finding.
  std::string path_;
  SarifArtifact artifact_ = sarif_artifact({});
};

}  // namespace lint::report
