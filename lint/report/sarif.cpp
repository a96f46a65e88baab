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
#include "lint/report/json_writer.hpp"
#include "lint/report/rules.hpp"
#include "lint/report/sarif_results.hpp"
#include "lint/text/text.hpp"

namespace lint::report {
namespace {

constexpr std::string_view kSchema = "https://json.schemastore.org/sarif-2.1.0.json";

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

Json tool_of(const Style& style, std::span<const Weakness> weaknesses) {
  Json rules = Json::array();
  for (const EnabledRule& enabled : style.rules) rules.push_back(rule_of(enabled, weaknesses));
  return {{"driver",
           {{"name", "seccomp-lint"},
            {"fullName", fmt::format("seccomp-lint {}", style.version)},
            {"semanticVersion", style.version},
            {"informationUri", kProjectAddress},
            {"supportedTaxonomies", Json::array({{{"name", "CWE"}, {"index", 0}}})},
            {"rules", std::move(rules)}}}};
}

class SarifReport {
 public:
  SarifReport(Write write, const Style& style)
      : json_(std::move(write)), results_(json_, style.rules), has_baseline_(style.has_baseline) {
    const std::vector<Weakness> weaknesses = weaknesses_of(style.rules);
    json_.open_object();
    json_.text("$schema", kSchema);
    json_.text("version", "2.1.0");
    json_.open_list("runs");
    json_.open_object();
    json_.value("tool", tool_of(style, weaknesses));
    // GitHub tells analyses of one commit apart by what stands before the last slash.
    json_.value("automationDetails", {{"id", "seccomp-lint/"}});
    json_.value("taxonomies", Json::array({taxonomy_of(weaknesses)}));
    json_.text("columnKind", "unicodeCodePoints");
    json_.open_list("results");
  }

  void finding(const FileResult& file, const Finding& finding) {
    results_.begin(file, finding);
    if (has_baseline_) json_.text("baselineState", "new");
    json_.close();
  }

  /// What is known only now stands after the results, which are not kept until then.
  void end(const RunResult& run) {
    for (const FileResult& file : run.files) add_suppressed(file);
    for (const FileResult& file : run.files) add_known(file);
    json_.close();
    add_invocation(run);
    json_.close();
    json_.close();
    json_.close();
  }

 private:
  void add_suppressed(const FileResult& file) {
    for (const auto& [finding, reason] : file.suppressed) {
      results_.begin(file, finding);
      add_suppression("inSource", reason);
      if (has_baseline_) json_.text("baselineState", "new");
      json_.close();
    }
  }

  /// What the baseline has is accepted, though the manifest does not say so.
  void add_known(const FileResult& file) {
    for (const Finding& finding : file.known) {
      results_.begin(file, finding);
      json_.text("baselineState", "unchanged");
      add_suppression("external", "It is in the baseline.");
      json_.close();
    }
  }

  void add_suppression(std::string_view kind, std::string_view reason) {
    json_.open_list("suppressions");
    json_.open_object();
    json_.text("kind", kind);
    json_.text("justification", reason);
    json_.close();
    json_.close();
  }

  void add_invocation(const RunResult& run) {
    json_.open_list("invocations");
    json_.open_object();
    json_.flag("executionSuccessful", run.failed.empty());
    if (!run.failed.empty()) {
      json_.open_list("toolExecutionNotifications");
      for (const Note& note : run.failed) add_failure(note);
      json_.close();
    }
    json_.close();
    json_.close();
  }

  void add_failure(const Note& note) {
    json_.open_object();
    json_.text("level", "error");
    json_.open_object("message");
    json_.text("text", note.text);
    json_.close();
    json_.open_list("locations");
    json_.open_object();
    json_.open_object("physicalLocation");
    add_sarif_artifact(json_, sarif_artifact(note.path));
    for (int i = 0; i < 4; ++i) json_.close();
  }

  JsonWriter json_;
  SarifResults results_;
  bool has_baseline_;
};

}  // namespace

extern const Format kSarif{"sarif",
                           "SARIF 2.1.0, for GitHub code scanning",
                           begin<SarifReport>,
                           {.excerpts = true, .line_hashes = true, .edits = true}};

}  // namespace lint::report
