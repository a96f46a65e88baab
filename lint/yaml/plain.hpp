#pragma once
/// Plain YAML: what nearly all manifests are written in, and every reader takes alike.
///
/// A document is plain if each of its lines is one of a few that can be told by themselves and by
/// the collections that are open: block mappings and sequences, keys and values in all styles on
/// one line, values that go on in deeper lines, flow collections, comments, and anchors of scalars,
/// which masks of templates are full of. Left out is whatever readers differ on, whatever is
/// refused, and what manifests seldom hold: aliases, tags, other anchors, directives, `?`, single
/// pairs in flow, tabs before text, line ends but LF. tests/plain compares what is accepted here
/// with both libraries, node for node.

#include <optional>

#include "lint/finding.hpp"
#include "lint/text/placed.hpp"
#include "lint/yaml/parse.hpp"
#include "lint/yaml/tree.hpp"

namespace lint::yaml {

/// What libyaml would make of source[document] if that is plain YAML; nothing, which does not mean
/// that it is wrong, for any other. `builder`, when given, gets every node as it would get it from
/// libyaml, and some of them where nothing is returned. Takes about a tenth of libyaml's time.
std::optional<Parse> parse_plain(const PlacedText& source, ByteRange document,
                                 TreeBuilder* builder);

}  // namespace lint::yaml
