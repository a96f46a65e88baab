#include "lint/template/dialects.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "lint/search/search.hpp"
#include "lint/template/mustache.hpp"
#include "lint/text/text.hpp"

namespace lint::templates {
namespace {

using namespace std::string_view_literals;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// What stands between the signs that open and close a markup, without the marks that trim blanks.
std::string_view inside(std::string_view markup, std::size_t open, std::size_t close) {
  constexpr std::string_view kTrimMarks = "-+~_ \t\r\n";
  markup.remove_prefix(open);
  markup.remove_suffix(close);
  const std::size_t first = markup.find_first_not_of(kTrimMarks);
  if (first == markup.npos) return {};
  return markup.substr(first, markup.find_last_not_of(kTrimMarks) + 1 - first);
}

std::string_view first_word(std::string_view text) {
  const auto end = std::ranges::find_if_not(text, is_letter);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, word) != words.end();
}

ActionKind writes(std::string_view) {
  return ActionKind::output;
}

ActionKind comments(std::string_view) {
  return ActionKind::comment;
}

/// A statement of Jinja, of Twig and Liquid, which are its kin, or of Terraform.
ActionKind statement_kind(std::string_view statement) {
  constexpr std::array kOpen{"if"sv,    "for"sv,        "macro"sv,   "call"sv,  "filter"sv,
                             "block"sv, "with"sv,       "raw"sv,     "trans"sv, "unless"sv,
                             "case"sv,  "autoescape"sv, "verbatim"sv};
  constexpr std::array kMiddle{"else"sv, "elif"sv, "elseif"sv, "elsif"sv, "when"sv};
  constexpr std::array kWrites{"include"sv, "insert"sv, "render"sv};
  const std::string_view word = first_word(statement);
  if (is_one_of(word, kOpen)) return ActionKind::open;
  if (is_one_of(word, kMiddle)) return ActionKind::middle;
  if (word.starts_with("end")) return ActionKind::end;
  if (is_one_of(word, kWrites)) return ActionKind::output;
  const bool opens_text = word == "set" && statement.find('=') == statement.npos;
  return opens_text ? ActionKind::open : ActionKind::silent;
}

ActionKind jinja_kind(std::string_view markup) {
  return statement_kind(inside(markup, 2, 2));
}

ActionKind terraform_kind(std::string_view markup) {
  return statement_kind(inside(markup, 2, 1));
}

/// Ruby between `<%` and `%>`, or the JavaScript of EJS, whose blocks are braces.
ActionKind erb_kind(std::string_view markup) {
  constexpr std::array kOpen{"if"sv,   "unless"sv, "while"sv, "until"sv,
                             "case"sv, "for"sv,    "begin"sv};
  constexpr std::array kMiddle{"else"sv, "elsif"sv, "when"sv, "rescue"sv, "ensure"sv};
  const std::string_view code = inside(markup, 2, 2);
  if (code.starts_with('#')) return ActionKind::comment;
  if (code.starts_with('=')) return ActionKind::output;
  const std::string_view word = first_word(code);
  const bool opens_brace = code.ends_with('{');
  if (code.starts_with('}')) return opens_brace ? ActionKind::middle : ActionKind::end;
  if (opens_brace || is_one_of(word, kOpen)) return ActionKind::open;
  if (is_one_of(word, kMiddle)) return ActionKind::middle;
  if (word == "end") return ActionKind::end;
  if (code.ends_with(" do") || (code.ends_with('|') && code.find(" do ") != code.npos)) {
    return ActionKind::open;
  }
  // EJS writes what `<%-` begins with; Ruby only trims blanks there.
  const bool may_write = markup.starts_with("<%-") && code.find('=') == code.npos;
  return may_write ? ActionKind::output : ActionKind::silent;
}

constexpr std::array<Markup, 3> kJinja{{
    {"{#", "#}", comments, true},
    {"{%", "%}", jinja_kind, true},
    {"{{", "}}", writes, true},
}};
constexpr std::array<Markup, 1> kTerraform{{{"%{", "}", terraform_kind}}};
constexpr std::array<Markup, 1> kErb{{{"<%", "%>", erb_kind, true}}};
// Go's templates with other signs.
constexpr std::array<Markup, 1> kBrackets{{{"[[", "]]", action_kind}}};
constexpr std::array<Markup, 1> kAngles{{{"<<", ">>", action_kind}}};
// Terraform's values too, and those of envsubst: YAML knows their braces in flow style.
constexpr std::array<Markup, 2> kVariables{{
    {"%{", "}", terraform_kind},
    {"${", "}", writes},
}};
constexpr std::array<Markup, 3> kMustache{{
    {"{{{", "}}}", writes},
    {"{{!", "}}", comments, true},
    {"{{", "}}", mustache_kind},
}};

constexpr std::array<Dialect, 6> kDialects{{
    {"Jinja", kJinja},
    {"Terraform", kTerraform},
    {"ERB", kErb},
    {"[[ ]]", kBrackets},
    {"<< >>", kAngles},
    {"variables", kVariables},
}};
constexpr Dialect kMustacheDialect{"Mustache", kMustache, join_sections};

constexpr std::string_view kBlanks = " \t\r\n";

/// Signs that stand for other things, too: lists in lists, a merge key, a conflict's marker.
bool may_open(const Markup& markup, std::string_view text, std::size_t at) {
  const char next = at + 2 < text.size() ? text[at + 2] : '\n';
  const char before = at > 0 ? text[at - 1] : ' ';
  const bool begins_code = next == ' ' || next == '-' || next == '.' || next == '$';
  if (markup.open == "[[") return begins_code;
  if (markup.open == "<<") return before != '<' && (begins_code || is_letter(next));
  return true;
}

/// Where a comment of Go's templates begins, given what stands after the opening sign; npos when
/// none does. Its text may hold the closing sign, and line ends.
std::size_t go_comment(const Markup& markup, std::string_view content) {
  if (markup.kind != action_kind) return content.npos;
  const std::size_t begin = content.starts_with('-') ? content.find_first_not_of(kBlanks, 1) : 0;
  return begin != content.npos && content.substr(begin).starts_with("/*") ? begin : content.npos;
}

/// Finds the markup of one language. Each byte is looked at a few times at most.
class Finder {
 public:
  Finder(const Dialect& dialect, std::string_view text) : dialect_(dialect), text_(text) {
    for (const Markup& markup : dialect.markups) first_bytes_ += markup.open[0];
    closes_.assign(dialect.markups.size(), 0);
  }

