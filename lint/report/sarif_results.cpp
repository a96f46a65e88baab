#include "lint/report/sarif_results.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lint/report/fingerprint.hpp"
#include "lint/report/words.hpp"
#include "lint/text/text.hpp"

namespace lint::report {
namespace {

/// Whether an excerpt shows all that is marked; long values are cut.
bool shows_all(const Excerpt& excerpt, const Span& span) {
  const auto characters = std::ranges::count_if(excerpt.marked(), begins_character);
  return characters > 0 && span.begin.column + characters == span.end.column;
}

void add_span(JsonWriter& json, const Span& span) {
  json.number("startLine", span.begin.line);
  json.number("startColumn", span.begin.column);
  json.number("endLine", span.end.line);
  json.number("endColumn", span.end.column);
}

}  // namespace

SarifArtifact sarif_artifact(std::string_view path) {
  if (path == kUnnamedStdin) return {};
  const std::string relative = relative_path(path);
  if (relative.starts_with('/')) return {"file://" + percent_encoded(relative)};
  return {percent_encoded(relative), true};
}

void add_sarif_artifact(JsonWriter& json, const SarifArtifact& artifact) {
  json.open_object("artifactLocation");
  if (artifact.uri.empty() && !artifact.is_in_repository) {
    json.open_object("description");
    json.text("text", "standard input");
    json.close();
  } else {
    json.text("uri", artifact.uri);
  }
  if (artifact.is_in_repository) json.text("uriBaseId", "%SRCROOT%");
  json.close();
}

void SarifResults::begin(const FileResult& file, const Finding& finding) {
  if (path_ != file.name) {
    path_ = file.name;
    artifact_ = sarif_artifact(path_);
  }
  const auto rule = std::ranges::find(rules_, finding.rule, &EnabledRule::rule);
  json_.open_object();
  json_.text("ruleId", finding.rule->id);
  json_.number("ruleIndex", static_cast<std::uint64_t>(rule - rules_.begin()));
  json_.text("level", to_string(finding.severity));
  add_message("message", sentence(file, finding));
  json_.open_list("locations");
  add_location(file, finding);
  json_.close();
  if (finding.edit != nullptr && !finding.edit->changes.empty()) add_fix(*finding.edit);
  if (finding.line_hash.number == 0) return;
  json_.open_object("partialFingerprints");
  json_.text("primaryLocationLineHash", to_string(finding.line_hash));
  json_.close();
}

/// Where a finding is, and the object that it speaks of, and the part of it, if it speaks of one.
void SarifResults::add_location(const FileResult& file, const Finding& finding) const {
  json_.open_object();
  add_place(finding);
  if (const std::string words = subject_words(file, finding); !words.empty()) {
    json_.open_list("logicalLocations");
    json_.open_object();
    json_.text("fullyQualifiedName", words);
    json_.text("kind", "resource");
    json_.text_if_any("name", printable(file.object_of(finding)->name));
    json_.close();
    json_.close();
  }
  json_.close();
}

/// With its source as far as that is kept whole.
void SarifResults::add_place(const Finding& finding) const {
  const Excerpt* const excerpt = finding.excerpt;
  const bool is_shown = excerpt != nullptr && shows_all(*excerpt, finding.span);
  json_.open_object("physicalLocation");
  add_sarif_artifact(json_, artifact_);
  json_.open_object("region");
  add_span(json_, finding.span);
  if (is_shown) add_message("snippet", excerpt->marked());
  json_.close();
  // The context must be more than the region itself (3.29.5).
  const bool has_context = is_shown && excerpt->text.size() > excerpt->marked_size;
  if (has_context && !excerpt->is_cut_before && !excerpt->is_cut_after) {
    json_.open_object("contextRegion");
    json_.number("startLine", finding.span.begin.line);
    add_message("snippet", excerpt->text);
    json_.close();
  }
  json_.close();
}

void SarifResults::add_fix(const Edit& edit) const {
  json_.open_list("fixes");
  json_.open_object();
  add_message("description", edit.title);
  json_.open_list("artifactChanges");
  json_.open_object();
  add_sarif_artifact(json_, artifact_);
  json_.open_list("replacements");
  for (const Change& change : edit.changes) {
    json_.open_object();
    json_.open_object("deletedRegion");
    add_span(json_, change.span);
    json_.close();
    if (!change.text.empty()) add_message("insertedContent", change.text);
    json_.close();
  }
  for (int i = 0; i < 5; ++i) json_.close();
}

void SarifResults::add_message(std::string_view key, std::string_view text) const {
  json_.open_object(key);
  json_.text("text", text);
  json_.close();
}

}  // namespace lint::report
