#pragma once
/// What a YAML 1.1 reader makes of a scalar.

#include <cstdint>
#include <string_view>

#include "lint/yaml/tree.hpp"

namespace lint::manifest {

/// What a node is to kubectl, whose reader knows YAML 1.1's words for booleans.
/// `undecided`: a template's action stands in its place, so that it is known only after rendering.
enum class Type : std::uint8_t {
  null,
  boolean,
  integer,
  floating,
  string,
  mapping,
  sequence,
  undecided,
};

/// "a string", "a mapping": for messages.
std::string_view with_article(Type type);

/// The type as kubectl resolves it (goyaml.v2 resolve.go): what is quoted or tagged !!str is a
/// string, plain text may be a null, a boolean or a number. Dates stay strings there.
Type scalar_type(std::string_view text, yaml::ScalarStyle style, yaml::Tag tag);

}  // namespace lint::manifest
