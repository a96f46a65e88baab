#include "lint/template/actions.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "lint/search/search.hpp"
#include "lint/template/evaluate.hpp"
#include "lint/template/functions.hpp"
#include "lint/template/pipeline.hpp"
#include "lint/text/byte_set.hpp"
#include "lint/text/text.hpp"

namespace lint::templates {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kBlanks = " \t\r\n";
constexpr ByteSet kBlankSet(kBlanks);
constexpr std::string_view kClose = "}}";

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::string_view without_blanks_before(std::string_view text) {
  text.remove_prefix(kBlankSet.first_other_in(text));
  return text;
}

/// What stands after `{{` and its trim marker.
std::string_view inner(std::string_view action) {
  action.remove_prefix(kOpenBraces.size());
  if (action.size() > 1 && action[0] == '-' && kBlankSet.contains(action[1])) {
    action.remove_prefix(1);
  }
  return without_blanks_before(action);
}

/// Finds where the actions of a text end.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  /// Offset after the `}}` of the action that begins at `at`; nothing when it is not closed.
  std::optional<std::size_t> action_end(std::size_t at) {
    const std::string_view content = inner(text_.substr(at));
    std::size_t i = text_.size() - content.size();
    if (content.starts_with("/*")) {
      const std::size_t end = text_.find("*/", i + 2);
      if (end == std::string_view::npos) return std::nullopt;
      i = end + 2;
    }
    static constexpr ByteSet kTelling("{}\"'`");
    passed_.clear();
    for (i = kTelling.first_in(text_, i); i < text_.size(); i = kTelling.first_in(text_, i)) {
      const std::string_view rest = text_.substr(i);
      if (rest.starts_with(kClose)) return i + kClose.size();
      if (rest.starts_with(kOpenBraces) || leads_nowhere(i)) break;
      passed_.push_back(i);
      const std::size_t quote = kQuotes.find(rest[0]);
      i = quote == kQuotes.npos ? i + 1 : skip_constant(i, in_vain_[quote]);
    }
    note_nowhere();
    return std::nullopt;
  }

 private:
  /// Whether an action that came to this byte outside of constants was found to be not closed. So
  /// is each other one that comes there, and no text is gone over again and again.
  bool leads_nowhere(std::size_t at) const { return !nowhere_.empty() && nowhere_[at]; }

  void note_nowhere() {
    if (nowhere_.empty()) nowhere_.resize(text_.size());
    for (const std::size_t at : passed_) nowhere_[at] = true;
  }

  static constexpr std::string_view kQuotes = "\"'`";

  /// From where to where the last search for a constant's end went that did not find it.
  struct Search {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  /// Offset after the string or character constant that begins at `at`; `at` + 1 when nothing
  /// closes it, so that a stray apostrophe does not swallow the file.
  std::size_t skip_constant(std::size_t at, Search& in_vain) const {
    // A quote that such a search passed was escaped for it. A search that begins there reads on in
    // step with it, and does not find an end, either.
    if (at >= in_vain.begin && at < in_vain.end) return at + 1;
    const char quote = text_[at];
    std::size_t i = at + 1;
    for (; i < text_.size(); ++i) {
      if (text_[i] == quote) return i + 1;
      if (quote == '`') continue;
      if (text_[i] == '\n') break;
      if (text_[i] == '\\') ++i;
    }
    in_vain = {at, i};
    return at + 1;
  }

  std::string_view text_;
  std::array<Search, kQuotes.size()> in_vain_{};
  std::vector<std::size_t> passed_;  // by the search that goes on, of the bytes that tell
  std::vector<bool> nowhere_;        // for each byte of the text, once there is one
};

/// Whether it is `$x := …` or `$x = …`.
bool is_assignment(std::string_view content) {
  if (!content.starts_with('$')) return false;
  content.remove_prefix(1);
  content.remove_prefix(
      static_cast<std::size_t>(std::ranges::find_if_not(content, is_word) - content.begin()));
  content = without_blanks_before(content);
  return content.starts_with(":=") || (content.starts_with("=") && !content.starts_with("=="));
}

/// Finds the block of each action.
class Nesting {
 public:
  Nesting(std::string_view text, Actions& actions) : text_(text), actions_(actions) {}

