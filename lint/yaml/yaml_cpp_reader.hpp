#pragma once
/// The second parse: yaml-cpp, independent of libyaml. What both read the same way is certain;
/// where they differ, both trees are judged.

#include <optional>
#include <string_view>

#include "lint/finding.hpp"
#include "lint/search/search.hpp"
#include "lint/yaml/tree.hpp"

namespace lint::yaml {

/// Reads source[document] with yaml-cpp and returns its own tree if that says anything else than
/// `first` does; places, and the ways to write a null, are not compared. Nothing when both agree,
/// and when yaml-cpp refuses the document, as it does with some that kubectl reads.
std::optional<Tree> parse_with_yaml_cpp(const Tree& first, ByteRange document);

/// Whether yaml-cpp takes source[document] and says what `first` does.
bool yaml_cpp_agrees(const Tree& first, ByteRange document);

/// Whether yaml-cpp reads a scalar in source[document] that spells one of the words. False when it
/// refuses the document.
bool yaml_cpp_spells(const PlacedText& source, ByteRange document, const Patterns& words);

}  // namespace lint::yaml