  Actions run() {
    Actions actions;
    for (std::size_t at = next(0); at < text_.size();) {
      const Markup* markup = markup_at(at);
      const std::size_t end = markup == nullptr ? text_.npos : end_of(*markup, at);
      if (end == text_.npos) {
        at = next(at + 1);
        continue;
      }
      actions.all.push_back({{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)},
                             markup->kind(text_.substr(at, end - at))});
      at = next(end);
    }
    if (dialect_.join != nullptr) dialect_.join(text_, actions.all);
    find_blocks(text_, actions);
    return actions;
  }

 private:
  std::size_t next(std::size_t from) const {
    return std::min(text_.find_first_of(first_bytes_, from), text_.size());
  }

  const Markup* markup_at(std::size_t at) const {
    const auto found = std::ranges::find_if(dialect_.markups, [&](const Markup& markup) {
      const std::string_view rest = text_.substr(at);
      return rest.starts_with(markup.open) &&
             (may_open(markup, text_, at) || is_go_comment(markup, rest));
    });
    return found == dialect_.markups.end() ? nullptr : &*found;
  }

  /// Offset after the sign that closes the markup at `at`; npos when none does.
  std::size_t end_of(const Markup& markup, std::size_t at) {
    const std::size_t from = at + markup.open.size();
    if (markup.close == "}") return brace_end(from);
    const std::size_t comment = go_comment(markup, text_.substr(from));
    if (comment != text_.npos) return go_comment_end(markup, from + comment + 2);
    std::size_t& close = closes_[static_cast<std::size_t>(&markup - dialect_.markups.data())];
    if (close < from && close != text_.npos) close = text_.find(markup.close, from);
    if (close == text_.npos) return text_.npos;
    if (!markup.spans_lines && line_end(from) < close) return text_.npos;
    return close + markup.close.size();
  }

  static bool is_go_comment(const Markup& markup, std::string_view rest) {
    return go_comment(markup, rest.substr(markup.open.size())) != rest.npos;
  }

  /// Where a comment of Go's ends that begins before `from`: the closing sign must follow its own
  /// end, or the mark that trims blanks.
  std::size_t go_comment_end(const Markup& markup, std::size_t from) {
    if (comment_end_ < from && comment_end_ != text_.npos) {
      comment_end_ = text_.find("*/", from);
      if (comment_end_ == text_.npos) return text_.npos;
      const std::size_t after = comment_end_ + 2;
      const std::size_t mark = std::min(text_.find_first_not_of(kBlanks, after), text_.size());
      comment_close_ = mark > after && text_.substr(mark).starts_with('-') ? mark + 1 : after;
    }
    const bool is_closed =
        comment_end_ != text_.npos && text_.substr(comment_close_).starts_with(markup.close);
    return is_closed ? comment_close_ + markup.close.size() : text_.npos;
  }

