#pragma once
/// The inventory: every container that the files of a run describe, with what filters its system
/// calls, and how many there are of each state.

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/filter_state.hpp"
#include "lint/report/format.hpp"
#include "lint/report/run_result.hpp"

namespace lint::report {

/// How many containers there are of each state, by its number.
struct StateCounts {
  std::array<std::size_t, kFilterStates.size()> of = {};

  std::size_t total() const;
  std::size_t operator[](FilterState state) const { return of[static_cast<std::size_t>(state)]; }
  void add(FilterState state) { ++of[static_cast<std::size_t>(state)]; }
};

/// "2 no filter: privileged, 1 node's default"
std::string words_of(const StateCounts& counts);

/// A container with the file that describes it.
struct InventoryRow {
  const FileResult* file = nullptr;
  const ListedContainer* container = nullptr;

  const Object& object() const { return file->object_of(*container); }
};

/// By a name, in its order; raw text.
using GroupCounts = std::map<std::string, StateCounts, std::less<>>;

/// How many containers there are, in all and by group.
struct InventoryCounts {
  StateCounts states;
  /// What names no namespace is under "".
  GroupCounts namespaces;
  /// Folders of files; "." is the current one.
  GroupCounts folders;

  void add(const InventoryRow& row);
};

/// All of it at once. Refers to the run.
struct Inventory {
  /// By file and line.
  std::vector<InventoryRow> rows;
  InventoryCounts counts;
};

Inventory inventory_of(const RunResult& run);

/// What a group is called in tables for people that has no name.
std::string group_name(std::string_view name);

/// "Localhost profiles/a.json", raw text.
std::string state_words(const ListedContainer& container);
/// Why it is so, raw text. `unset_means` is the configuration's.
std::string why_words(const ListedContainer& container, std::string_view unset_means);
/// "Deployment 'web', container 'app'", on one line.
std::string container_words(const InventoryRow& row);

/// Makes a Format's `begin` of a class that writes the inventory while it is taken, and so keeps
/// nothing but counts. Its constructor takes `Write` and `Style`; it has row(), and end() for all
/// that comes after the rows.
template <typename Report>
Writer begin_inventory(Write write, const Style& style) {
  struct Taken {
    Report report;
    InventoryCounts counts = {};
  };
  const auto taken = std::make_shared<Taken>(Taken{Report(std::move(write), style)});
  return {[taken](const FileResult& file) {
            for (const ListedContainer& container : file.containers) {
              const InventoryRow row{&file, &container};
              taken->counts.add(row);
              taken->report.row(row);
            }
          },
          [](const FileResult&, const Finding&) {},
          [taken](const RunResult& run) { taken->report.end(taken->counts, run); }};
}

/// Every way to write the inventory, in the order in which help names them.
std::span<const Format* const> inventory_formats();

}  // namespace lint::report
