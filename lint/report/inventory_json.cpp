/// The inventory as one object for scripts; its schema is lint/share/inventory.schema.json.

#include <utility>

#include "lint/report/inventory.hpp"
#include "lint/report/json_text.hpp"

namespace lint::report {
namespace {

constexpr int kVersion = 1;

void add_text(Json& to, const char* key, std::string_view text) {
  if (!text.empty()) to[key] = json_string(text);
}

Json object_of(const InventoryRow& row) {
  const Object& subject = row.object();
  Json object = Json::object();
  add_text(object, "apiVersion", subject.api_version);
  add_text(object, "kind", subject.kind);
  add_text(object, "namespace", subject.name_space);
  add_text(object, "name", subject.name);
  add_text(object, "detail", subject.detail);
  add_text(object, "part", row.container->part);
  add_text(object, "within", subject.within);
  return object;
}

Json container_of(const InventoryRow& row, const Style& style) {
  const ListedContainer& container = *row.container;
  Json json{{"path", json_string(row.file->name)},
            {"line", container.decided.line},
            {"column", container.decided.column},
            {"container", json_string(container.name)},
            {"state", to_string(container.state)}};
  add_text(json, "profile", container.profile);
  json["why"] = json_string(why_words(container, style.unset_means));
  json["object"] = object_of(row);
  json["containerLine"] = container.place.line;
  json["containerColumn"] = container.place.column;
  add_text(json, "image", container.image);
  add_text(json, "runtimeClassName", container.runtime_class);
  return json;
}

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

std::string as_json(const RunResult& run, const Style& style) {
  const Inventory inventory = inventory_of(run);
  Json containers = Json::array();
  for (const InventoryRow& row : inventory.rows) containers.push_back(container_of(row, style));
  Json json{{"version", kVersion},
            {"tool", {{"name", "seccomp-lint"}, {"version", style.version}}}};
  add_text(json, "unsetMeans", style.unset_means);
  json["containers"] = std::move(containers);
  json["counts"] = {{"containers", inventory.states.total()},
                    {"states", states_of(inventory.states)},
                    {"namespaces", groups_of("namespace", inventory.namespaces)},
                    {"folders", groups_of("folder", inventory.folders)}};
  json["skipped"] = notes_of(run.skipped);
  json["failed"] = notes_of(run.failed);
  return dump(json);
}

}  // namespace

extern const InventoryFormat kInventoryJson{"json", as_json};

}  // namespace lint::report
