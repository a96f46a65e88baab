/// One page for people: the numbers as a picture, the findings by rule, every container. It is
/// whole by itself and needs neither a network nor scripts; where these run, its table can be
/// filtered. Its elements are those that HTML 4 knew, for parsers that know no others.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <pugixml.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/report/format.hpp"
#include "lint/report/html_page.hpp"
#include "lint/report/inventory.hpp"
#include "lint/report/words.hpp"
#include "lint/text/text.hpp"

namespace lint::report {
namespace {

using pugi::xml_node;

/// The colour of a state: what runs without a filter, may do so, cannot have one, has one.
const char* paint_of(FilterState state) {
  switch (state) {
    case FilterState::unconfined:
    case FilterState::privileged:
      return "bad";
    case FilterState::node_default:
      return "unsure";
    case FilterState::undecided:
    case FilterState::windows:
      return "none";
    case FilterState::custom:
    case FilterState::docker_default:
    case FilterState::localhost:
    case FilterState::runtime_default:
      break;
  }
  return "good";
}

xml_node add(xml_node parent, const char* name, const char* css_class = nullptr) {
  xml_node node = parent.append_child(name);
  if (css_class != nullptr) node.append_attribute("class") = css_class;
  return node;
}

void add_text(xml_node parent, std::string_view raw) {
  parent.append_child(pugi::node_pcdata).set_value(printable(raw).c_str());
}

xml_node add_with_text(xml_node parent, const char* name, std::string_view raw,
                       const char* css_class = nullptr) {
  const xml_node node = add(parent, name, css_class);
  add_text(node, raw);
  return node;
}

/// Markdown's code spans in a text of the program's own.
void add_markdown(xml_node parent, std::string_view text) {
  bool is_code = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('`'), text.size());
    const std::string_view piece = text.substr(0, end);
    if (!piece.empty()) add_text(is_code ? add(parent, "code") : parent, piece);
    text.remove_prefix(std::min(end + 1, text.size()));
    is_code = !is_code;
  }
}

/// A stretch of a bar that is so many of `whole` long.
void add_fill(xml_node track, std::size_t count, std::size_t whole, FilterState state) {
  if (count == 0) return;
  xml_node fill = add(track, "span", "fill");
  fill.attribute("class") = fmt::format("fill {}", paint_of(state)).c_str();
  const double percent = 100.0 * static_cast<double>(count) / static_cast<double>(whole);
  fill.append_attribute("style") = fmt::format("width:{:.2f}%", percent).c_str();
  fill.append_attribute("title") = fmt::format("{} {}", count, to_string(state)).c_str();
}

