#pragma once
/// What a client can do, and how it counts.

#include "lint/editor/json.hpp"
#include "lint/editor/positions.hpp"

namespace lint::editor {

struct Client {
  PositionEncoding encoding = PositionEncoding::utf16;
  /// Whether it asks for diagnostics, so that they need not be published.
  bool pulls_diagnostics = false;
  bool refreshes_diagnostics = false;
  bool has_related_information = false;
  bool has_tags = false;
  bool has_code_pages = false;
  bool has_versions = false;
  bool has_markdown = false;
  bool has_code_action_literals = false;
  bool has_preferred_actions = false;
  bool has_document_changes = false;
  bool has_snippet_edits = false;
  bool shows_documents = false;
  bool registers_watchers = false;

  Client() = default;
  /// From the `capabilities` of its first request.
  explicit Client(const Json& capabilities);
};

}  // namespace lint::editor
