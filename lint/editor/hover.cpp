#include "lint/editor/hover.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "lint/editor/diagnostics.hpp"
#include "lint/report/rules.hpp"

namespace lint::editor {
namespace {

std::string as_markdown(const Finding& finding) {
  const Rule& rule = *finding.rule;
  return fmt::format("**{}** ({})\n\n{}\n[{}]({})\n", rule.id, to_string(finding.severity),
                     report::help_markdown(rule, 3), rule.id, report::page_of(rule));
}

}  // namespace

std::string explained(const Rule& rule) {
  const auto formats = report::rule_formats();
  const auto text = std::ranges::find(formats, "text", &report::RuleFormat::name);
  return (*text)->explain(rule);
}

Json hover(const Document& document, std::uint32_t offset, const Client& client) {
  std::string words;
  ByteRange range;
  std::set<std::string_view> rules;
  for (const Finding& finding : document.checked->result.findings) {
    const ByteRange marked = document.in_text(marked_range(document.marked_text(), finding));
    if (offset < marked.begin || offset > marked.end) continue;
    if (!rules.insert(finding.rule->id).second) continue;
    if (!words.empty()) words += '\n';
    words += client.has_markdown ? as_markdown(finding) : explained(*finding.rule);
    range = marked;
  }
  if (words.empty()) return nullptr;
  Places places(document.text, document.lines, client.encoding);
  return {{"contents",
           {{"kind", client.has_markdown ? "markdown" : "plaintext"}, {"value", json_text(words)}}},
          {"range", places.range(range)}};
}

}  // namespace lint::editor
