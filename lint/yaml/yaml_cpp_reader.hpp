#pragma once
/// The second reader: yaml-cpp, independent of libyaml. What both read the same way is certain;
/// where they differ, both readings are judged.

#include <optional>
#include <string_view>

#include "lint/finding.hpp"
#include "lint/yaml/tree.hpp"

namespace lint::input {

/// Reads source[document] with yaml-cpp and returns its own tree if that says anything else than
/// `first` does; places, and the ways to write a null, are not compared. Nothing when both agree,
/// and when yaml-cpp refuses the document, as it does with some that kubectl reads.
std::optional<Tree> second_reading(const Tree& first, ByteRange document);

}  // namespace lint::input
