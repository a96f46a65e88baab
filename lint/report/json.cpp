/// One object for scripts; its schema is lint/share/report.schema.json.

#include <utility>

#include "lint/report/format.hpp"
#include "lint/report/json_text.hpp"
#include "lint/report/words.hpp"

namespace lint::report {
namespace {

constexpr int kVersion = 1;

void add_text(Json& to, const char* key, std::string_view text) {
  if (!text.empty()) to[key] = json_string(text);
}

/// Null when the finding is about no object.
Json object_of(const FileResult& file, const Finding& finding) {
  const Subject* const found = file.object_of(finding);
  if (found == nullptr || found->kind.empty()) return nullptr;
  const Subject& subject = *found;
  Json object = Json::object();
  add_text(object, "apiVersion", subject.api_version);
  add_text(object, "kind", subject.kind);
  add_text(object, "namespace", subject.name_space);
  add_text(object, "name", subject.name);
  add_text(object, "detail", subject.detail);
  add_text(object, "part", finding.part);
  add_text(object, "within", subject.within);
  return object;
}

Json fix_of(const Edit& edit) {
  Json changes = Json::array();
  for (const Change& change : edit.changes) {
    changes.push_back({{"line", change.span.begin.line},
                       {"column", change.span.begin.column},
                       {"endLine", change.span.end.line},
                       {"endColumn", change.span.end.column},
                       {"text", json_string(change.text)}});
  }
  Json fix{
      {"title", json_string(edit.title)}, {"safe", edit.is_safe}, {"edits", std::move(changes)}};
  add_text(fix, "obstacle", edit.obstacle);
  return fix;
}

Json finding_of(const FileResult& file, const Finding& finding) {
  Json json{
      {"path", json_string(file.name)},
      {"line", finding.span.begin.line},
      {"column", finding.span.begin.column},
      {"endLine", finding.span.end.line},
      {"endColumn", finding.span.end.column},
      {"severity", to_string(finding.severity)},
      {"rule", finding.rule->id},
      {"message", json_string(message_of(finding))},
      {"remedy", remedy_of(*finding.rule)},
      {"object", object_of(file, finding)},
  };
  if (finding.edit != nullptr) json["fix"] = fix_of(*finding.edit);
  return json;
}

Json summary_of(const RunResult& run) {
  const Counts& counts = run.counts;
  const std::size_t errors = count_errors(run);
  Json summary{{"files", counts.files},
               {"documents", counts.documents},
               {"workloads", counts.workloads},
               {"templates", counts.templates},
               {"errors", errors},
               {"warnings", count_findings(run) - errors},
               {"suppressed", count_suppressed(run)},
               {"skipped", counts.skipped},
               {"unread", counts.unread},
               {"failed", run.failed.size()}};
  if (run.has_baseline) summary["baseline"] = count_known(run);
  return summary;
}

class JsonReport {
 public:
  JsonReport(Write write, const Style& style) : write_(std::move(write)), version_(style.version) {}

  void finding(const FileResult& file, const Finding& finding) {
    findings_.push_back(finding_of(file, finding));
  }

  void end(const RunResult& run) {
    Json report{{"version", kVersion},
                {"tool", {{"name", "seccomp-lint"}, {"version", version_}}},
                {"findings", std::move(findings_)},
                {"suppressed", suppressed_of(run)}};
    if (run.has_baseline) report["baseline"] = known_of(run);
    report["skipped"] = notes_of(run.skipped);
    report["failed"] = notes_of(run.failed);
    report["summary"] = summary_of(run);
    write_(dump(report));
  }

 private:
  static Json known_of(const RunResult& run) {
    Json list = Json::array();
    for (const FileResult& file : run.files) {
      for (const Finding& finding : file.known) list.push_back(finding_of(file, finding));
    }
    return list;
  }

  static Json suppressed_of(const RunResult& run) {
    Json list = Json::array();
    for (const FileResult& file : run.files) {
      for (const auto& [finding, reason] : file.suppressed) {
        Json json = finding_of(file, finding);
        json["reason"] = json_string(reason);
        list.push_back(std::move(json));
      }
    }
    return list;
  }

  Write write_;
  std::string_view version_;
  Json findings_ = Json::array();
};

}  // namespace

extern const Format kJson{"json", "one object, for scripts", begin<JsonReport>, {.edits = true}};

}  // namespace lint::report
