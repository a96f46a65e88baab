/// The inventory as lines of text, as CSV and as Markdown, and the table of its formats.

#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "lint/report/inventory.hpp"
#include "lint/text/text.hpp"

namespace lint::report {

extern const Format kInventoryJson;

namespace {

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

void add_text_groups(std::string& out, std::string_view heading, const GroupCounts& groups) {
  out += fmt::format("\n{}\n", heading);
  for (const auto& [name, counts] : groups) {
    out += fmt::format("{:>7}  {}: {}\n", counts.total(), group_name(name), words_of(counts));
  }
}

class TextInventory {
 public:
  TextInventory(Write write, const Style& style)
      : write_(std::move(write)), unset_means_(style.unset_means) {}

  void row(const InventoryRow& row) {
    const ListedContainer& container = *row.container;
    const std::string_view runtime = container.runtime_class;
    write_(fmt::format("{}:{}:{}: {}: {} ({}){}\n", printable(row.file->name),
                       container.decided.line, container.decided.column, container_words(row),
                       printable(state_words(container)),
                       printable(why_words(container, unset_means_)),
                       runtime.empty() ? "" : ", runtimeClassName " + printable(runtime)));
  }

  void end(const InventoryCounts& counts, const RunResult&) {
    const std::size_t total = counts.states.total();
    if (total == 0) return write_("0 containers\n");
    std::string out = fmt::format("\n{}\n\nby state\n", counted(total, "container"));
    for (const FilterState state : kFilterStates) {
      const std::size_t count = counts.states[state];
      if (count > 0) out += fmt::format("{:>7}  {}\n", count, to_string(state));
    }
    add_text_groups(out, "by namespace", counts.namespaces);
    add_text_groups(out, "by folder", counts.folders);
    write_(out);
  }

 private:
  Write write_;
  std::string unset_means_;
};

/// A text as one field. What spreadsheets take for a formula begins with an apostrophe
/// (owasp.org/www-community/attacks/CSV_Injection).
std::string csv_field(std::string_view raw) {
  constexpr std::string_view kBeginsFormula = "=+-@";
  std::string text = printable(raw);
  const std::size_t first = text.find_first_not_of(' ');
  if (first != text.npos && kBeginsFormula.find(text[first]) != kBeginsFormula.npos) {
    text.insert(text.begin(), '\'');
  }
  if (text.find_first_of(",;\"") == text.npos) return text;
  std::string field = "\"";
  for (const char c : text) field += c == '"' ? "\"\"" : std::string(1, c);
  return field + '"';
}

/// A row for each container and nothing else, so that each line has the same columns.
class CsvInventory {
 public:
  CsvInventory(Write write, const Style& style)
      : write_(std::move(write)), unset_means_(style.unset_means) {
    write_(
        "path,line,column,container,state,profile,why,namespace,kind,name,part,image,"
        "runtimeClassName,within,containerLine,containerColumn\n");
  }

  void row(const InventoryRow& row) {
    const ListedContainer& container = *row.container;
    const Object& object = row.object();
    write_(fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n",
                       csv_field(row.file->name), container.decided.line, container.decided.column,
                       csv_field(container.name), to_string(container.state),
                       csv_field(container.profile), csv_field(why_words(container, unset_means_)),
                       csv_field(object.name_space), csv_field(object.kind), csv_field(object.name),
                       csv_field(container.part), csv_field(container.image),
                       csv_field(container.runtime_class), csv_field(object.within),
                       container.place.line, container.place.column));
  }

  void end(const InventoryCounts&, const RunResult&) {}

 private:
  Write write_;
  std::string unset_means_;
};

/// A text in a cell, in which nothing is markup (spec.commonmark.org 2.4, github.github.com/gfm
/// 4.10).
std::string markdown_cell(std::string_view raw) {
  constexpr std::string_view kMarkup = "\\`*_[]<>|&~#!$";
  std::string cell;
  for (const char c : printable(raw)) {
    if (kMarkup.find(c) != kMarkup.npos) cell += '\\';
    cell += c;
  }
  return cell;
}

void add_markdown_groups(std::string& out, std::string_view heading, const GroupCounts& groups) {
  out += fmt::format("\n| {} | containers | states |\n| --- | ---: | --- |\n", heading);
  for (const auto& [name, counts] : groups) {
    out += fmt::format("| {} | {} | {} |\n", markdown_cell(group_name(name)), counts.total(),
                       words_of(counts));
  }
}

class MarkdownInventory {
 public:
  MarkdownInventory(Write write, const Style& style)
      : write_(std::move(write)), unset_means_(style.unset_means) {
    write_(
        "# Containers\n\n| place | container | state | why | runtime class |\n"
        "| --- | --- | --- | --- | --- |\n");
  }

  void row(const InventoryRow& row) {
    const ListedContainer& container = *row.container;
    write_(fmt::format("| {}:{}:{} | {} | {} | {} | {} |\n", markdown_cell(row.file->name),
                       container.decided.line, container.decided.column,
                       markdown_cell(container_words(row)), markdown_cell(state_words(container)),
                       markdown_cell(why_words(container, unset_means_)),
                       markdown_cell(container.runtime_class)));
  }

  void end(const InventoryCounts& counts, const RunResult&) {
    std::string out = fmt::format("\n# {}\n\n", counted(counts.states.total(), "container"));
    out += "| state | containers |\n| --- | ---: |\n";
    for (const FilterState state : kFilterStates) {
      const std::size_t count = counts.states[state];
      if (count > 0) out += fmt::format("| {} | {} |\n", to_string(state), count);
    }
    add_markdown_groups(out, "namespace", counts.namespaces);
    add_markdown_groups(out, "folder", counts.folders);
    write_(out);
  }

 private:
  Write write_;
  std::string unset_means_;
};

constexpr Needs kNeeds{.containers = true};
constexpr Format kText{"text", "a line for each container", begin_inventory<TextInventory>, kNeeds};
constexpr Format kCsv{"csv", "a row for each container", begin_inventory<CsvInventory>, kNeeds};
constexpr Format kMarkdown{"markdown", "tables for people", begin_inventory<MarkdownInventory>,
                           kNeeds};
constexpr std::array<const Format*, 4> kFormats{&kText, &kInventoryJson, &kCsv, &kMarkdown};

}  // namespace

std::span<const Format* const> inventory_formats() {
  return kFormats;
}

}  // namespace lint::report
