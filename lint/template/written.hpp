#pragma once
/// What actions stand in a text, for all rooms that meet one and do not read templates themselves:
/// what was written at a place of which a reading shows only a mask.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"
#include "lint/role.hpp"
#include "lint/search/search.hpp"
#include "lint/template/actions.hpp"
#include "lint/template/surroundings.hpp"

namespace lint::templates {

/// Whether the text can hold an action at all. Searches at memory speed.
bool may_hold_action(std::string_view text);

/// Whether a whole action, or the placeholder of one, stands in the text of a scalar.
bool has_action(std::string_view text);

/// Whether YAML took an action for a mapping: `{{ .Values.x }}` is one whose key is a mapping.
/// `mapping` begins where that one does, `first_key` is where its first key begins.
bool is_action_mapping(std::string_view mapping, std::size_t first_key);

/// The length of the action that the text begins with; 0 when it begins with none, or with one that
/// ends later than `longest` bytes on.
std::size_t leading_action(std::string_view text, std::size_t longest);

/// The string constants in an action, such as the default of a value, without their quotes.
std::vector<std::string_view> constants_in(std::string_view action);

/// The texts between the actions of a block that stands in a value, as in
/// `{{ if .x }}Unconfined{{ end }}`, trimmed.
std::vector<std::string_view> texts_between(std::string_view block);

/// A file's text and the actions in it. Offsets are bytes of the text, which must live longer. Any
/// number of threads may ask it at the same time.
class Written {
 public:
  /// `role` is what the text's place says of it: a chart's templates are Helm's, others may be of
  /// any language. `chart` is the one among whose templates the file is, or null.
  explicit Written(std::string_view text, Role role = Role::manifest, const Chart* chart = nullptr)
      : text_(text), role_(role), chart_(chart) {}

  std::string_view text() const { return text_; }
  const Actions& actions() const;
  std::string_view operator[](ByteRange range) const {
    return text_.substr(range.begin, range.end - range.begin);
  }
  /// The range with the whole of the action that it begins in, where its placeholder could not
  /// begin.
  ByteRange with_action(ByteRange range) const;
  /// The same with the whole of the block that begins there, as far as it is worth showing.
  std::string_view with_block(ByteRange range) const;
  /// What stands there when the chart is rendered with its own values: of with_block(range),
  /// without the quotes around it.
  Rendered rendered(ByteRange range) const;
  /// What stands around the actions.
  const Surroundings& surroundings() const;
  /// Whether an action in the range writes something.
  bool writes_in(ByteRange range) const;
  /// The actions in the range that write something on lines of their own, at this column or a later
  /// one.
  std::vector<ByteRange> lines_written_in(ByteRange range, std::size_t column) const;
  /// Whether an action in the range may write lines at this column: one that begins a line and does
  /// not indent what it writes to another one.
  bool writes_at(ByteRange range, std::size_t column) const;
  /// Whether a block that opens at `since` or later is around the offset.
  bool is_in_block(std::uint32_t offset, std::uint32_t since) const;
  /// Whether a branch around the offset is taken or not by what is given to the definition that it
  /// stands in: nobody can tell without those who use it.
  bool depends_on_parameter(std::uint32_t offset) const;
  /// Whether what stands at `offset` comes only together with what stands at `other`, as far as the
  /// branches around them tell.
  bool comes_with(std::uint32_t offset, std::uint32_t other) const;
  /// Whether an action in the range begins a line, and so may take lines away or write more.
  bool begins_line_in(ByteRange range) const;
  /// Whether the range holds one of the patterns where a mask does not show it: once string
  /// constants are replaced by what they write, which may be any piece of any word; or after an
  /// action that nothing closes, whose line is masked but is text to whoever asks what is written
  /// there.
  bool hides(ByteRange range, const Patterns& patterns) const;

 private:
  /// What an action writes that is nothing but string constants.
  struct Constant {
    ByteRange range;
    std::string word;
  };

  const std::vector<Constant>& constants() const;
  std::vector<Action>::const_iterator first_action(std::uint32_t from) const;

  std::string_view text_;
  Role role_;
  const Chart* chart_;
  // Found by the first question: most texts are never asked.
  mutable std::once_flag is_searched_;
  mutable Actions actions_;
  mutable std::once_flag has_constants_;
  mutable std::vector<Constant> constants_;  // in the order of the text
  mutable std::once_flag has_surroundings_;
  mutable std::unique_ptr<Surroundings> surroundings_;
};

}  // namespace lint::templates
