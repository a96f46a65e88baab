/// The inventory as one object for scripts; its schema is lint/share/inventory.schema.json.

#include <string>
#include <utility>

#include "lint/report/inventory.hpp"
#include "lint/report/json_text.hpp"
#include "lint/report/json_writer.hpp"

namespace lint::report {
namespace {

constexpr int kVersion = 1;

Json states_of(const StateCounts& counts) {
  Json states = Json::object();
  for (const FilterState state : kFilterStates) {
    if (counts[state] > 0) states[std::string(to_string(state))] = counts[state];
  }
  return states;
}

Json groups_of(const char* key, const GroupCounts& groups) {
  Json list = Json::array();
  for (const auto& [name, counts] : groups) {
    list.push_back({{key, name.empty() ? Json(nullptr) : json_string(name)},
                    {"containers", counts.total()},
                    {"states", states_of(counts)}});
  }
  return list;
}

class JsonInventory {
 public:
  JsonInventory(Write write, const Style& style)
      : json_(std::move(write)), unset_means_(style.unset_means) {
    json_.open_object();
    json_.number("version", kVersion);
    json_.value("tool", {{"name", "seccomp-lint"}, {"version", style.version}});
    json_.text_if_any("unsetMeans", unset_means_);
    json_.open_list("containers");
  }

  void row(const InventoryRow& row) {
    const ListedContainer& container = *row.container;
    json_.open_object();
    json_.text("path", row.file->name);
    json_.number("line", container.decided.line);
    json_.number("column", container.decided.column);
    json_.text("container", container.name);
    json_.text("state", to_string(container.state));
    json_.text_if_any("profile", container.profile);
    json_.text("why", why_words(container, unset_means_));
    add_object(json_, row.object(), container.part);
    json_.number("containerLine", container.place.line);
    json_.number("containerColumn", container.place.column);
    json_.text_if_any("image", container.image);
    json_.text_if_any("runtimeClassName", container.runtime_class);
    json_.close();
  }

  void end(const InventoryCounts& counts, const RunResult& run) {
    json_.close();
    json_.value("counts", {{"containers", counts.states.total()},
                           {"states", states_of(counts.states)},
                           {"namespaces", groups_of("namespace", counts.namespaces)},
                           {"folders", groups_of("folder", counts.folders)}});
    json_.value("skipped", notes_of(run.skipped));
    json_.value("failed", notes_of(run.failed));
    json_.close();
  }

 private:
  JsonWriter json_;
  std::string unset_means_;
};

}  // namespace

extern const Format kInventoryJson{
    "json", "one object, for scripts", begin_inventory<JsonInventory>, {.containers = true}};

}  // namespace lint::report
