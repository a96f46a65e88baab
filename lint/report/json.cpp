/// One object for scripts; its schema is lint/share/report.schema.json.

#include "lint/report/json_text.hpp"
#include "lint/report/report.hpp"
#include "lint/report/words.hpp"

namespace lint::report {
namespace {

constexpr int kVersion = 1;

void add_text(Json& to, const char* key, std::string_view text) {
  if (!text.empty()) to[key] = json_string(text);
}

/// Null when the finding is about no object.
Json object_of(const Subject& subject) {
  if (subject.kind.empty()) return nullptr;
  Json object = Json::object();
  add_text(object, "apiVersion", subject.api_version);
  add_text(object, "kind", subject.kind);
  add_text(object, "namespace", subject.name_space);
  add_text(object, "name", subject.name);
  add_text(object, "detail", subject.detail);
  add_text(object, "part", subject.part);
  add_text(object, "within", subject.within);
  return object;
}

Json finding_of(const Finding& finding, const Style& style) {
  Json json{
      {"path", json_string(finding.path)},
      {"line", finding.span.begin.line},
      {"column", finding.span.begin.column},
      {"endLine", finding.span.end.line},
      {"endColumn", finding.span.end.column},
      {"severity", to_string(finding.severity)},
      {"rule", finding.rule},
      {"message", json_string(finding.message)},
      {"remedy", remedy_of(finding.rule, style)},
      {"object", object_of(finding.subject)},
  };
  return json;
}

Json notes_of(const std::vector<Note>& notes) {
  Json list = Json::array();
  for (const Note& note : notes) {
    Json json{{"path", json_string(note.path)}};
    if (note.line != 0) json["line"] = note.line;
    json["message"] = json_string(note.text);
    list.push_back(std::move(json));
  }
  return list;
}

Json summary_of(const Report& report) {
  const Counts& counts = report.counts;
  const std::size_t errors = count_errors(report);
  return {{"files", counts.files},
          {"documents", counts.documents},
          {"workloads", counts.workloads},
          {"templates", counts.templates},
          {"errors", errors},
          {"warnings", report.findings.size() - errors},
          {"suppressed", report.suppressed.size()},
          {"skipped", counts.skipped},
          {"failed", report.failed.size()}};
}

}  // namespace

std::string render_json(const Report& report, const Style& style) {
  Json findings = Json::array();
  for (const Finding& finding : report.findings) findings.push_back(finding_of(finding, style));
  Json suppressed = Json::array();
  for (const Suppressed& entry : report.suppressed) {
    Json json = finding_of(entry.finding, style);
    json["reason"] = json_string(entry.reason);
    suppressed.push_back(std::move(json));
  }
  return dump({{"version", kVersion},
               {"tool", {{"name", "seccomp-lint"}, {"version", style.version}}},
               {"findings", std::move(findings)},
               {"suppressed", std::move(suppressed)},
               {"skipped", notes_of(report.skipped)},
               {"failed", notes_of(report.failed)},
               {"summary", summary_of(report)}});
}

}  // namespace lint::report
