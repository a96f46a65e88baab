#include "lint/editor/client.hpp"

namespace lint::editor {
namespace {

/// Whether the client can do something with a tag that says "unnecessary".
bool takes_tags(const Json& diagnostics) {
  const Json& list = at(diagnostics, {"tagSupport", "valueSet"});
  return list.is_array() || is_true(diagnostics, {"tagSupport"});
}

}  // namespace

Client::Client(const Json& capabilities)
    : encoding(encoding_for(at(capabilities, {"general", "positionEncodings"}))) {
  const Json& document = at(capabilities, {"textDocument"});
  const Json& workspace = at(capabilities, {"workspace"});
  pulls_diagnostics = at(document, {"diagnostic"}).is_object();
  refreshes_diagnostics = is_true(workspace, {"diagnostics", "refreshSupport"});
  const Json& published = at(document, {"publishDiagnostics"});
  const Json& pulled = at(document, {"diagnostic"});
  for (const Json* const list : {&published, &pulled}) {
    has_related_information = has_related_information || is_true(*list, {"relatedInformation"});
    has_tags = has_tags || takes_tags(*list);
    has_code_pages = has_code_pages || is_true(*list, {"codeDescriptionSupport"});
  }
  has_versions = is_true(published, {"versionSupport"});
  const Json& formats = at(document, {"hover", "contentFormat"});
  has_markdown = formats.is_array() && !formats.empty() && formats[0] == "markdown";
  const Json& action = at(document, {"codeAction"});
  has_code_action_literals = at(action, {"codeActionLiteralSupport"}).is_object();
  has_preferred_actions = is_true(action, {"isPreferredSupport"});
  const Json& edit = at(workspace, {"workspaceEdit"});
  has_document_changes = is_true(edit, {"documentChanges"});
  has_snippet_edits = has_document_changes && is_true(edit, {"snippetEditSupport"});
  shows_documents = is_true(capabilities, {"window", "showDocument", "support"});
  registers_watchers = is_true(workspace, {"didChangeWatchedFiles", "dynamicRegistration"});
}

}  // namespace lint::editor
