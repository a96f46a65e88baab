#pragma once
/// What a manifest says to the linter itself, in comments and annotations.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"
#include "lint/yaml/tree.hpp"

namespace lint {

/// Findings of `rule` that begin within `scope` are taken back.
struct Directive {
  /// Where it is written, and what it is called in messages.
  ByteRange place;
  std::string name;
  std::string rule;
  ByteRange scope;
  std::string reason;
  /// Why it cannot be followed, as a sentence's end; empty when it can.
  std::string problem;
};

/// Every directive holds these bytes; a text without them need not be read for directives.
inline constexpr std::string_view kDirectiveWord = "seccomp-lint";

/// Annotations that are directives: this and a rule's id is the key, the reason is the value.
inline constexpr std::string_view kAnnotationPrefix = "ignore.seccomp-lint.io/";

/// The directives in comments, one for each rule that they name:
///   # seccomp-lint: ignore[RULE] reason         for its line; alone on a line, for the line below;
///                                               and for the block scalar that begins there
///   # seccomp-lint: ignore-file[RULE] reason    for the whole file, before its first document
/// `opaque` are the ranges, in order, in which a `#` begins no comment.
std::vector<Directive> comment_directives(std::string_view text, std::span<const ByteRange> opaque);

/// The parts of one document's scalars in which a `#` begins no comment, in order.
void add_opaque(const input::Tree& tree, std::vector<ByteRange>& opaque);

}  // namespace lint
