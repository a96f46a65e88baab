#pragma once
/// Makes an unrendered Helm template readable as YAML: its actions are overwritten so that every
/// literal byte stays where it is and keeps its column.
///
/// What an action becomes follows these rules:
///  R0  alone on its line: nothing. The whole value of a key: nothing when the next text is its
///      value, else a placeholder. Anywhere else: a placeholder.
///  R1  an action ends where Go's text/template ends it, and may span lines (template_actions).
///  R2  comments and the bodies of definitions: nothing, as they are not rendered there.
///  R3  control actions: nothing, unless they decide a value on its own line: then the value is a
///      placeholder.
///  R4  `- ACTION` with deeper lines below: nothing; those lines are the item.
///  R5  an action behind the header of a block scalar: nothing.
///  R6  a block that is opened behind `key: `, ends on a later line and holds no more than text:
///      the whole of it is one placeholder. Beside branches with keys, one that is only a value is
///      nothing.
///  R7  text behind leading control actions begins where it will when they have written nothing; in
///      a plan that says so it keeps its column.
///  R8  actions behind a closed quoted scalar: nothing.
///  R10 output actions alone on the lines below a `key:` without a value: a placeholder.
/// R9, for what is no YAML all the same, is in template_repair.hpp and template.hpp.

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lint/template/actions.hpp"

namespace lint::input {

/// Deviations from the rules, for a template that they alone do not make readable. Lines are named
/// by the offset at which they begin.
struct MaskPlan {
  std::set<std::size_t> hidden;     // branches that are not shown, by index
  std::set<std::uint32_t> kept;     // R7: lines whose text keeps its column
  std::set<std::uint32_t> cleared;  // lines of which all actions become nothing
  std::set<std::uint32_t> dropped;  // lines that are not shown
  friend bool operator==(const MaskPlan&, const MaskPlan&) = default;
};

/// A line as the mask sees it: one that an action spans goes on to that action's end.
struct TemplateLine {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  /// Where its text begins; `end` when it has none.
  std::uint32_t start = 0;
  /// Whether control actions stand before its text.
  bool has_leading_control = false;
  /// Whether they stand before its text or before that of its item: whether R7 has a choice.
  bool can_shift = false;
  bool has_action = false;
  bool has_text() const { return start < end; }
};

struct MaskedTemplate {
  /// As long as the template, byte for byte.
  std::string text;
  std::vector<TemplateLine> lines;
  /// Blocks that became one placeholder with what they hold.
  std::vector<ByteRange> covered;
};

MaskedTemplate mask_template(std::string_view text, const Actions& actions, const MaskPlan& plan);

}  // namespace lint::input
