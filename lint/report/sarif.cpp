/// SARIF 2.1.0 as GitHub code scanning takes it (docs.github.com, "SARIF support for code
/// scanning"): relative URIs, each result with one place, each rule with its help.

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lint/report/format.hpp"
#include "lint/report/json_text.hpp"
#include "lint/report/rules.hpp"
#include "lint/report/words.hpp"
#include "lint/text/text.hpp"

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
/// is. Standard input is nowhere.
Json artifact_of(std::string_view path) {
  if (path == kUnnamedStdin) return {{"description", {{"text", "standard input"}}}};
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

/// A weakness of MITRE's list, as rules refer to it: "CWE-693 Protection Mechanism Failure".
struct Weakness {
  std::string_view number;
  std::string_view name;
};

std::optional<Weakness> weakness_of(const Rule& rule) {
  constexpr std::string_view kLabel = "CWE";
  const auto found = std::ranges::find(rule.references, kLabel, &Reference::label);
  if (found == rule.references.end()) return std::nullopt;
  const std::size_t blank = std::min(found->id.find(' '), found->id.size());
  const std::string_view code = found->id.substr(0, blank);
  return Weakness{code.substr(kLabel.size() + 1), trimmed(found->id.substr(blank))};
}

/// The readers' own findings are about the manifest, and not about what it runs.
Json properties_of(const Rule& rule) {
  if (rule.check == nullptr) {
    return {{"tags", {"correctness", "seccomp"}}, {"precision", "high"}};
  }
  Json tags = Json::array({"security", "seccomp"});
  // GitHub's own analyses tag their rules so.
  if (const auto weakness = weakness_of(rule)) {
    tags.push_back(fmt::format("external/cwe/cwe-{}", weakness->number));
  }
  const bool is_error = rule.level == Severity::error;
  Json properties{{"tags", std::move(tags)}, {"precision", is_error ? "very-high" : "high"}};
  // Makes it a security alert for GitHub, of medium severity.
  if (is_error) properties["security-severity"] = "6.5";
  return properties;
}

/// The weaknesses that the rules are about, each once, in the order of the rules.
std::vector<Weakness> weaknesses_of(std::span<const EnabledRule> rules) {
  std::vector<Weakness> weaknesses;
  for (const EnabledRule& enabled : rules) {
    const auto weakness = weakness_of(*enabled.rule);
    if (!weakness) continue;
    const auto known = std::ranges::find(weaknesses, weakness->number, &Weakness::number);
    if (known == weaknesses.end()) weaknesses.push_back(*weakness);
  }
  return weaknesses;
}

/// CWE as a taxonomy (3.19.3), with those of its entries that the rules refer to.
Json taxonomy_of(std::span<const Weakness> weaknesses) {
  Json taxa = Json::array();
  for (const auto& [number, name] : weaknesses) {
    taxa.push_back(
        {{"id", number},
         {"name", name},
         {"shortDescription", {{"text", fmt::format("{}.", name)}}},
         {"helpUri", fmt::format("https://cwe.mitre.org/data/definitions/{}.html", number)}});
  }
  return {{"name", "CWE"},
          {"organization", "MITRE"},
          {"informationUri", "https://cwe.mitre.org/data/index.html"},
          {"shortDescription", {{"text", "The MITRE Common Weakness Enumeration."}}},
          {"isComprehensive", false},
          {"taxa", std::move(taxa)}};
}

Json relationship_to(const Weakness& weakness, std::span<const Weakness> weaknesses) {
  const auto found = std::ranges::find(weaknesses, weakness.number, &Weakness::number);
  return {{"target",
           {{"id", weakness.number},
            {"index", found - weaknesses.begin()},
            {"toolComponent", {{"name", "CWE"}, {"index", 0}}}}},
          {"kinds", Json::array({"superset"})}};
}

Json rule_of(const EnabledRule& enabled, std::span<const Weakness> weaknesses) {
  const Rule& rule = *enabled.rule;
  Json json{{"id", rule.id},
            {"name", pascal_case(rule.id)},
            {"shortDescription", {{"text", rule.summary}}},
            {"fullDescription", {{"text", one_line(rule.rationale)}}},
            {"helpUri", page_of(rule)},
            {"help", {{"text", one_line(rule.remedy)}, {"markdown", help_markdown(rule)}}},
            {"defaultConfiguration", {{"level", to_string(enabled.level)}}},
            {"properties", properties_of(rule)}};
  if (const auto weakness = weakness_of(rule)) {
    json["relationships"] = Json::array({relationship_to(*weakness, weaknesses)});
  }
  return json;
}

Json region_of(const Span& span) {
  return {{"startLine", span.begin.line},
          {"startColumn", span.begin.column},
          {"endLine", span.end.line},
          {"endColumn", span.end.column}};
}

/// Whether an excerpt shows all that is marked; long values are cut.
bool shows_all(const Excerpt& excerpt, const Span& span) {
  const auto is_first_byte = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; };
  const auto characters = std::ranges::count_if(excerpt.marked, is_first_byte);
  return characters > 0 && span.begin.column + characters == span.end.column;
}

