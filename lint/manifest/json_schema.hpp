#pragma once
/// JSON Schemas and OpenAPI descriptions: they name fields and set none.

#include <span>
#include <string_view>

#include "lint/manifest/document.hpp"

namespace lint::manifest {

/// An entry at the root of a document.
struct RootEntry {
  std::string_view key;
  bool is_scalar = false;
};

/// Whether these entries are those of a JSON Schema or an OpenAPI description: one names what it
/// is, and all are known to these.
bool is_json_schema(std::span<const RootEntry> root);

/// Whether a document is one.
bool is_json_schema(const Document& document);

}  // namespace lint::manifest
