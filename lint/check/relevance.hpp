#pragma once
/// The proof that a document need not be read: what its bytes alone say about what rules could find
/// in it. It may say "perhaps" too often, and never "no" wrongly; tests compare with --no-skip.

#include <string_view>

#include "lint/role.hpp"
#include "lint/search/search.hpp"

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

/// What one document's bytes promise. `triggers` are the words without any of which no enabled rule
/// can find anything, `companions` those without any of which all are content with a profile that
/// has an allowed type and stands in its place; `role` is what the document's place says of it.
Relevance relevance(std::string_view document, const Patterns& triggers, const Patterns& companions,
                    Role role = Role::manifest);

/// Whether a text may be a mapping or a sequence. One that cannot be is running text or a table,
/// such as `kubectl get pods` prints, though YAML calls it a scalar.
bool holds_structure(std::string_view text);

}  // namespace lint
