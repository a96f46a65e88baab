#include "lint/yaml/documents.hpp"

#include <algorithm>
#include <cstdint>

#include "lint/search/search.hpp"
#include "lint/text/byte_set.hpp"
#include "lint/text/encoding.hpp"
#include "lint/text/text.hpp"

namespace lint::yaml {
namespace {

bool ends_word(std::string_view rest) {
  return rest.empty() || rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\r' || rest[0] == '\n' ||
         rest.starts_with("\xC2\x85") || rest.starts_with("\xE2\x80\xA8") ||
         rest.starts_with("\xE2\x80\xA9");
}

/// What Go's unicode.IsSpace says.
bool is_space(std::uint32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

/// Whether a line that begins with `---` and goes on with `rest` parts documents for kubectl: where
/// nothing but spaces and a comment follow (k8s.io/apimachinery yaml.YAMLReader).
bool is_separator_of_kubectl(std::string_view rest) {
  while (!rest.empty() && rest[0] != '\n') {
    const CodePoint point = decode_utf8(rest);
    if (!point.is_valid || !is_space(point.value)) return rest[0] == '#';
    rest.remove_prefix(point.bytes);
  }
  return true;
}

/// Finds a text's `---` and `...` lines, for questions that come in the order of the text.
class Markers {
 public:
  Markers(std::string_view text, PartOfMargin margin) : text_(text), margin_(margin) {}

  /// Offset of the next one that begins at or after `from`, or the text's size.
  std::size_t next(std::size_t from) {
    if (from == 0 && is_marker(0)) return 0;  // the margin leaves out the first line
    for (; at_ < margin_.size(); ++at_) {
      if (margin_[at_] >= from && is_marker(margin_[at_])) return margin_[at_];
    }
    return text_.size();
  }

 private:
  bool is_marker(std::size_t line) const {
    const std::string_view rest = text_.substr(line);
    return (rest.starts_with("---") || rest.starts_with("...")) && ends_word(rest.substr(3));
  }

  std::string_view text_;
  PartOfMargin margin_;
  std::size_t at_ = 0;
};

/// Whether the first line of text in it that is not blank or a comment is a %DIRECTIVE.
bool begins_with_directive(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::size_t first = text.substr(0, end).find_first_not_of(" \t\r");
    if (first != std::string_view::npos && text[first] != '#') return first == 0 && text[0] == '%';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

/// Whether libyaml sees a line end inside a line that LF ends, so that a comment in it stops early.
bool has_inner_break(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return std::ranges::any_of(
      line, [](char c) { return c == '\r' || static_cast<unsigned char>(c) >= 0x80; });
}

/// Finds line ends for questions that come in the order of the text: one pass over it in all.
class LineEnds {
 public:
  explicit LineEnds(std::string_view text) : text_(text) {}

  /// Offset of the LF that ends the line of `at`, or the text's size.
  std::size_t after(std::size_t at) {
    if (!is_known_ || end_ < at) end_ = find_bytes(text_, "\n", at);
    is_known_ = true;
    return end_;
  }

 private:
  std::string_view text_;
  std::size_t end_ = 0;
  bool is_known_ = false;
};

/// Whether a marker's line, which ends at `end`, says more than the marker and a comment.
bool says_more(std::string_view text, std::size_t marker, std::size_t end) {
  const std::string_view rest = text.substr(marker + 3, end - marker - 3);
  const std::size_t word = rest.find_first_not_of(" \t\r");
  return (word != std::string_view::npos && rest[word] != '#') || has_inner_break(rest);
}

/// After the line, which ends at `end`, of a `---` that says nothing more, else at the `---`
/// itself. A byte order mark there begins a file of its own for kubectl.
std::size_t content_begin(std::string_view text, std::size_t marker, std::size_t end) {
  if (end == text.size() || says_more(text, marker, end)) return marker;
  const bool has_mark = text.substr(end + 1).starts_with(kByteOrderMark);
  return end + 1 + (has_mark ? kByteOrderMark.size() : 0);
}

}  // namespace

std::vector<ByteRange> split_documents(std::string_view text, const Margin& margin) {
  std::vector<ByteRange> documents;
  const auto add = [&](std::size_t begin, std::size_t end) {
    if (begin < end) {
      documents.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    }
  };
  Markers markers(text, margin.all());
  LineEnds line_ends(text);
  std::size_t begin = 0;
  std::size_t from = 0;
  bool may_hold_directives = true;
  while (begin < text.size()) {
    const std::size_t marker = markers.next(from);
    if (marker == text.size()) break;
    from = marker + 3;
    if (text[marker] == '.') {
      add(begin, marker);
      const std::size_t end = line_ends.after(marker);
      // Nothing may stand after a `...`; what does is read with it, and refused.
      if (says_more(text, marker, end)) add(marker, end);
      begin = std::min(end + 1, text.size());
      from = begin;
      may_hold_directives = true;
      continue;
    }
    const bool ends_directives =
        may_hold_directives && begins_with_directive(text.substr(begin, marker - begin));
    may_hold_directives = false;
    if (ends_directives) continue;
    add(begin, marker);
    begin = content_begin(text, marker, line_ends.after(marker));
    from = std::max(begin, from);
  }
  add(begin, text.size());
  return documents;
}

std::vector<ByteRange> split_documents(std::string_view text) {
  return split_documents(text, Margin(text));
}

std::optional<std::uint32_t> disputed_separator(std::string_view document) {
  constexpr std::string_view kSeparator = "\n---";
  const auto is_disputed = [&](std::size_t line) {
    const std::string_view rest = document.substr(line + 3);
    return is_separator_of_kubectl(rest) && !ends_word(rest);
  };
  if (document.starts_with("---") && is_disputed(0)) return 0;
  for (std::size_t at = find_bytes(document, kSeparator); at < document.size();
       at = find_bytes(document, kSeparator, at + 1)) {
    if (is_disputed(at + 1)) return static_cast<std::uint32_t>(at + 1);
  }
  return std::nullopt;
}

std::optional<std::vector<ByteRange>> split_literal(const PlacedText& text, ByteRange scalar) {
  static constexpr ByteSet kMargin(" \r");
  const std::string_view written = text[scalar];
  if (!written.starts_with('|') || has_other_line_end(written)) return std::nullopt;
  std::vector<ByteRange> documents;
  std::size_t begin = std::min(written.find('\n'), written.size() - 1) + 1;
  const auto add = [&](std::size_t end) {
    if (begin == end) return;
    documents.push_back({scalar.begin + static_cast<std::uint32_t>(begin),
                         scalar.begin + static_cast<std::uint32_t>(end)});
  };
  std::optional<std::size_t> margin;
  for (std::size_t at = begin, end = at; at < written.size(); at = end) {
    const std::size_t line_end = std::min(written.find('\n', at), written.size());
    end = std::min(line_end + 1, written.size());
    const std::size_t word = std::min(kMargin.first_other_in(written, at), line_end);
    if (word == line_end) continue;
    if (!margin) margin = word - at;
    if (word - at > *margin) continue;
    const std::string_view line = written.substr(word, line_end - word);
    const bool is_marker =
        (line.starts_with("---") || line.starts_with("...")) && ends_word(line.substr(3));
    const bool is_readable = !is_marker || !says_more(written, word, line_end);
    if (word - at < *margin || line.starts_with('%') || !is_readable) return std::nullopt;
    if (!is_marker) continue;
    add(at);
    begin = end;
  }
  add(written.size());
  return documents;
}

}  // namespace lint::yaml
