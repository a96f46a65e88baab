#pragma once
/// The proof that a document need not be read: what its bytes alone say about what rules could find
/// in it. It may say "perhaps" too often, and never "no" wrongly; tests compare with --no-skip.

#include <string_view>

#include "lint/role.hpp"
#include "lint/search/search.hpp"
#include "lint/yaml/margin.hpp"

namespace lint {

enum class Relevance {
  /// No rule can find anything.
  none,
  /// Only an escape or a binary tag could spell a word that matters. The survey can tell.
  hidden,
  /// All that it says of seccomp are profiles that are written out with an allowed type: only one
  /// that stands where it does not belong could be reported. The tree can tell.
  placed,
  /// A rule may find something: the document is to be read.
  likely,
};

/// What the rules that are on need to see.
struct WantedWords {
  /// Without any of these, no rule can find anything.
  Patterns words;
  /// Those of them that count in what cannot be a pipeline, too.
  Patterns uncommon_words;
  /// Without any of these, each rule is content with a profile that has an allowed type and stands
  /// in its place.
  Patterns companions;
};

/// What one document's bytes promise. `role` is what the document's place says of it; its margin
/// spares a pass where it is known.
Relevance relevance(std::string_view document, const WantedWords& wanted,
                    Role role = Role::manifest, const yaml::PartOfMargin* margin = nullptr);

/// Whether one of the words stands anywhere but in a line that is harmless to every rule, whatever
/// stands around it.
bool has_telling_line(std::string_view document, const Patterns& words);

/// Whether one of the text's documents may be a pipeline that is written without escapes: it has
/// certain keys at its root. These are not there where each root is a block mapping at column 0, as
/// its first line shows that is a key and a colon, and none of its lines begins with such a key.
bool may_hold_pipeline(std::string_view text);

/// Whether a text may be a mapping or a sequence. One that cannot be is running text or a table,
/// such as `kubectl get pods` prints, though YAML calls it a scalar.
bool holds_structure(std::string_view text);

}  // namespace lint