class HtmlReport {
 public:
  HtmlReport(Write write, const Style& style)
      : write_(std::move(write)), style_(style), version_(style.version) {
    write_(fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'; script-src 'unsafe-inline'\">\n"
        "<meta name=\"generator\" content=\"seccomp-lint {}\">\n"
        "<title>Seccomp report</title>\n<style>{}</style>\n</head>\n<body>\n",
        version_, kHtmlStyle));
  }

  void finding(const FileResult&, const Finding&) {}

  /// Findings are told by rule, and so when all are known.
  void end(const RunResult& run) {
    for (const FileResult& file : run.files) {
      for (const Finding& finding : file.findings) {
        by_rule_[finding.rule->id].push_back({&file, &finding});
      }
    }
    const Inventory inventory = inventory_of(run);
    write_part([&](xml_node part) { numbers(part, run, inventory); });
    write_part([&](xml_node part) { findings(part); });
    write_part([&](xml_node part) { ignored(part, run); });
    write_part([&](xml_node part) { containers(part, inventory); });
    write_part([&](xml_node part) { notes(part, run); });
    write_(fmt::format("<script>{}</script>\n</body>\n</html>\n", kHtmlScript));
  }

 private:
  using Located = std::pair<const FileResult*, const Finding*>;

  /// Each part is written before the next one is made.
  template <typename Fill>
  void write_part(Fill fill) {
    pugi::xml_document document;
    fill(document);
    for (const xml_node child : document.children()) {
      std::ostringstream text;
      child.print(text, "", pugi::format_raw | pugi::format_no_empty_element_tags,
                  pugi::encoding_utf8);
      write_(text.str() + '\n');
    }
  }

  static void add_tile(xml_node tiles, std::size_t count, std::string_view what) {
    const xml_node tile = add(tiles, "li");
    add_with_text(tile, "b", std::to_string(count));
    add_text(tile, what);
  }

  void numbers(xml_node part, const RunResult& run, const Inventory& inventory) const {
    const xml_node header = add(part, "div");
    add_with_text(header, "h1", "Seccomp report");
    add_with_text(header, "p", fmt::format("Written by seccomp-lint {}.", version_), "soft");
    const StateCounts& states = inventory.counts.states;
    const xml_node tiles = add(header, "ul", "tiles");
    add_tile(tiles, run.counts.files, "files");
    add_tile(tiles, states.total(), "containers");
    add_tile(tiles, states[FilterState::unconfined] + states[FilterState::privileged],
             "without a filter");
    add_tile(tiles, run.tally.errors, "errors");
    add_tile(tiles, run.tally.warnings, "warnings");
    add_contents(header);
    const xml_node main = add(part, "div");
    add_with_text(main, "h2", "What filters the containers");
    if (states.total() == 0) add_with_text(main, "p", "The files describe no containers.");
    if (states.total() == 0) return;
    add_states(main, states);
    add_with_text(main, "h3", "By namespace");
    add_namespaces(main, inventory.counts.namespaces);
  }

  void add_contents(xml_node header) const {
    if (by_rule_.empty()) return;
    xml_node nav = add(header, "div", "contents");
    nav.append_attribute("role") = "navigation";
    nav.append_attribute("aria-label") = "Findings by rule";
    const xml_node line = add(nav, "p");
    add_text(line, "Findings: ");
    bool is_first = true;
    for (const auto& [id, found] : by_rule_) {
      if (!std::exchange(is_first, false)) add_text(line, ", ");
      xml_node link = add_with_text(line, "a", id);
      link.append_attribute("href") = fmt::format("#{}", id).c_str();
      add_text(line, fmt::format(" ({})", found.size()));
    }
  }

  static void add_states(xml_node section, const StateCounts& states) {
    const std::size_t most = *std::ranges::max_element(states.of);
    const xml_node bars = add(section, "ul", "bars");
    for (const FilterState state : kFilterStates) {
      if (states[state] == 0) continue;
      const xml_node bar = add(bars, "li");
      add_with_text(bar, "span", to_string(state));
      add_fill(add(bar, "span", "track"), states[state], most, state);
      add_with_text(bar, "span", std::to_string(states[state]), "count");
    }
  }

  /// The largest ones first.
  static void add_namespaces(xml_node section, const GroupCounts& groups) {
    std::vector<const GroupCounts::value_type*> sorted;
    for (const auto& group : groups) sorted.push_back(&group);
    std::ranges::stable_sort(sorted, std::ranges::greater(),
                             [](const auto* group) { return group->second.total(); });
    const std::size_t most = sorted.front()->second.total();
    const xml_node bars = add(section, "ul", "bars");
    for (const auto* group : sorted) {
      const auto& [name, counts] = *group;
      const xml_node bar = add(bars, "li");
      add_with_text(bar, "span", group_name(name));
      const xml_node track = add(bar, "span", "track");
      for (const FilterState state : kFilterStates) add_fill(track, counts[state], most, state);
      add_with_text(bar, "span", std::to_string(counts.total()), "count");
      add_with_text(bar, "span", words_of(counts), "words");
    }
  }

  void findings(xml_node part) const {
    const xml_node section = add(part, "div");
    add_with_text(section, "h2", "Findings");
    if (by_rule_.empty()) add_with_text(section, "p", "None.");
    for (const auto& [id, found] : by_rule_) {
      const Rule& rule = *found.front().second->rule;
      xml_node heading = add_with_text(section, "h3", fmt::format("{} ({})", id, found.size()));
      heading.append_attribute("id") = std::string(id).c_str();
      add_markdown(add(section, "p"), rule.summary);
      add_markdown(add(section, "p", "soft"), remedy_of(rule));
      const xml_node list = add(section, "ul", "findings");
      for (const auto& [file, finding] : found) add_finding(list, *file, *finding);
    }
  }

  static void add_finding(xml_node list, const FileResult& file, const Finding& finding) {
    const xml_node item = add(list, "li");
    const Position at = finding.span.begin;
    add_with_text(item, "code", fmt::format("{}:{}:{}", file.name, at.line, at.column));
    add_text(item, " ");
    add_with_text(item, "b", to_string(finding.severity),
                  finding.severity == Severity::error ? "bad" : "unsure");
    add_with_text(item, "p", sentence(file, finding), "sentence");
    if (finding.excerpt != nullptr) add_excerpt(item, *finding.excerpt);
  }

  static void add_excerpt(xml_node item, const Excerpt& excerpt) {
    const auto shown = [](std::string_view text) {
      std::string line(text);
      std::ranges::replace(line, '\t', ' ');
      return line;
    };
    // Indentation would take the room of what is marked.
    std::string before = shown(excerpt.before());
    before.erase(0, std::min(before.find_first_not_of(' '), before.size()));
    const xml_node pre = add(item, "pre");
    add_text(pre, (excerpt.is_cut_before ? "…" : "") + before);
    add_with_text(pre, "b", shown(excerpt.marked()));
    add_text(pre, shown(excerpt.after()) + (excerpt.is_cut_after ? "…" : ""));
  }

  static void ignored(xml_node part, const RunResult& run) {
    if (run.tally.suppressed == 0) return;
    const xml_node section = add(part, "div");
    add_with_text(section, "h2", fmt::format("Ignored findings ({})", run.tally.suppressed));
    const xml_node list = add(section, "ul");
    for (const FileResult& file : run.files) {
      for (const auto& [finding, reason] : file.suppressed) {
        const xml_node item = add_with_text(list, "li", line_of(file, finding));
        if (!reason.empty()) add_text(item, fmt::format(" ({})", reason));
      }
    }
  }

  void containers(xml_node part, const Inventory& inventory) const {
    if (inventory.rows.empty()) return;
    const xml_node section = add(part, "div");
    add_with_text(section, "h2", "Containers");
    xml_node table = add(section, "table");
    table.append_attribute("id") = "containers";
    add_with_text(table, "caption",
                  "Every container that the files describe, and the line that decides what it "
                  "runs with");
    const xml_node head = add(add(table, "thead"), "tr");
    for (const char* const name : {"State", "Container", "Namespace", "Place", "Why"}) {
      add_with_text(head, "th", name).append_attribute("scope") = "col";
    }
    const xml_node body = add(table, "tbody");
    for (const InventoryRow& row : inventory.rows) add_row(body, row);
  }

  void add_row(xml_node body, const InventoryRow& row) const {
    const ListedContainer& container = *row.container;
    xml_node line = add(body, "tr");
    line.append_attribute("data-state") = std::string(to_string(container.state)).c_str();
    const auto cell = [&](const char* label) {
      xml_node data = add(line, "td");
      data.append_attribute("data-label") = label;
      return data;
    };
    add_with_text(cell("State"), "span", state_words(container), paint_of(container.state));
    add_text(cell("Container"), container_words(row));
    const std::string_view name_space = row.object().name_space;
    const xml_node where = cell("Namespace");
    if (!name_space.empty()) add_text(where, name_space);
    add_with_text(
        cell("Place"), "code",
        fmt::format("{}:{}:{}", row.file->name, container.decided.line, container.decided.column));
    std::string why = why_words(container, style_.unset_means);
    if (!container.runtime_class.empty()) {
      why += fmt::format("; runtimeClassName {}", container.runtime_class);
    }
    add_text(cell("Why"), why);
  }

  static void notes(xml_node part, const RunResult& run) {
    add_notes(part, "Failed", run.failed);
    add_notes(part, "Skipped", run.skipped);
  }

  static void add_notes(xml_node part, std::string_view heading, const std::vector<Note>& notes) {
    if (notes.empty()) return;
    const xml_node section = add(part, "div");
    add_with_text(section, "h2", fmt::format("{} ({})", heading, notes.size()));
    const xml_node list = add(section, "ul");
    for (const Note& note : notes) {
      const std::string line = note.line == 0 ? "" : fmt::format("{}:", note.line);
      add_with_text(list, "li", fmt::format("{}:{} {}", note.path, line, note.text));
    }
  }

  Write write_;
  Style style_;
  std::string version_;
  std::map<std::string_view, std::vector<Located>> by_rule_;
};

}  // namespace

extern const Format kHtml{"html",
                          "one page for people: numbers, findings, and every container",
                          begin<HtmlReport>,
                          {.excerpts = true, .containers = true, .whole_run = true}};

}  // namespace lint::report
