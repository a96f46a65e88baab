#pragma once
/// The words of the rules whose findings are at a place.

#include <cstdint>

#include "lint/editor/client.hpp"
#include "lint/editor/documents.hpp"
#include "lint/editor/json.hpp"
#include "lint/rule.hpp"

namespace lint::editor {

/// What a client shows of the findings at an offset of a document whose findings are known; null
/// where there are none.
Json hover(const Document& document, std::uint32_t offset, const Client& client);

/// The words of a rule as plain text.
std::string explained(const Rule& rule);

}  // namespace lint::editor
