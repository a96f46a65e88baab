/// The inventory as lines of text, as CSV and as Markdown, and the table of its formats.

#include <fmt/format.h>

#include <array>
#include <iterator>
#include <string>
#include <string_view>

#include "lint/report/inventory.hpp"
#include "lint/text/text.hpp"

namespace lint::report {

extern const InventoryFormat kInventoryJson;

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

std::string as_text(const RunResult& run, const Style& style) {
  const Inventory inventory = inventory_of(run);
  std::string out;
  for (const InventoryRow& row : inventory.rows) {
    const ListedContainer& container = *row.container;
    const std::string_view runtime = container.runtime_class;
    fmt::format_to(std::back_inserter(out), "{}:{}:{}: {}: {} ({}){}\n", printable(row.file->name),
                   container.decided.line, container.decided.column, container_words(row),
                   printable(state_words(container)),
                   printable(why_words(container, style.unset_means)),
                   runtime.empty() ? "" : ", runtimeClassName " + printable(runtime));
  }
  out += fmt::format("{}{}\n", out.empty() ? "" : "\n",
                     counted(inventory.states.total(), "container"));
  if (inventory.rows.empty()) return out;
  out += "\nby state\n";
  for (const FilterState state : kFilterStates) {
    const std::size_t count = inventory.states[state];
    if (count > 0) out += fmt::format("{:>7}  {}\n", count, to_string(state));
  }
  add_text_groups(out, "by namespace", inventory.namespaces);
  add_text_groups(out, "by folder", inventory.folders);
  return out;
}

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
std::string as_csv(const RunResult& run, const Style& style) {
  std::string out =
      "path,line,column,container,state,profile,why,namespace,kind,name,part,image,"
      "runtimeClassName,"
      "within,containerLine,containerColumn\n";
  for (const InventoryRow& row : inventory_of(run).rows) {
    const ListedContainer& container = *row.container;
    const Object& object = row.object();
    fmt::format_to(std::back_inserter(out), "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n",
                   csv_field(row.file->name), container.decided.line, container.decided.column,
                   csv_field(container.name), to_string(container.state),
                   csv_field(container.profile), csv_field(why_words(container, style.unset_means)),
                   csv_field(object.name_space), csv_field(object.kind), csv_field(object.name),
                   csv_field(container.part), csv_field(container.image),
                   csv_field(container.runtime_class), csv_field(object.within),
                   container.place.line, container.place.column);
  }
  return out;
}

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

std::string as_markdown(const RunResult& run, const Style& style) {
  const Inventory inventory = inventory_of(run);
  std::string out = fmt::format("# {}\n\n", counted(inventory.states.total(), "container"));
  out += "| place | container | state | why | runtime class |\n| --- | --- | --- | --- | --- |\n";
  for (const InventoryRow& row : inventory.rows) {
    const ListedContainer& container = *row.container;
    fmt::format_to(std::back_inserter(out), "| {}:{}:{} | {} | {} | {} | {} |\n",
                   markdown_cell(row.file->name), container.decided.line, container.decided.column,
                   markdown_cell(container_words(row)), markdown_cell(state_words(container)),
                   markdown_cell(why_words(container, style.unset_means)),
                   markdown_cell(container.runtime_class));
  }
  out += "\n| state | containers |\n| --- | ---: |\n";
  for (const FilterState state : kFilterStates) {
    const std::size_t count = inventory.states[state];
    if (count > 0) out += fmt::format("| {} | {} |\n", to_string(state), count);
  }
  add_markdown_groups(out, "namespace", inventory.namespaces);
  add_markdown_groups(out, "folder", inventory.folders);
  return out;
}

constexpr InventoryFormat kText{"text", as_text};
constexpr InventoryFormat kCsv{"csv", as_csv};
constexpr InventoryFormat kMarkdown{"markdown", as_markdown};
constexpr std::array<const InventoryFormat*, 4> kFormats{&kText, &kInventoryJson, &kCsv,
                                                         &kMarkdown};

}  // namespace

std::span<const InventoryFormat* const> inventory_formats() {
  return kFormats;
}

}  // namespace lint::report
