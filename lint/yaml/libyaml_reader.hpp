#pragma once
/// The first parse: reads one document with libyaml, which refuses what kubectl refuses because
/// Go's YAML reader is a port of it.

#include <cstddef>

#include "lint/finding.hpp"
#include "lint/search/search.hpp"
#include "lint/text/placed.hpp"
#include "lint/yaml/parse.hpp"
#include "lint/yaml/tree.hpp"

namespace lint::yaml {

/// A document with more directives before its `---` is refused: libyaml needs quadratic time for
/// them. YAML 1.2 knows two, and manifests have none.
inline constexpr std::size_t kMostDirectives = 100;

/// Reads source[document] and, when `builder` is given, hands it every node. The builder must have
/// been made for the same source; its tree is to be used only when there is no error. `hidden`,
/// when given, are words to look for in scalars that may spell them in another way.
Parse parse_with_libyaml(const PlacedText& source, ByteRange document, TreeBuilder* builder,
                         const Patterns* hidden = nullptr);

}  // namespace lint::yaml