  /// The brace that closes what begins at `from`, on its line. Where none does, nothing more is
  /// looked for on the rest of the line, so that no line is gone over again and again.
  std::size_t brace_end(std::size_t from) {
    if (from < unclosed_to_) return text_.npos;
    std::size_t open = 1;
    std::size_t at = from;
    for (; at < text_.size() && text_[at] != '\n'; ++at) {
      if (text_[at] == '{') ++open;
      if (text_[at] == '}' && --open == 0) return at + 1;
    }
    unclosed_to_ = at;
    return text_.npos;
  }

  std::size_t line_end(std::size_t from) {
    if (line_end_ < from || line_end_ == 0) {
      line_end_ = std::min(text_.find('\n', from), text_.size());
    }
    return line_end_;
  }

  const Dialect& dialect_;
  std::string_view text_;
  std::string first_bytes_;
  std::vector<std::size_t> closes_;  // for each markup, the sign that closes it, found last
  // The end of a comment of Go's that was found last, and where the sign must stand that closes it.
  std::size_t comment_end_ = 0;
  std::size_t comment_close_ = 0;
  std::size_t unclosed_to_ = 0;
  std::size_t line_end_ = 0;
};

/// Whether Go's templates decide something by an action of the text.
bool is_go_template(const Actions& actions) {
  return std::ranges::any_of(actions.all, [](const Action& action) {
    return action.kind == ActionKind::open || action.kind == ActionKind::end ||
           action.kind == ActionKind::define;
  });
}

bool is_mustache(const Actions& actions, std::string_view text) {
  return std::ranges::any_of(actions.all, [&](const Action& action) {
    const char c =
        text.substr(action.range.begin + 2, 1).empty() ? ' ' : text[action.range.begin + 2];
    const bool ends_section = c == '/' && action.kind != ActionKind::comment;
    return c == '#' || c == '^' || c == '!' || c == '{' || ends_section;
  });
}

/// Whether `open` stands in the text and `close` later on.
bool holds(std::string_view text, std::string_view open, std::string_view close) {
  const std::size_t at = find_bytes(text, open);
  return at < text.size() && text.find(close, at + open.size()) != text.npos;
}

/// Whether a variable of envsubst, `$VAR`, or of kustomize and Tekton, `$(VAR)`, stands in it.
bool holds_dollar_value(std::string_view text) {
  for (std::size_t at = text.find('$'); at != text.npos && at + 1 < text.size();
       at = text.find('$', at)) {
    const std::string_view rest = text.substr(at + 1);
    if (is_letter(rest[0]) || (rest[0] == '(' && rest.find(')') != rest.npos)) return true;
    // Two of them stand for one.
    at += rest[0] == '$' ? 2 : 1;
  }
  return false;
}

}  // namespace

std::span<const Dialect> dialects() {
  return kDialects;
}

Actions find_actions(const Dialect& dialect, std::string_view text) {
  return Finder(dialect, text).run();
}

Actions find_actions_of_any(std::string_view text) {
  Actions actions = find_actions(text);
  if (is_go_template(actions)) return actions;
  if (holds(text, "{%", "%}") || holds(text, "{#", "#}")) return find_actions(kDialects[0], text);
  if (is_mustache(actions, text)) return find_actions(kMustacheDialect, text);
  return actions;
}

bool is_control(const Action& action, std::string_view text) {
  return action.kind != ActionKind::output || text.substr(action.range.begin).starts_with("{%");
}

bool may_hold_markup(std::string_view line) {
  constexpr std::array kOpen{"{{"sv, "{%"sv, "{#"sv, "%{"sv, "${"sv, "<%"sv, "[["sv, "<<"sv};
  return std::ranges::any_of(kOpen,
                             [&](std::string_view sign) { return line.find(sign) != line.npos; });
}

bool holds_late_value(std::string_view scalar) {
  return holds_dollar_value(scalar) || holds(scalar, "${{", "}}") || holds(scalar, "<%", "%>") ||
         holds(scalar, "[[", "]]") || holds(scalar, "<<", ">>") || holds(scalar, "(@", "@)");
}

bool begins_with_bracket_value(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  return line.starts_with("[[") && may_open(kBrackets[0], line, 0) && line.find("]]") != line.npos;
}

bool begins_with_comment_value(std::string_view rest) {
  const std::size_t first = rest.find_first_not_of(" \t");
  return first != rest.npos && first > 0 && rest.substr(first).starts_with("#@");
}

}  // namespace lint::templates
