#pragma once
/// The pieces of a large text, shared among threads.

#include <cstddef>
#include <functional>

namespace lint::editor {

/// Does the pieces, numbered from 0, with as many threads as are worth it. What one throws ends
/// all, and is thrown again; pieces may then be left.
void do_side_by_side(std::size_t pieces, const std::function<void(std::size_t)>& piece);

}  // namespace lint::editor
