#pragma once
/// The first parse: reads one document with libyaml, which refuses what kubectl refuses because
/// Go's YAML reader is a port of it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lint/finding.hpp"
#include "lint/search/search.hpp"
#include "lint/yaml/tree.hpp"

namespace lint::yaml {

/// Collections nested deeper than this are refused: both readers need quadratic time for them.
inline constexpr std::size_t kDeepest = 400;

/// A document with more directives before its `---` is refused: libyaml needs quadratic time for
/// them. YAML 1.2 knows two, and manifests have none.
inline constexpr std::size_t kMostDirectives = 100;

struct SyntaxError {
  /// Offset of the character that could not be read; of the construct that is not finished when the
  /// document ends before it.
  std::uint32_t offset = 0;
  /// What libyaml was reading and where that began, such as "a quoted scalar"; empty when unknown.
  std::string context;
  std::uint32_t context_offset = 0;
  std::string problem;
};

/// What libyaml makes of a document, beside the tree.
struct Parse {
  std::optional<SyntaxError> error;
  /// Whether the document holds nothing but blanks and comments.
  bool is_empty = true;
  /// Scalars under the root's last `apiVersion` and `kind` keys, for counting workloads.
  std::string api_version;
  std::string kind;
  /// Whether an escape or a binary tag spells one of the wanted words where the text does not.
  bool has_hidden_word = false;
};

/// Reads source[document] and, when `builder` is given, hands it every node. The builder must have
/// been made for the same source; its tree is to be used only when there is no error. `hidden`,
/// when given, are words to look for in scalars that may spell them in another way.
Parse parse_with_libyaml(const PlacedText& source, ByteRange document, TreeBuilder* builder,
                         const Patterns* hidden = nullptr);

}  // namespace lint::yaml
