#pragma once
/// Looks things up in a document as the readers of manifests would, remembering where each value is
/// written and where it is used.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lint/finding.hpp"
#include "lint/manifest/kubernetes/substitution.hpp"
#include "lint/manifest/scalar.hpp"
#include "lint/rule.hpp"
#include "lint/template/written.hpp"
#include "lint/yaml/tree.hpp"

namespace lint::manifest {

/// A node as one object reaches it.
struct Value {
  /// The node itself; never an alias.
  yaml::NodeId node = yaml::kNoNode;
  /// Where the object uses it: its own place, or that of the first alias on the way to it.
  ByteRange used;
  /// Where the object names it: its key, or the first alias on the way when the key came with it.
  ByteRange key;
  /// The anchored node that the first alias on the way names; kNoNode when there was no alias.
  yaml::NodeId anchor = yaml::kNoNode;
  /// The key of another entry under the same key in the same mapping, here or on the way here;
  /// kNoNode when there is none.
  yaml::NodeId duplicate_key = yaml::kNoNode;
};

/// One reading of one document. Lookups answer with every value that some reader would take:
/// each of duplicate keys, and on both sides of a merge key where readers differ.
class Document {
 public:
  /// `written` is what the file has where the tree was read. `is_template` says that its actions
  /// are masked in the tree's source (template/mask.hpp) and not taken for text. `variables` are
  /// those whose values the file knows.
  Document(const yaml::Tree& tree, const templates::Written& written, bool is_template = false,
           const Variables& variables = kNoVariables)
      : tree_(tree),
        written_(written),
        variables_(variables),
        is_template_(is_template),
        steps_left_(20 * std::uint64_t{tree.size()} + 100'000) {}

  Value root() const;
  const yaml::Tree& tree() const { return tree_; }
  const Variables& variables() const { return variables_; }
  /// Whether actions stand in its source.
  bool is_template() const { return is_template_; }

  Type type(const Value& value) const;
  /// The text of a scalar, decoded, or as the template has it if its actions may write anything;
  /// empty for what is no scalar.
  std::string_view text(const Value& value) const;
  /// Where an undecided value is written, actions and all, and what is written there.
  ByteRange undecided_range(const Value& value) const;
  std::string_view undecided_text(const Value& value) const;
  /// What the actions of an undecided value write when a chart is rendered with its own values.
  /// Nothing outside of templates.
  std::optional<templates::Rendered> rendered(const Value& value) const;
  /// The actions on lines of their own among the entries of a mapping, which may write more of
  /// them, and what each writes.
  std::vector<std::pair<ByteRange, templates::Rendered>> rendered_entries(
      const Value& mapping) const;
  /// Whether the value is taken only with some parameters of the definition that it stands in.
  bool depends_on_parameter(const Value& value) const;
  /// Whether actions after what a mapping shows may write more entries of it.
  bool may_have_more(const Value& mapping) const;
  /// Whether actions may write further entries of the mapping itself, and not of what is in it.
  bool may_get_entries(const Value& mapping) const;
  /// Whether a place stands in a block of a template that opens at `since` or later, so that it may
  /// be left out of what is there.
  bool is_in_block(ByteRange place, std::uint32_t since) const;

  /// Whether the first value is never there without the second one, as far as a template's branches
  /// tell.
  bool comes_with(const Value& value, const Value& other) const;
  /// Whether no action of a template may take lines out of a collection, or write more into it.
  bool is_written_out(const Value& collection) const;
  /// The same for the lines between two places.
  bool is_text(ByteRange between) const;

  /// The values under `key`; none when `mapping` is something else than a mapping.
  std::vector<Value> get(const Value& mapping, std::string_view key) const;
  /// The values at the end of a path of keys.
  std::vector<Value> get(const Value& mapping, std::span<const std::string_view> path) const;
  /// The one value under `key` for readers other than kubectl, which agree among themselves: the
  /// last of duplicate keys, and an explicit key before any that a merge key brings. Such are the
  /// readers of Docker's formats (encoding/json, go.yaml.in/yaml, PyYAML).
  ///
  /// What is tagged `!reset` is not there: Compose drops it before it follows merge keys.
  std::optional<Value> last(const Value& mapping, std::string_view key) const;
  /// The tag of what a mapping itself has under `key`, whatever merge keys bring.
  yaml::Tag own_tag(const Value& mapping, std::string_view key) const;
  /// The text of the first value under `key` that is a scalar and not null, else "".
  std::string_view get_text(const Value& mapping, std::string_view key) const;
  /// The first and the last of such texts, as readers of duplicate keys take one or the other; one
  /// when they are equal.
  std::vector<std::string_view> get_texts(const Value& mapping, std::string_view key) const;
  /// The items of a sequence; none when `sequence` is something else.
  std::vector<Value> items(const Value& sequence) const;

  struct Entry {
    Value key;
    Value value;
  };
  /// The entries of a mapping, with those that merge keys bring; none when it is something else.
  std::vector<Entry> entries(const Value& mapping) const;

  /// Where a value is written, however it was reached.
  ByteRange written(const Value& value) const;
  yaml::Tag tag(const Value& value) const;

  /// For messages: where a value reached through an alias is written, and where a duplicate of its
  /// key stands.
  std::vector<RelatedPlace> related(const Value& value) const;

  /// Whether so much was reached through aliases that lookups stopped answering. kubectl refuses
  /// such a document ("excessive aliasing", goyaml.v2 decode.go).
  bool is_exhausted() const { return steps_left_ == 0; }
  /// Makes it so, for a reader that stops following something.
  void exhaust() const { steps_left_ = 0; }

 private:
  Value child(const Value& parent, yaml::NodeId key, yaml::NodeId node) const;
  Value resolve(const Value& parent, yaml::NodeId node) const;
  bool is_merge_key(yaml::NodeId key) const;
  void find(const Value& mapping, std::string_view key, int merges,
            std::vector<Value>& found) const;
  void find_merged(const Value& source, std::string_view key, int merges,
                   std::vector<Value>& found) const;
  std::optional<Value> last(const Value& mapping, std::string_view key, int merges) const;
  std::vector<Entry> entries(const Value& mapping, int merges) const;
  std::vector<Entry> merged_entries(const Value& source, int merges) const;
  bool step() const;
  static bool substitutes_to(std::string_view text, std::string_view key);
  std::uint32_t end_of(yaml::NodeId collection) const;
  std::string_view raw(const yaml::Node& node) const;
  bool is_action(yaml::NodeId id) const;
  bool holds_action(yaml::NodeId id) const;
  bool is_undecided(yaml::NodeId id) const;
  std::optional<ByteRange> comment_value(yaml::NodeId id) const;
  std::string_view scalar_text(yaml::NodeId id) const;
  const std::optional<std::string>& rendered_word(yaml::NodeId id) const;

  const yaml::Tree& tree_;
  const templates::Written& written_;
  const Variables& variables_;
  bool is_template_;
  mutable std::uint64_t steps_left_;
  enum class Holds : std::uint8_t { unknown, nothing, action };
  /// By node: whether actions stand in it. The same keys are asked for over and over.
  mutable std::vector<Holds> actions_;
  /// By node, of those in a template that hold actions and were looked at.
  mutable std::unordered_map<yaml::NodeId, std::optional<std::string>> rendered_words_;
};

}  // namespace lint::manifest
