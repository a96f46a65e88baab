#pragma once
/// What a rule is: a row of words, and a function that looks at a manifest and reports.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "lint/finding.hpp"

namespace lint {

namespace manifest {
struct Manifest;
}

/// A piece of a message while a rule writes it: `Words("{} is missing", name)`. Each `{}` of the
/// pattern, which must live as long as the program, stands for the next value.
struct Words {
  Words() = default;
  template <std::size_t N, typename... Values>
  Words(const char (&text)[N], Values&&... texts)
      : pattern(text, N - 1), values{std::string(std::forward<Values>(texts))...} {}
  /// A text that is made up elsewhere.
  template <typename Text>
  requires std::is_same_v<std::remove_cvref_t<Text>, std::string> ||
      std::is_same_v<std::remove_cvref_t<Text>, std::string_view>
      Words(Text&& text) : pattern("{}"), values{std::string(std::forward<Text>(text))} {}

  std::string_view pattern;
  std::vector<std::string> values;
};

/// Another place that explains a violation.
struct RelatedPlace {
  Relation relation = Relation::written;
  ByteRange place;
  std::string name = {};
};

/// The intent of an edit: what would mend a violation, said of the manifest and not of its bytes.
struct EditIntent {
  enum class Kind : std::uint8_t {
    set_value,  // the scalar at the place gets another value
    remove,     // the item of a list, or the entry of a mapping whose value it is, goes
  };
  Kind kind = Kind::set_value;
  /// Where the scalar stands. Of several items, from the first one's begin to the last one's end.
  ByteRange place;
  std::string value = {};  // of set_value
  /// Of remove, whether a list that becomes empty stays with its key, by which the file is known.
  bool keeps_list = false;
  std::string title = {};
  /// Whether nothing that runs today runs otherwise afterwards, since whoever reads it refuses it
  /// now. To switch a filter on that is off is never safe: a program may need a system call.
  bool is_safe = false;
  /// Why the rule knows that it cannot be done; else empty.
  std::string_view obstacle = {};
};

/// What a rule found. It need not know its rule's id or level.
struct Violation {
  /// In the text that the manifest was read from.
  ByteRange place;
  /// Null when it is about no object. Must live until the rule's check has ended.
  const Subject* object = nullptr;
  std::string part = {};
  Words fact = {};
  Words advice = {};
  std::vector<RelatedPlace> related = {};
  std::optional<EditIntent> edit = {};
  /// The id of a rule that reports the same thing: where that one is on, this is not reported.
  std::string_view said_by = {};
};

/// Where a check function puts what it finds.
class Sink {
 public:
  void report(Violation violation) { violations_.push_back(std::move(violation)); }
  std::vector<Violation>& violations() { return violations_; }

 private:
  std::vector<Violation> violations_;
};

/// Where else a rule is written down: "STIG" and "CNTR-MK-001170".
struct Reference {
  std::string_view label;
  std::string_view id;
};

/// A row of the registry (rules/registry.cpp). The words are written once and used by --list-rules,
/// --explain and every report; the examples are executed by a test.
struct Rule {
  std::string_view id;
  std::string_view summary;
  /// Why it matters, and what to write instead. Markdown, wrapped at 80 columns.
  std::string_view rationale;
  std::string_view remedy;
  /// The smallest manifests that must be reported, and must not.
  std::string_view bad;
  std::string_view good;
  std::span<const Reference> references = {};
  Severity level = Severity::error;
  bool is_on_by_default = true;
  /// Whether what it reports has no effect as it stands: editors show that faded.
  bool is_about_idle = false;
  /// Byte strings without any of which a document cannot have this finding. A rule without any has
  /// to see every document; the other rules are still spared those that hold none of theirs.
  std::span<const std::string_view> triggers = {};
  /// More of them that are common words, and so count only in a document that may be a pipeline:
  /// keys of what its containers are given.
  std::span<const std::string_view> common_triggers = {};
  /// Of the rule for what cannot be read: byte strings without any of which that does not matter.
  std::span<const std::string_view> unread_words = {};
  /// What else it needs to be content with no profile that is written out with an allowed type: one
  /// of these byte strings in the same document.
  std::span<const std::string_view> companions = {};
  /// Or a profile that stands elsewhere than `profiles_are_in_place` knows
  /// (manifest/kubernetes/places.hpp).
  bool asks_for_places = false;
  /// Null for what the readers themselves find.
  void (*check)(const manifest::Manifest&, Sink&) = nullptr;
};

/// A rule that is switched on, at the level that it has in this run.
struct EnabledRule {
  const Rule* rule = nullptr;
  Severity level = Severity::error;
  friend bool operator==(const EnabledRule&, const EnabledRule&) = default;
};

}  // namespace lint
