/// SARIF 2.1.0 as GitHub code scanning takes it (docs.github.com, "SARIF support for code
/// scanning"): relative URIs, each result with one place, each rule with its help.

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "lint/report/json_text.hpp"
#include "lint/report/report.hpp"
#include "lint/report/rules.hpp"
#include "lint/report/words.hpp"

namespace lint::report {
namespace {

constexpr std::string_view kSchema = "https://json.schemastore.org/sarif-2.1.0.json";

constexpr std::string_view kHome = "https://github.com/seccomp-lint/seccomp-lint";

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
          {"helpUri", fmt::format("{}#rules", kHome)},
          {"help", {{"text", one_line(rule.remedy)}, {"markdown", help_markdown(rule)}}},
          {"defaultConfiguration", {{"level", to_string(enabled.level)}}},
          {"properties", std::move(properties)}};
}

Json result_of(const Finding& finding, const Style& style) {
  const auto rule = std::ranges::find(style.rules, finding.rule,
                                      [](const EnabledRule& enabled) { return enabled.rule->id; });
  const Span& span = finding.span;
  Json result{
      {"ruleId", finding.rule},
      {"ruleIndex", rule - style.rules.begin()},
      {"level", to_string(finding.severity)},
      {"message", {{"text", sentence(finding)}}},
      {"locations",
       {{{"physicalLocation",
          {{"artifactLocation", artifact_of(finding.path)},
           {"region",
            {{"startLine", span.begin.line},
             {"startColumn", span.begin.column},
             {"endLine", span.end.line},
             {"endColumn", span.end.column}}}}}}}},
  };
  if (!finding.line_hash.empty()) {
    result["partialFingerprints"] = {{"primaryLocationLineHash", finding.line_hash}};
  }
  return result;
}

Json results_of(const Report& report, const Style& style) {
  Json results = Json::array();
  for (const Finding& finding : report.findings) results.push_back(result_of(finding, style));
  for (const Suppressed& suppressed : report.suppressed) {
    Json result = result_of(suppressed.finding, style);
    result["suppressions"] =
        Json::array({{{"kind", "inSource"}, {"justification", json_string(suppressed.reason)}}});
    results.push_back(std::move(result));
  }
  return results;
}

Json invocation_of(const Report& report) {
  Json invocation{{"executionSuccessful", report.failed.empty()}};
  Json notifications = Json::array();
  for (const Note& note : report.failed) {
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

}  // namespace

std::string render_sarif(const Report& report, const Style& style) {
  Json rules = Json::array();
  for (const EnabledRule& enabled : style.rules) rules.push_back(rule_of(enabled));
  Json run{
      {"tool",
       {{"driver",
         {{"name", "seccomp-lint"},
          {"semanticVersion", style.version},
          {"informationUri", kHome},
          {"rules", std::move(rules)}}}}},
      {"invocations", Json::array({invocation_of(report)})},
      {"columnKind", "unicodeCodePoints"},
      {"results", results_of(report, style)},
  };
  return dump(
      {{"$schema", kSchema}, {"version", "2.1.0"}, {"runs", Json::array({std::move(run)})}});
}

}  // namespace lint::report
