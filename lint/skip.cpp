#include "lint/skip.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "lint/input/survey.hpp"
#include "lint/manifest/kubernetes_kinds.hpp"
#include "lint/text.hpp"

namespace lint {
namespace {

using namespace std::string_view_literals;

/// Goes over a document's lines without their ends.
class Lines {
 public:
  explicit Lines(std::string_view rest) : rest_(rest) {}

  std::optional<std::string_view> next() {
    if (rest_.empty()) return std::nullopt;
    const std::size_t end = find_bytes(rest_, "\n");
    std::string_view line = rest_.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return line;
  }

 private:
  std::string_view rest_;
};

/// Whether a line goes on as another one for readers that know more line ends than LF and CRLF.
bool has_other_line_end(std::string_view text) {
  constexpr std::array kOtherLineEnds{"\r"sv, "\xC2\x85"sv, "\xE2\x80\xA8"sv, "\xE2\x80\xA9"sv};
  return has_any(text, kOtherLineEnds);
}

std::size_t indentation(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

bool is_blank_or_comment(std::string_view line) {
  const std::size_t text = line.find_first_not_of(" \t");
  return text == std::string_view::npos || line[text] == '#';
}

bool is_word(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '/' || c == '-';
  });
}

/// VALUE of a line `KEY: VALUE` that is written plainly; nothing for any other line.
std::optional<std::string_view> plain_value(std::string_view line, std::string_view key) {
  if (!line.starts_with(key) || !line.substr(key.size()).starts_with(": ")) return std::nullopt;
  const std::string_view value = line.substr(key.size() + 2);
  return is_word(value) ? std::optional(value) : std::nullopt;
}

/// Whether the document is an object, such as a CustomResourceDefinition, that only speaks of
/// profiles. It has to begin with `apiVersion:` and `kind:` lines at column 0. So its root is a
/// block mapping there, in which each further key begins a line; where none of these lines can be a
/// second `apiVersion` or `kind`, or bring one by a merge key, it is what the first two lines say.
bool only_speaks_of_profiles(std::string_view document) {
  Lines lines(document);
  std::optional<std::string_view> line = lines.next();
  while (line && (is_blank_or_comment(*line) || *line == "---")) line = lines.next();
  if (!line) return false;
  const auto api_version = plain_value(*line, "apiVersion");
  if (!api_version) return false;
  line = lines.next();
  const auto kind = line ? plain_value(*line, "kind") : std::nullopt;
  // The next line must not go on with the kind's value.
  line = lines.next();
  if (!kind || !line || indentation(*line) > 0) return false;
  if (!manifest::only_speaks_of_profiles(*api_version, *kind)) return false;
  for (; line; line = lines.next()) {
    if (line->empty() || line->front() == ' ' || line->front() == '-' || line->front() == '#') {
      continue;
    }
    const bool is_plain_key = is_word(line->substr(0, 1)) && !line->starts_with("kind") &&
                              !line->starts_with("apiVersion");
    if (!is_plain_key) return false;
  }
  return !has_other_line_end(document);
}

/// Whether a line inside a seccompProfile says what every rule is content with.
bool is_allowed_entry(std::string_view entry) {
  constexpr std::array kAllowed{"type: RuntimeDefault"sv, "type: \"RuntimeDefault\""sv,
                                "type: 'RuntimeDefault'"sv, "type: Localhost"sv};
  if (std::ranges::find(kAllowed, entry) != kAllowed.end()) return true;
  return plain_value(entry, "localhostProfile").has_value();
}

/// Whether the lines behind `seccompProfile:`, which stands at column `indent`, are nothing but an
/// allowed type and perhaps a localhostProfile.
bool is_allowed_block(std::string_view behind, std::size_t indent) {
  Lines lines(behind);
  bool has_type = false;
  for (auto line = lines.next(); line; line = lines.next()) {
    if (has_other_line_end(*line)) return false;
    if (is_blank_or_comment(*line)) continue;
    const std::size_t begin = indentation(*line);
    if (begin <= indent) break;
    const std::string_view entry = line->substr(begin);
    if (!is_allowed_entry(entry)) return false;
    has_type = has_type || entry.starts_with("type");
  }
  return has_type;
}

/// Whether the trigger at `at` stands in a comment, or names a profile that is written out in block
/// style with an allowed type: then it is harmless, whatever it stands in.
bool is_harmless(std::string_view document, std::size_t at) {
  const std::size_t before = document.rfind('\n', at);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t end = find_bytes(document, "\n", at);
  std::string_view line = document.substr(begin, end - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  const std::size_t text = std::min(line.find_first_not_of(" -"), line.size());
  if (line.substr(text) == "seccompProfile:") {
    return end < document.size() && is_allowed_block(document.substr(end + 1), text);
  }
  return is_blank_or_comment(line) && !has_other_line_end(line);
}

bool is_harmless(std::string_view document, std::span<const std::string_view> triggers) {
  for (const std::string_view trigger : triggers) {
    for (std::size_t at = find_bytes(document, trigger); at < document.size();
         at = find_bytes(document, trigger, at + 1)) {
      if (!is_harmless(document, at)) return false;
    }
  }
  return true;
}

}  // namespace

Relevance relevance(std::string_view document, std::span<const std::string_view> triggers) {
  const bool has_trigger = has_any(document, triggers);
  if (has_trigger && only_speaks_of_profiles(document)) return Relevance::none;
  // A template's actions may stand between the lines that are looked at, at any column.
  const bool may_be_template = has_trigger && find_bytes(document, "{{") < document.size();
  if (may_be_template || !is_harmless(document, triggers)) return Relevance::likely;
  return input::may_hide_words(document) ? Relevance::hidden : Relevance::none;
}

}  // namespace lint
