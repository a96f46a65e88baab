#pragma once
/// The actions of a template, cut out of its text as Go's text/template cuts them
/// (go/src/text/template/parse/lex.go), and the blocks that they open and close.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"

namespace lint::templates {

/// What an action begins with.
inline constexpr std::string_view kOpenBraces = "{{";

/// Offset of the first of it at or after `from`, or the text's size. Searches at memory speed.
std::size_t find_open_braces(std::string_view text, std::size_t from = 0);

/// What an action does to the text where it stands.
enum class ActionKind : std::uint8_t {
  output,   // writes something: a pipeline, `include`, `template`
  comment,  // {{/* … */}}
  open,     // if, range, with, block
  define,   // opens a body that is not rendered where it stands
  middle,   // else
  end,
  silent,  // an assignment, break, continue
};

/// Begins what stands in a masked template (mask.hpp) for an undecided value: U+E000, which Unicode
/// assigns to nobody.
inline constexpr std::string_view kPlaceholder = "\xEE\x80\x80";

inline constexpr std::size_t kNoBlock = static_cast<std::size_t>(-1);
inline constexpr std::size_t kNoBranch = static_cast<std::size_t>(-1);

struct Action {
  ByteRange range;
  ActionKind kind = ActionKind::output;
  /// The block that it opens, goes on with, or ends; kNoBlock for any other action.
  std::size_t block = kNoBlock;
};

/// A part of a block of which at most one is rendered at a time: the text between two of its
/// actions.
struct Branch {
  ByteRange body;
  std::size_t block = kNoBlock;
  /// The next branch of the same block; kNoBranch for the last one.
  std::size_t next = kNoBranch;
};

/// From the begin of its first action to the end of its last.
struct Block {
  ByteRange range;
  bool is_define = false;
  /// kNoBranch for a definition.
  std::size_t first_branch = kNoBranch;
};

struct Actions {
  std::vector<Action> all;    // in the order of the text
  std::vector<Block> blocks;  // in the order in which they are opened
  /// Of the blocks that are not definitions, in the order in which they end: a branch stands after
  /// those that it holds.
  std::vector<Branch> branches;
  /// Offset of a `{{` that nothing closes: Helm refuses such a text.
  std::optional<std::uint32_t> unclosed;
};

/// Finds the actions of a text. A block without an end goes to the end of the text.
Actions find_actions(std::string_view text);

/// Finds the blocks and branches of actions whose ranges and kinds are known.
void find_blocks(std::string_view text, Actions& actions);

/// Whether an action writes something and holds a string constant. Without one, no constant decides
/// what it writes.
bool may_write_constant(std::string_view action);

/// Whether an action of a text may write a word, or a part of one, that string constants alone
/// decide, whatever language the text is a template of. Tells most texts apart before their actions
/// are found.
bool may_write_words(std::string_view text);

/// Whether what an output action writes is surely nothing that constants alone decide, as its first
/// words tell: it takes a field, a variable, or what a function makes that only the chart or a
/// program knows, and hands it on to functions that make nothing certain of it. Costs far less than
/// to find out what it writes; most actions are so.
bool surely_asks_for_data(std::string_view action);

/// The string that an action writes if constants alone decide it.
std::optional<std::string> written_constant(std::string_view action);

/// What a word renders to whose actions are all string constants, such as `seccomp{{ "Profile" }}`;
/// nothing for any other text.
std::optional<std::string> rendered_word(std::string_view text);

/// Adds what an action writes to the text before it, whose blanks a trim marker takes away.
void append_written(std::string& text, std::string_view action, std::string_view written);

/// What is left of the text after an action when its trim marker has taken the blanks away.
std::string_view trimmed_after(std::string_view action, std::string_view rest);

/// The kind of an action, given its text from `{{` to `}}`.
ActionKind action_kind(std::string_view action);

}  // namespace lint::templates