  void run() {
    for (Action& action : actions_.all) {
      if (action.kind == ActionKind::open || action.kind == ActionKind::define) {
        action.block = actions_.blocks.size();
        actions_.blocks.push_back({action.range, action.kind == ActionKind::define});
        open_.push_back({action.block, action.range.end});
      } else if (!open_.empty() && action.kind == ActionKind::middle) {
        action.block = open_.back().block;
        close_branch(action.range.begin);
        open_.back().begin = action.range.end;
      } else if (!open_.empty() && action.kind == ActionKind::end) {
        action.block = open_.back().block;
        close_block(action.range);
      }
    }
    const auto end = static_cast<std::uint32_t>(text_.size());
    while (!open_.empty()) close_block({end, end});
  }

 private:
  struct Open {
    std::size_t block;
    std::uint32_t begin;                  // of the branch that is open
    std::size_t last_branch = kNoBranch;  // that was closed
  };

  void close_branch(std::uint32_t at) {
    Open& open = open_.back();
    Block& block = actions_.blocks[open.block];
    if (block.is_define) return;
    const std::size_t branch = actions_.branches.size();
    actions_.branches.push_back({{open.begin, at}, open.block});
    const bool is_first = open.last_branch == kNoBranch;
    (is_first ? block.first_branch : actions_.branches[open.last_branch].next) = branch;
    open.last_branch = branch;
  }

  void close_block(ByteRange last) {
    close_branch(last.begin);
    actions_.blocks[open_.back().block].range.end = last.end;
    open_.pop_back();
  }

  std::string_view text_;
  Actions& actions_;
  std::vector<Open> open_;
};

/// Whether it means the same in a constant of Go, in a plain scalar of YAML and in quotes.
bool is_plain(char c) {
  return is_word(c) || c == '.' || c == '/' || c == '-';
}

}  // namespace

std::size_t find_open_braces(std::string_view text, std::size_t from) {
  static const Patterns kPatterns({&kOpenBraces, 1});
  return kPatterns.find(text, from);
}

bool may_write_constant(std::string_view action) {
  const bool has_text = action.find('"') != action.npos || action.find('`') != action.npos;
  return has_text && action_kind(action) == ActionKind::output;
}

bool may_write_words(std::string_view text) {
  static constexpr ByteSet kConstantQuotes("\"`");
  // A longer action is worth the search for where it really ends.
  constexpr std::size_t kLongest = 4096;
  const auto writes_word = [](std::string_view action) {
    const auto written = written_constant(action);
    return written && std::ranges::all_of(*written, is_plain);
  };
  std::size_t searched = 0;
  for (std::size_t at = find_open_braces(text); at < text.size();
       at = find_open_braces(text, searched)) {
    const std::string_view rest = text.substr(at, kLongest);
    const std::size_t close = rest.find(kClose);
    if (close == rest.npos) return true;
    // A constant that holds the closing braces begins with its quote before them.
    if (kConstantQuotes.first_in(rest.substr(0, close)) == close) {
      searched = at + close;
      continue;
    }
    // Some languages see an end in the first closing braces, Go one after its constants.
    const auto end = Lexer(rest).action_end(0);
    const std::size_t first_end = close + kClose.size();
    if (!end || writes_word(rest.substr(0, *end))) return true;
    if (*end != first_end && writes_word(rest.substr(0, first_end))) return true;
    searched = at + 1;
  }
  return false;
}

bool surely_asks_for_data(std::string_view action) {
  // These may write a constant though they are given what is not known.
  constexpr std::array kDeciding{"and"sv,       "coalesce"sv,       "default"sv,
                                 "dict"sv,      "list"sv,           "merge"sv,
                                 "mustMerge"sv, "mergeOverwrite"sv, "mustMergeOverwrite"sv,
                                 "or"sv,        "print"sv,          "printf"sv,
                                 "set"sv,       "ternary"sv,        "tpl"sv};
  const std::string_view content = inner(action);
  const auto word_at = [&](std::size_t at) {
    const auto begin = content.begin() + static_cast<std::ptrdiff_t>(at);
    return std::string_view(begin, std::find_if_not(begin, content.end(), is_word));
  };
  const std::string_view first = word_at(0);
  const bool is_name = !first.empty() && (first[0] < '0' || first[0] > '9');
  const bool is_constant = first == "true" || first == "false" || first == "nil";
  const bool is_of_chart = first == "include" || first == "template";
  const bool asks = content.starts_with('.') || content.starts_with('$') || is_of_chart ||
                    (is_name && !is_constant && !is_function(first));
  // An assignment writes nothing, and its pipeline begins later.
  if (!asks || content.find('=') != content.npos) return false;
  for (std::size_t at = 0; at < content.size(); ++at) {
    const std::string_view word = word_at(at);
    if (std::ranges::find(kDeciding, word) != kDeciding.end()) return false;
    at += word.size();
  }
  return true;
}

