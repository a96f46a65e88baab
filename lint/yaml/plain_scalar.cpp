#include "lint/yaml/plain_scalar.hpp"

#include <algorithm>
#include <cstddef>

#include "lint/search/bytes.hpp"
#include "lint/text/encoding.hpp"
#include "lint/text/text.hpp"

namespace lint::yaml {
namespace {

using namespace std::string_view_literals;

constexpr auto npos = std::string_view::npos;

/// Whether every reader takes a character beyond ASCII for text. It is none where it is a control
/// character, a line end of YAML 1.1, a byte order mark, or no character at all.
bool is_text(std::uint32_t c) {
  return c >= 0xA0 && c != 0x2028 && c != 0x2029 && c != 0xFEFF && c != 0xFFFE && c != 0xFFFF;
}

/// What one of the letters after a `\` stands for, or npos's last byte for none of them.
constexpr std::string_view kEscapes = "\"\\/abefnrtv0 ";
constexpr std::string_view kEscaped = "\"\\/\a\b\x1B\f\n\r\t\v\0 "sv;

std::uint32_t hexadecimal(std::string_view digits) {
  std::uint32_t value = 0;
  for (const char c : digits) {
    const char letter = static_cast<char>(c | 0x20);
    const int digit = c >= '0' && c <= '9'             ? c - '0'
                      : letter >= 'a' && letter <= 'f' ? letter - 'a' + 10
                                                       : -1;
    if (digit < 0) return 0;
    value = value * 16 + static_cast<std::uint32_t>(digit);
  }
  return value;
}

/// Writes n line ends of a scalar in flow style, of which a single one is a blank.
void fold(std::string& out, std::size_t line_ends) {
  if (line_ends == 1) {
    out += ' ';
  } else {
    out.append(line_ends - 1, '\n');
  }
}

/// Text that goes over several lines: blanks around a line end are not part of it.
void decode_flow(std::string_view text, ScalarForm form, std::string& out) {
  constexpr std::string_view kSpace = " \t\n";
  const auto is_special = [](char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\\' || c == '\'';
  };
  for (std::size_t at = 0; at < text.size();) {
    const bool is_escape = form == ScalarForm::double_quoted && text[at] == '\\';
    const bool is_continued = is_escape && text[at + 1] == '\n';
    if (is_continued || text[at] == ' ' || text[at] == '\t' || text[at] == '\n') {
      const std::size_t begin = is_continued ? at + 2 : at;
      const std::size_t end = std::min(text.find_first_not_of(kSpace, begin), text.size());
      const std::string_view space = text.substr(begin, end - begin);
      const auto line_ends = static_cast<std::size_t>(std::ranges::count(space, '\n'));
      if (is_continued) {
        out.append(line_ends, '\n');
      } else if (line_ends > 0) {
        fold(out, line_ends);
      } else {
        out += space;
      }
      at = end;
    } else if (is_escape && text[at + 1] == 'u') {
      append_utf8(out, hexadecimal(text.substr(at + 2, 4)));
      at += 6;
    } else if (is_escape) {
      out += kEscaped[kEscapes.find(text[at + 1])];
      at += 2;
    } else if (form == ScalarForm::single_quoted && text[at] == '\'') {
      out += text[at];
      at += 2;
    } else {
      const std::string_view rest = text.substr(at);
      const auto end = std::ranges::find_if(rest.substr(1), is_special);
      out.append(rest.begin(), end);
      at += static_cast<std::size_t>(end - rest.begin());
    }
  }
}

/// A block's lines without their margin. In a folded one a line end between two lines that do not
/// begin with a blank is one itself.
void decode_block(std::string_view written, std::size_t margin, std::string& out) {
  const std::size_t header_end = written.find('\n');
  const std::string_view header = written.substr(0, std::min(header_end, written.find(' ')));
  const bool is_folded = header[0] == '>';
  std::string_view rest = written.substr(header_end + 1);
  std::size_t line_ends = 0;  // that are read and not yet written
  bool has_text = false;
  bool was_indented = false;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(std::min(margin, end), end - std::min(margin, end));
    rest.remove_prefix(end + 1);
    if (!line.empty()) {
      const bool is_indented = line[0] == ' ' || line[0] == '\t';
      if (is_folded && has_text && !was_indented && !is_indented) {
        fold(out, line_ends);
      } else {
        out.append(line_ends, '\n');
      }
      out += line;
      line_ends = 0;
      has_text = true;
      was_indented = is_indented;
    }
    ++line_ends;
  }
  const bool is_kept = header.find('+') != npos;
  const bool is_clipped = header.find('-') == npos && has_text;
  out.append(is_kept ? line_ends : is_clipped ? 1 : 0, '\n');
}

}  // namespace

LINT_CLONES bool has_plain_bytes(std::string_view text) {
  const auto is_other = [](Bytes at) LINT_INLINE {
    // What is no ASCII is negative.
    return ((at[0] < ' ') & (at[0] != '\n')) | (at[0] == '\x7F');
  };
  for (std::size_t at = find_where<1>(text, is_other); at < text.size();
       at = find_where<1>(text, is_other, at)) {
    // Where there is one, there are more.
    while (at < text.size() && (text[at] == '\t' || text[at] < 0)) {
      const CodePoint point = decode_utf8(text.substr(at));
      if (point.bytes > 1 ? !is_text(point.value) : text[at] != '\t') return false;
      at += point.bytes;
    }
    if (at < text.size() && text[at] != '\n' && (text[at] < ' ' || text[at] == '\x7F')) {
      return false;
    }
  }
  return true;
}

std::size_t plain_escape(std::string_view rest) {
  if (rest.empty()) return 0;
  if (rest[0] != 'u') return kEscapes.find(rest[0]) != npos ? 1 : 0;
  constexpr std::size_t kDigits = 4;
  if (rest.size() <= kDigits) return 0;
  const std::uint32_t c = hexadecimal(rest.substr(1, kDigits));
  const bool is_ascii = c >= 0x20 && c < 0x7F;
  const bool is_surrogate = c >= 0xD800 && c <= 0xDFFF;
  return is_ascii || (c >= 0xA0 && !is_surrogate) ? 1 + kDigits : 0;
}

std::string_view text_of(const PlainScalar& scalar, std::string_view document, std::string& store) {
  std::string_view text = document.substr(scalar.begin, scalar.end - scalar.begin);
  const bool is_quoted =
      scalar.form == ScalarForm::single_quoted || scalar.form == ScalarForm::double_quoted;
  if (is_quoted) text = text.substr(1, text.size() - 2);
  if (scalar.is_verbatim) return text;
  store.clear();
  if (scalar.form == ScalarForm::block) {
    decode_block(text, scalar.margin, store);
  } else {
    decode_flow(text, scalar.form, store);
  }
  return store;
}

}  // namespace lint::yaml
