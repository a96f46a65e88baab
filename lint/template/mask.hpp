#pragma once
/// Makes an unrendered Helm template readable as YAML: its actions are overwritten so that every
/// literal byte stays where it is and keeps its column.
///
/// What an action becomes follows these rules:
///  R0  alone on its line: nothing. The whole value of a key: nothing when the next text is its
///      value, else a placeholder. Anywhere else: a placeholder.
///  R1  an action ends where Go's text/template ends it, and may span lines (actions.hpp).
///  R2  comments and the bodies of definitions: nothing, as they are not rendered there.
///  R3  control actions: nothing, unless they decide a key or a value on its own line: then that is
///      a placeholder.
///  R4  `- ACTION` with deeper lines below: nothing; those lines are the item.
///  R5  an action after the header of a block scalar: nothing.
///  R6  a block that is opened after `key: `, ends on a later line and holds no more than text:
///      the whole of it is one placeholder. If other branches of such a block hold keys, a branch
///      that is only a scalar becomes nothing.
///  R7  text after leading control actions begins at the column at which it is rendered when they
///      have written nothing; in a plan that says so it keeps its column.
///  R8  actions after a closed quoted scalar: nothing.
///  R10 output actions alone on the lines below a `key:` without a value: a placeholder.
/// R9, for what is not YAML all the same, is in repair.hpp and readings.hpp.

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"
#include "lint/template/actions.hpp"
#include "lint/template/lines.hpp"

namespace lint::templates {

/// Deviations from the rules, for a template that they alone do not make readable. Lines are named
/// by the offset at which they begin.
struct MaskPlan {
  std::set<std::size_t> hidden;     // branches that are not shown, by index
  std::set<std::uint32_t> kept;     // R7: lines whose text keeps its column
  std::set<std::uint32_t> cleared;  // lines of which all actions become nothing
  std::set<std::uint32_t> dropped;  // lines that are not shown
};

struct MaskedTemplate {
  /// As long as the template, byte for byte.
  std::string text;
  /// Of the template, without what the plan and the mask hide.
  std::vector<TemplateLine> lines;
  /// Ranges whose text the mask does not show but accounts for: blocks that became one placeholder,
  /// and branches that are only a scalar beside others with keys (R6).
  std::vector<ByteRange> covered;
};

/// `actions` are those of `text`; the branches that the plan hides are named by their index there.
MaskedTemplate mask_template(std::string_view text, const Actions& actions, const MaskPlan& plan);

}  // namespace lint::templates
