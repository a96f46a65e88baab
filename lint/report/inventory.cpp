#include "lint/report/inventory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <tuple>

#include "lint/report/words.hpp"
#include "lint/text/text.hpp"

namespace lint::report {
namespace {

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == path.npos ? "." : path.substr(0, slash);
}

StateCounts& counts_of(GroupCounts& groups, std::string_view name) {
  const auto known = groups.find(name);
  return known != groups.end() ? known->second : groups[std::string(name)];
}

}  // namespace

std::size_t StateCounts::total() const {
  return std::accumulate(of.begin(), of.end(), std::size_t{0});
}

std::string words_of(const StateCounts& counts) {
  std::string words;
  for (const FilterState state : kFilterStates) {
    if (counts[state] == 0) continue;
    words += fmt::format("{}{} {}", words.empty() ? "" : ", ", counts[state], to_string(state));
  }
  return words;
}

void InventoryCounts::add(const InventoryRow& row) {
  const FilterState state = row.container->state;
  states.add(state);
  counts_of(namespaces, row.object().name_space).add(state);
  counts_of(folders, folder_of(row.file->name)).add(state);
}

Inventory inventory_of(const RunResult& run) {
  Inventory inventory;
  for (const FileResult& file : run.files) {
    for (const ListedContainer& container : file.containers) {
      inventory.rows.push_back({&file, &container});
      inventory.counts.add(inventory.rows.back());
    }
  }
  // Those of one file are in the order of their lines.
  std::ranges::stable_sort(inventory.rows, {}, [](const InventoryRow& row) -> const std::string& {
    return row.file->name;
  });
  return inventory;
}

std::string group_name(std::string_view name) {
  return name.empty() ? "(none)" : printable(name);
}

std::string state_words(const ListedContainer& container) {
  std::string words(to_string(container.state));
  if (!container.profile.empty()) words += fmt::format(" {}", container.profile);
  return words;
}

std::string why_words(const ListedContainer& container, std::string_view unset_means) {
  const bool is_configured = container.state == FilterState::node_default && !unset_means.empty();
  std::string words = is_configured ? fmt::format("nothing is set; {}, as configured", unset_means)
                                    : text_of(container.why);
  if (!container.binding.pattern.empty()) words += "; " + text_of(container.binding);
  return words;
}

std::string container_words(const InventoryRow& row) {
  std::string words = object_words(row.object());
  if (!row.container->part.empty()) words += ", " + printable(row.container->part);
  return words;
}

}  // namespace lint::report
