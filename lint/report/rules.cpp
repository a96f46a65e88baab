#include "lint/report/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lint/report/json_text.hpp"

namespace lint::report {
namespace {

/// The level in a run without a configuration.
std::string_view level_of(const Rule& rule) {
  return rule.is_on_by_default ? to_string(rule.level) : "off";
}

std::string list_as_text(std::span<const Rule* const> rules) {
  std::size_t widest = 0;
  for (const Rule* rule : rules) widest = std::max(widest, rule->id.size());
  std::string out;
  for (const Rule* rule : rules) {
    out += fmt::format("{:<{}}  {:<7}  {}\n", rule->id, widest, level_of(*rule), rule->summary);
  }
  return out;
}

std::string indented(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out += end == 0 ? "\n" : fmt::format("    {}\n", text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string explain_as_text(const Rule& rule) {
  std::string references = rule.references.empty() ? "" : "\nReferences\n";
  for (const auto& [label, id] : rule.references) {
    references += fmt::format("    {:<6}  {}\n", label, id);
  }
  return fmt::format(
      "{} ({})\n{}\n\n{}\n\nWhat to do\n{}\n\nReported\n{}\nNot reported\n{}{}\nMore: {}\n",
      rule.id, level_of(rule), rule.summary, rule.rationale, rule.remedy, indented(rule.bad),
      indented(rule.good), references, page_of(rule));
}

Json json_of(const Rule& rule) {
  Json references = Json::array();
  for (const auto& [label, id] : rule.references) {
    references.push_back({{"label", label}, {"id", id}});
  }
  return {{"id", rule.id},           {"level", level_of(rule)},
          {"summary", rule.summary}, {"rationale", rule.rationale},
          {"remedy", rule.remedy},   {"bad", rule.bad},
          {"good", rule.good},       {"references", std::move(references)},
          {"page", page_of(rule)}};
}

std::string list_as_json(std::span<const Rule* const> rules) {
  Json list = Json::array();
  for (const Rule* rule : rules) list.push_back(json_of(*rule));
  return dump(list);
}

std::string explain_as_json(const Rule& rule) {
  return dump(json_of(rule));
}

std::string list_as_markdown(std::span<const Rule* const> rules) {
  std::string out = "| rule | level | reports |\n| --- | --- | --- |\n";
  for (const Rule* rule : rules) {
    out += fmt::format("| `{}` | {} | {} |\n", rule->id, level_of(*rule), rule->summary);
  }
  return out;
}

std::string explain_as_markdown(const Rule& rule) {
  return fmt::format("# {} ({})\n\n{}", rule.id, level_of(rule), help_markdown(rule));
}

constexpr RuleFormat kText{"text", list_as_text, explain_as_text};
constexpr RuleFormat kJson{"json", list_as_json, explain_as_json};
constexpr RuleFormat kMarkdown{"markdown", list_as_markdown, explain_as_markdown};
constexpr std::array kRuleFormats{&kText, &kJson, &kMarkdown};

}  // namespace

std::string page_of(const Rule& rule) {
  return fmt::format("{}/blob/main/rules/README.md#{}", kProjectAddress, rule.id);
}

std::span<const RuleFormat* const> rule_formats() {
  return kRuleFormats;
}

std::string help_markdown(const Rule& rule, std::size_t level) {
  const std::string marks(level, '#');
  std::string references = rule.references.empty() ? "" : fmt::format("\n{} References\n\n", marks);
  for (const auto& [label, id] : rule.references) references += fmt::format("- {} {}\n", label, id);
  return fmt::format(
      "{0}\n\n{1}\n\n{6} What to do\n\n{2}\n\n{6} Reported\n\n```yaml\n{3}```\n\n{6} Not "
      "reported\n\n```yaml\n{4}```\n{5}",
      rule.summary, rule.rationale, rule.remedy, rule.bad, rule.good, references, marks);
}

}  // namespace lint::report
