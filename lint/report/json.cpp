/// One object for scripts; its schema is lint/share/report.schema.json.

#include <utility>

#include "lint/report/format.hpp"
#include "lint/report/json_text.hpp"
#include "lint/report/json_writer.hpp"
#include "lint/report/words.hpp"

namespace lint::report {
namespace {

constexpr int kVersion = 1;

/// Null when the finding is about no object.
void add_object_of(JsonWriter& json, const FileResult& file, const Finding& finding) {
  const Object* const object = file.object_of(finding);
  if (object == nullptr || object->kind.empty()) return json.value("object", nullptr);
  add_object(json, *object, finding.part);
}

void add_span(JsonWriter& json, const Span& span) {
  json.number("line", span.begin.line);
  json.number("column", span.begin.column);
  json.number("endLine", span.end.line);
  json.number("endColumn", span.end.column);
}

void add_fix(JsonWriter& json, const Edit& edit) {
  json.open_object("fix");
  json.text("title", edit.title);
  json.flag("safe", edit.is_safe);
  json.open_list("edits");
  for (const Change& change : edit.changes) {
    json.open_object();
    add_span(json, change.span);
    json.text("text", change.text);
    json.close();
  }
  json.close();
  json.text_if_any("obstacle", edit.obstacle);
  json.close();
}

/// Whoever calls may add more, and closes it.
void begin_finding(JsonWriter& json, const FileResult& file, const Finding& finding) {
  json.open_object();
  json.text("path", file.name);
  add_span(json, finding.span);
  json.text("severity", to_string(finding.severity));
  json.text("rule", finding.rule->id);
  json.text("message", message_of(finding));
  json.text("remedy", remedy_of(*finding.rule));
  add_object_of(json, file, finding);
  if (finding.edit != nullptr) add_fix(json, *finding.edit);
}

Json summary_of(const RunResult& run) {
  const Counts& counts = run.counts;
  const Tally& tally = run.tally;
  Json summary{{"files", counts.files},          {"documents", counts.documents},
               {"workloads", counts.workloads},  {"templates", counts.templates},
               {"errors", tally.errors},         {"warnings", tally.warnings},
               {"suppressed", tally.suppressed}, {"skipped", counts.skipped},
               {"unread", counts.unread},        {"failed", run.failed.size()}};
  if (run.has_baseline) summary["baseline"] = tally.known;
  return summary;
}

class JsonReport {
 public:
  JsonReport(Write write, const Style& style) : json_(std::move(write)) {
    json_.open_object();
    json_.number("version", kVersion);
    json_.value("tool", {{"name", "seccomp-lint"}, {"version", style.version}});
    json_.open_list("findings");
  }

  void finding(const FileResult& file, const Finding& finding) {
    begin_finding(json_, file, finding);
    json_.close();
  }

  void end(const RunResult& run) {
    json_.close();
    add_suppressed(run);
    if (run.has_baseline) add_known(run);
    json_.value("skipped", notes_of(run.skipped));
    json_.value("failed", notes_of(run.failed));
    json_.value("summary", summary_of(run));
    json_.close();
  }

 private:
  void add_suppressed(const RunResult& run) {
    json_.open_list("suppressed");
    for (const FileResult& file : run.files) {
      for (const auto& [finding, reason] : file.suppressed) {
        begin_finding(json_, file, finding);
        json_.text("reason", reason);
        json_.close();
      }
    }
    json_.close();
  }

  void add_known(const RunResult& run) {
    json_.open_list("baseline");
    for (const FileResult& file : run.files) {
      for (const Finding& known : file.known) finding(file, known);
    }
    json_.close();
  }

  JsonWriter json_;
};

}  // namespace

extern const Format kJson{"json", "one object, for scripts", begin<JsonReport>, {.edits = true}};

}  // namespace lint::report
