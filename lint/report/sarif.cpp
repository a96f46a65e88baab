/// SARIF 2.1.0 as GitHub code scanning takes it (docs.github.com, "SARIF support for code
/// scanning"): relative URIs, each result with one place, each rule with its help.

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "lint/report/format.hpp"
#include "lint/report/json_text.hpp"
#include "lint/report/rules.hpp"
#include "lint/report/words.hpp"

namespace lint::report {
namespace {

constexpr std::string_view kSchema = "https://json.schemastore.org/sarif-2.1.0.json";

/// RFC 3986: everything but unreserved characters and slashes is percent-encoded, a colon too, for
/// it would end a scheme.
std::string percent_encoded(std::string_view path) {
  constexpr std::string_view kPlain = "-._~/";
  std::string out;
  for (const char c : path) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || kPlain.find(c) != std::string_view::npos;
    if (is_plain) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

/// What lies outside of the current folder has no place in the repository; its URI says where it
/// is.
Json artifact_of(std::string_view path) {
  const std::string relative = relative_path(path);
  if (relative.starts_with('/')) return {{"uri", "file://" + percent_encoded(relative)}};
  return {{"uri", percent_encoded(relative)}, {"uriBaseId", "%SRCROOT%"}};
}

std::string one_line(std::string_view text) {
  std::string line(text);
  std::ranges::replace(line, '\n', ' ');
  return line;
}

/// "RestrictSeccomp" for "restrict-seccomp": SARIF wants a name that is not the id (3.49.7).
std::string pascal_case(std::string_view id) {
  std::string name;
  bool is_first = true;
  for (const char c : id) {
    const bool is_dash = c == '-';
    if (!is_dash) name += is_first && c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    is_first = is_dash;
  }
  return name;
}

Json rule_of(const EnabledRule& enabled) {
  const Rule& rule = *enabled.rule;
  Json properties{{"tags", {"security", "seccomp"}}, {"precision", "very-high"}};
  // Makes it a security alert for GitHub, of medium severity; other rules are about the manifest.
  if (rule.check != nullptr && rule.level == Severity::error) {
    properties["security-severity"] = "6.5";
  }
  return {{"id", rule.id},
          {"name", pascal_case(rule.id)},
          {"shortDescription", {{"text", rule.summary}}},
          {"fullDescription", {{"text", one_line(rule.rationale)}}},
          {"helpUri", page_of(rule)},
          {"help", {{"text", one_line(rule.remedy)}, {"markdown", help_markdown(rule)}}},
          {"defaultConfiguration", {{"level", to_string(enabled.level)}}},
          {"properties", std::move(properties)}};
}

Json region_of(const Span& span) {
  return {{"startLine", span.begin.line},
          {"startColumn", span.begin.column},
          {"endLine", span.end.line},
          {"endColumn", span.end.column}};
}

Json fix_of(const FileResult& file, const Edit& edit) {
  Json replacements = Json::array();
  for (const Change& change : edit.changes) {
    Json replacement{{"deletedRegion", region_of(change.span)}};
    if (!change.text.empty()) {
      replacement["insertedContent"] = {{"text", json_string(change.text)}};
    }
    replacements.push_back(std::move(replacement));
  }
  return {{"description", {{"text", json_string(edit.title)}}},
          {"artifactChanges", Json::array({{{"artifactLocation", artifact_of(file.name)},
                                            {"replacements", std::move(replacements)}}})}};
}

Json result_of(const FileResult& file, const Finding& finding, std::span<const EnabledRule> rules) {
  const auto rule = std::ranges::find(rules, finding.rule, &EnabledRule::rule);
  const Span& span = finding.span;
  Json result{
      {"ruleId", finding.rule->id},
      {"ruleIndex", rule - rules.begin()},
      {"level", to_string(finding.severity)},
      {"message", {{"text", sentence(file, finding)}}},
      {"locations",
       {{{"physicalLocation",
          {{"artifactLocation", artifact_of(file.name)}, {"region", region_of(span)}}}}}},
  };
  if (finding.edit != nullptr && !finding.edit->changes.empty()) {
    result["fixes"] = Json::array({fix_of(file, *finding.edit)});
  }
  if (!finding.line_hash.empty()) {
    result["partialFingerprints"] = {{"primaryLocationLineHash", finding.line_hash}};
  }
  return result;
}

Json invocation_of(const RunResult& run) {
  Json invocation{{"executionSuccessful", run.failed.empty()}};
  Json notifications = Json::array();
  for (const Note& note : run.failed) {
    notifications.push_back(
        {{"level", "error"},
         {"message", {{"text", json_string(note.text)}}},
         {"locations", {{{"physicalLocation", {{"artifactLocation", artifact_of(note.path)}}}}}}});
  }
  if (!notifications.empty()) {
    invocation["toolExecutionNotifications"] = std::move(notifications);
  }
  return invocation;
}

class SarifReport {
 public:
  SarifReport(Write write, const Style& style) : write_(std::move(write)), style_(style) {}

  void finding(const FileResult& file, const Finding& finding) {
    results_.push_back(result_of(file, finding, style_.rules));
  }

  void end(const RunResult& run) {
    add_suppressed(run);
    if (run.has_baseline) {
      for (Json& result : results_) result["baselineState"] = "new";
      add_known(run);
    }
    Json rules = Json::array();
    for (const EnabledRule& enabled : style_.rules) rules.push_back(rule_of(enabled));
    Json tool{{"driver",
               {{"name", "seccomp-lint"},
                {"semanticVersion", style_.version},
                {"informationUri", kProjectAddress},
                {"rules", std::move(rules)}}}};
    Json json{{"tool", std::move(tool)},
              {"invocations", Json::array({invocation_of(run)})},
              {"columnKind", "unicodeCodePoints"},
              {"results", std::move(results_)}};
    write_(dump(
        {{"$schema", kSchema}, {"version", "2.1.0"}, {"runs", Json::array({std::move(json)})}}));
  }

 private:
  void add_suppressed(const RunResult& run) {
    for (const FileResult& file : run.files) {
      for (const auto& [finding, reason] : file.suppressed) {
        Json result = result_of(file, finding, style_.rules);
        result["suppressions"] =
            Json::array({{{"kind", "inSource"}, {"justification", json_string(reason)}}});
        results_.push_back(std::move(result));
      }
    }
  }

  /// What the baseline has is accepted, though the manifest does not say so.
  void add_known(const RunResult& run) {
    for (const FileResult& file : run.files) {
      for (const Finding& finding : file.known) {
        Json result = result_of(file, finding, style_.rules);
        result["baselineState"] = "unchanged";
        result["suppressions"] =
            Json::array({{{"kind", "external"}, {"justification", "It is in the baseline."}}});
        results_.push_back(std::move(result));
      }
    }
  }

  Write write_;
  Style style_;
  Json results_ = Json::array();
};

}  // namespace

extern const Format kSarif{"sarif",
                           "SARIF 2.1.0, for GitHub code scanning",
                           begin<SarifReport>,
                           {.line_hashes = true, .edits = true}};

}  // namespace lint::report
