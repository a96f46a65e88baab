#include "lint/search/escapes.hpp"

#include <cstddef>

#include "lint/search/bytes.hpp"
#include "lint/text/text.hpp"

namespace lint {
namespace {

/// A tag that may turn out to be !!binary is written so, with escapes as `!!%62inary`, as `!<...>`,
/// or through a %TAG directive.
LINT_INLINE inline Bytes::Mask is_tag(Bytes at) {
  const Bytes::Mask is_short = (at[1] == '!') & ((at[2] == 'b') | (at[2] == '%'));
  return ((at[0] == '!') & (is_short | (at[1] == '<'))) | ((at[0] == '%') & (at[1] == 'T'));
}

LINT_INLINE inline Bytes::Mask is_letter_escape(Bytes at) {
  return (at[0] == '\\') & ((at[1] == 'x') | (at[1] == 'u') | (at[1] == 'U'));
}

/// A line that goes on after a backslash, whose end may be any that libyaml knows: LF, CR, or what
/// is no ASCII. In quotes that stand in a scalar, the backslash and the end may be escaped
/// themselves, and blanks before a line end are dropped. Words hold no blanks and pipes: after
/// these, as in shell scripts, nothing is hidden.
LINT_INLINE inline Bytes::Mask is_continuation(Bytes at) {
  const Bytes::Mask may_be_in_word = (at[0] != ' ') & (at[0] != '|');
  const Bytes::Mask is_line_end =
      (at[2] == '\n') | (at[2] == '\r') | (at[2] < 0) | (at[2] == ' ') | (at[2] == '\t');
  const Bytes::Mask is_escaped_end =
      (at[4] == 'n') | (at[4] == 'r') | (at[4] == 'N') | (at[4] == 'L') | (at[4] == 'P');
  const Bytes::Mask is_escaped = (at[2] == '\\') & (at[3] == '\\') & is_escaped_end;
  return may_be_in_word & (at[1] == '\\') & (is_line_end | is_escaped);
}

}  // namespace

bool may_be_document(std::string_view text) {
  return text.find('\n') != text.npos || text.find('{') != text.npos || has_other_line_end(text);
}

LINT_CLONES bool may_hide_words(std::string_view text) {
  // Each way of hiding words needs one of these, and most texts hold few of them.
  const auto is_suspicious = [](Bytes at) LINT_INLINE {
    return (at[0] == '\\') | (at[0] == '!') | (at[0] == '%');
  };
  const auto may_hide = [](Bytes at) LINT_INLINE {
    return is_tag(at) | is_letter_escape(at) | is_continuation(at);
  };
  constexpr std::size_t kReach = 5;
  constexpr std::size_t kPart = 1024;
  for (std::size_t at = find_where<1>(text, is_suspicious); at < text.size();
       at = find_where<1>(text, is_suspicious, at + kPart)) {
    const std::size_t begin = at == 0 ? 0 : at - 1;
    const std::string_view part = text.substr(begin, at - begin + kPart + kReach);
    if (find_where<kReach>(part, may_hide) < part.size()) return true;
  }
  return false;
}

LINT_CLONES bool may_hide_words_from_some(std::string_view text) {
  const auto may_be_tag = [](Bytes at) LINT_INLINE { return is_tag(at); };
  return find_where<3>(text, may_be_tag) < text.size() || has_other_line_end(text);
}

bool may_spell(std::string_view scalar, const Patterns& words) {
  return words.are_in(scalar) || (may_be_document(scalar) && may_hide_words(scalar));
}

}  // namespace lint
