#pragma once
/// What a manifest says to the linter itself, in comments and annotations.

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"
#include "lint/manifest/document.hpp"

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

/// Every comment that is a directive begins with the linter's name.
inline constexpr std::string_view kDirectiveWord = "seccomp-lint";

/// A text with neither of these need not be read for directives. The second one is in annotations
/// that misspell the linter's name.
inline constexpr std::array<std::string_view, 2> kDirectiveWords{kDirectiveWord, "lint.io/"};

/// Whether a text may speak to the linter.
bool may_hold_directive(std::string_view text);

/// Annotations that are directives: this and a rule's id is the key, the reason is the value.
inline constexpr std::string_view kAnnotationPrefix = "ignore.seccomp-lint.io/";

/// The directives of a file, collected document by document while these are read.
class Directives {
 public:
  /// Takes the annotations of a document that are directives, and learns where a `#` begins no
  /// comment in it. `range` is where the document stands.
  void add(const manifest::Document& document, ByteRange range);
  /// A document that cannot be read has no directives but in the file's head: nobody can tell its
  /// comments from its text.
  void add_unreadable(ByteRange range) { opaque_.push_back(range); }
  /// Only learns where a `#` begins no comment in a document: in one that shows again what the file
  /// holds elsewhere, such as a definition of a template.
  void add_texts(const yaml::Tree& tree);
  /// A part of the file in which no comment stands, such as a template's action.
  void add_text(ByteRange range) { opaque_.push_back(range); }
  /// Takes over those of later documents.
  void append(Directives later);

  /// All of them, with those in the comments of the file's text, one for each rule that they name:
  ///   # seccomp-lint: ignore[RULE] reason       for its line; alone on a line, for the line below;
  ///                                             and for the block scalar that begins there
  ///                                             without the colon it is told that it does nothing
  ///   # seccomp-lint: ignore-file[RULE] reason  for the whole file, before its first document
  std::vector<Directive> all(std::string_view text) const;

 private:
  std::vector<Directive> annotations_;
  std::vector<ByteRange> opaque_;  // where a `#` begins no comment
};

}  // namespace lint