std::optional<std::string> written_constant(std::string_view action) {
  if (!may_write_constant(action) || surely_asks_for_data(action)) return std::nullopt;
  const ParsedAction parsed = parse_action(action);
  if (!parsed.pipeline) return std::nullopt;
  DataStore store;
  Evaluator evaluator(nullptr, store);
  Scope scope{evaluator.top(), evaluator.top()};
  const Data* const data = evaluator.value(*parsed.pipeline, scope);
  const bool is_certain = data->kind == Data::Kind::string && data->others.empty();
  return is_certain ? std::optional(data->text) : std::nullopt;
}

std::optional<std::string> rendered_word(std::string_view text) {
  std::string word;
  while (!text.empty()) {
    const std::size_t begin = std::min(text.find(kOpenBraces), text.size());
    word += text.substr(0, begin);
    text.remove_prefix(begin);
    if (text.empty()) break;
    const std::size_t end = Lexer(text).action_end(0).value_or(0);
    const std::string_view action = text.substr(0, end);
    const auto written = written_constant(action);
    if (!written) return std::nullopt;
    append_written(word, action, *written);
    text = trimmed_after(action, text.substr(end));
  }
  if (!std::ranges::all_of(word, is_plain)) return std::nullopt;
  return word;
}

void append_written(std::string& text, std::string_view action, std::string_view written) {
  if (action.starts_with("{{-")) text.erase(text.find_last_not_of(kBlanks) + 1);
  text += written;
}

std::string_view trimmed_after(std::string_view action, std::string_view rest) {
  return action.ends_with("-}}") ? without_blanks_before(rest) : rest;
}

ActionKind action_kind(std::string_view action) {
  constexpr std::array<std::pair<std::string_view, ActionKind>, 9> kWords{{
      {"if", ActionKind::open},
      {"range", ActionKind::open},
      {"with", ActionKind::open},
      {"block", ActionKind::open},
      {"define", ActionKind::define},
      {"else", ActionKind::middle},
      {"end", ActionKind::end},
      {"break", ActionKind::silent},
      {"continue", ActionKind::silent},
  }};
  const std::string_view content = inner(action);
  if (content.starts_with("/*")) return ActionKind::comment;
  if (is_assignment(content)) return ActionKind::silent;
  const auto length =
      static_cast<std::size_t>(std::ranges::find_if_not(content, is_word) - content.begin());
  for (const auto& [word, kind] : kWords) {
    if (content.substr(0, length) == word) return kind;
  }
  return ActionKind::output;
}

Actions find_actions(std::string_view text) {
  Actions actions;
  Lexer lexer(text);
  for (std::size_t at = find_open_braces(text); at < text.size();) {
    const auto end = lexer.action_end(at);
    if (!end) {
      if (!actions.unclosed) actions.unclosed = static_cast<std::uint32_t>(at);
      if (inner(text.substr(at)).starts_with("/*")) break;
      // The rest of its line goes with it, so that the other lines can be read.
      const auto line_end = static_cast<std::uint32_t>(std::min(text.find('\n', at), text.size()));
      actions.all.push_back({{static_cast<std::uint32_t>(at), line_end}, ActionKind::output});
      at = find_open_braces(text, line_end);
      continue;
    }
    actions.all.push_back({{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(*end)},
                           action_kind(text.substr(at, *end - at))});
    at = find_open_braces(text, *end);
  }
  find_blocks(text, actions);
  return actions;
}

void find_blocks(std::string_view text, Actions& actions) {
  Nesting(text, actions).run();
}

}  // namespace lint::templates
