#pragma once
/// What can be done about findings: mend them, ignore them, have them explained.

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "lint/check/settings.hpp"
#include "lint/editor/client.hpp"
#include "lint/editor/documents.hpp"
#include "lint/editor/json.hpp"
#include "lint/report/run_result.hpp"

namespace lint::editor {

/// Asks for the words of a rule, whose id is the only argument.
inline constexpr std::string_view kExplainCommand = "seccomp-lint.explain";
/// Mends what --fix would.
inline constexpr std::string_view kFixAllKind = "source.fixAll.seccomp-lint";
inline constexpr std::string_view kQuickFixKind = "quickfix";

/// Checks another text as the document's; mends it where asked to.
using Try = std::function<FileResult(std::string_view text, Fixing fixing)>;

/// The actions for a part of a document whose findings are known, of the kinds that `only` lists,
/// or of all where it lists none.
Json code_actions(const Document& document, ByteRange part, const Json& only, const Client& client,
                  const Try& check);

}  // namespace lint::editor
