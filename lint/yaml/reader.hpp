#pragma once
/// Reads a document by the cheapest reader that can: plain YAML without any library, all else with
/// libyaml.

#include "lint/finding.hpp"
#include "lint/search/search.hpp"
#include "lint/text/placed.hpp"
#include "lint/yaml/parse.hpp"
#include "lint/yaml/tree.hpp"

namespace lint::yaml {

/// Reads source[document] and, when `builder` is given, hands it every node. The builder must have
/// been made for the same source; its tree is to be used only when there is no error. `hidden`,
/// when given, are words to look for in scalars that may spell them in another way. Where the parse
/// is not plain, only libyaml has read it.
Parse parse_document(const PlacedText& source, ByteRange document, TreeBuilder* builder,
                     const Patterns* hidden = nullptr);

/// The same by libyaml alone, whatever it costs; the parse is never plain. Throws std::logic_error
/// where the document is plain and a library does not read it as that says.
Parse parse_and_compare(const PlacedText& source, ByteRange document, TreeBuilder& builder,
                        const Patterns* hidden = nullptr);

}  // namespace lint::yaml
