#include "lint/manifest/json_schema.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace lint::manifest {
namespace {

using namespace std::string_view_literals;

constexpr std::array kNames{"$schema"sv, "swagger"sv, "openapi"sv};
constexpr std::array kKeys{"$defs"sv,       "$id"sv,
                           "$ref"sv,        "additionalProperties"sv,
                           "allOf"sv,       "anyOf"sv,
                           "basePath"sv,    "components"sv,
                           "consumes"sv,    "definitions"sv,
                           "description"sv, "externalDocs"sv,
                           "host"sv,        "info"sv,
                           "oneOf"sv,       "paths"sv,
                           "produces"sv,    "properties"sv,
                           "required"sv,    "schemes"sv,
                           "security"sv,    "securityDefinitions"sv,
                           "servers"sv,     "tags"sv,
                           "title"sv,       "type"sv};

}  // namespace

bool is_json_schema(std::span<const RootEntry> root) {
  const auto names_itself = [](const RootEntry& entry) {
    return entry.is_scalar && std::ranges::find(kNames, entry.key) != kNames.end();
  };
  return std::ranges::any_of(root, names_itself) &&
         std::ranges::all_of(root, [&](const RootEntry& entry) {
           return names_itself(entry) || std::ranges::find(kKeys, entry.key) != kKeys.end();
         });
}

bool is_json_schema(const Document& document) {
  std::vector<RootEntry> root;
  for (const auto& [key, value] : document.entries(document.root())) {
    const Type type = document.type(value);
    root.push_back({document.text(key), type != Type::mapping && type != Type::sequence});
  }
  return is_json_schema(root);
}

}  // namespace lint::manifest
