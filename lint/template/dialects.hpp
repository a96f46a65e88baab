#pragma once
/// Template languages other than Helm's: how the markup of each is known, and what it does.
///
/// Their markup becomes actions (actions.hpp), so that all that masks, repairs and reads a Helm
/// template does so for them. None of them is certain: a language is tried only where YAML's
/// readers refuse a document, and is right where it makes the document readable.

#include <span>
#include <string_view>
#include <vector>

#include "lint/template/actions.hpp"

namespace lint::templates {

/// One kind of markup of a language: whatever stands between `open` and `close`.
struct Markup {
  std::string_view open;
  std::string_view close;
  /// What it does, given its text from `open` to the end of `close`.
  ActionKind (*kind)(std::string_view markup) = nullptr;
  /// Whether it may end on a later line.
  bool spans_lines = false;
};

struct Dialect {
  std::string_view name;
  /// Where several could begin at one place, the first one does.
  std::span<const Markup> markups;
  /// Changes kinds that one markup alone does not tell; null where each does.
  void (*join)(std::string_view text, std::vector<Action>& actions) = nullptr;
};

/// Every language, in the order in which they are to be tried.
std::span<const Dialect> dialects();

/// The markup of one language in a text, as actions.
Actions find_actions(const Dialect& dialect, std::string_view text);

/// The actions of a text that holds `{{`, in the language that writes so and that its other markup
/// shows: Jinja, Mustache, or else Helm's.
Actions find_actions_of_any(std::string_view text);

/// Whether the markup decides what is written and not only writes a value. Only then may a line be
/// broken because of it.
bool is_control(const Action& action, std::string_view text);

/// Whether a line may hold markup of any language. Searches a handful of bytes.
bool may_hold_markup(std::string_view line);

/// Whether the text of a scalar has a value of some language in it that is known later: `$VAR`,
/// `$(VAR)`, `${{ X }}`, `<%= x %>`, `[[ .x ]]`, `<< .x >>`, `(@= x @)`. `${VAR}` is not among
/// them, for its default may be known (manifest/kubernetes/substitution.hpp).
bool holds_late_value(std::string_view scalar);

/// Whether `[[ .x ]]`, that YAML takes for a list in a list, begins the text.
bool begins_with_bracket_value(std::string_view text);

/// Whether ytt writes a value where `rest` of a line begins: `#@ data.values.x`.
bool begins_with_comment_value(std::string_view rest);

}  // namespace lint::templates