/// Where a finding is, with its source as far as that is kept whole.
Json place_of(const FileResult& file, const Finding& finding) {
  Json place{{"artifactLocation", artifact_of(file.name)}, {"region", region_of(finding.span)}};
  if (finding.excerpt == nullptr || !shows_all(*finding.excerpt, finding.span)) return place;
  const auto& [before, marked, after, is_cut_before, is_cut_after] = *finding.excerpt;
  place["region"]["snippet"] = {{"text", json_string(marked)}};
  // The context must be more than the region itself (3.29.5).
  if ((!before.empty() || !after.empty()) && !is_cut_before && !is_cut_after) {
    const std::string line = fmt::format("{}{}{}", before, marked, after);
    place["contextRegion"] = {{"startLine", finding.span.begin.line},
                              {"snippet", {{"text", json_string(line)}}}};
  }
  return place;
}

/// The object that a finding speaks of, and the part of it; nothing where it speaks of none.
Json logical_locations_of(const FileResult& file, const Finding& finding) {
  const std::string words = subject_words(file, finding);
  if (words.empty()) return Json::array();
  const Subject& object = *file.object_of(finding);
  Json location{{"fullyQualifiedName", words}, {"kind", "resource"}};
  if (!object.name.empty()) location["name"] = printable(object.name);
  return Json::array({std::move(location)});
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
  Json location{{"physicalLocation", place_of(file, finding)}};
  Json logical = logical_locations_of(file, finding);
  if (!logical.empty()) location["logicalLocations"] = std::move(logical);
  Json result{
      {"ruleId", finding.rule->id},
      {"ruleIndex", rule - rules.begin()},
      {"level", to_string(finding.severity)},
      {"message", {{"text", sentence(file, finding)}}},
      {"locations", Json::array({std::move(location)})},
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
    const std::vector<Weakness> weaknesses = weaknesses_of(style_.rules);
    for (const EnabledRule& enabled : style_.rules) rules.push_back(rule_of(enabled, weaknesses));
    Json tool{{"driver",
               {{"name", "seccomp-lint"},
                {"fullName", fmt::format("seccomp-lint {}", style_.version)},
                {"semanticVersion", style_.version},
                {"informationUri", kProjectAddress},
                {"supportedTaxonomies", Json::array({{{"name", "CWE"}, {"index", 0}}})},
                {"rules", std::move(rules)}}}};
    Json json{{"tool", std::move(tool)},
              {"invocations", Json::array({invocation_of(run)})},
              // GitHub tells analyses of one commit apart by what stands before the last slash.
              {"automationDetails", {{"id", "seccomp-lint/"}}},
              {"taxonomies", Json::array({taxonomy_of(weaknesses)})},
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
                           {.excerpts = true, .line_hashes = true, .edits = true}};

}  // namespace lint::report
