#include "lint/check/relevance.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <vector>

#include "lint/manifest/docker/pipeline_container.hpp"
#include "lint/manifest/json_schema.hpp"
#include "lint/manifest/kubernetes/kinds.hpp"
#include "lint/search/escapes.hpp"
#include "lint/template/dialects.hpp"
#include "lint/template/written.hpp"
#include "lint/text/byte_set.hpp"
#include "lint/text/text.hpp"
#include "lint/yaml/json_text.hpp"
#include "lint/yaml/margin.hpp"

namespace lint {
namespace {

using namespace std::string_view_literals;

std::string_view without_cr(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Goes over a document's lines without their ends.
class Lines {
 public:
  explicit Lines(std::string_view text) : size_(text.size()), rest_(text) {}

  /// Where the next line begins.
  std::size_t offset() const { return size_ - rest_.size(); }

  std::optional<std::string_view> next() {
    if (rest_.empty()) return std::nullopt;
    const std::size_t end = find_bytes(rest_, "\n");
    const std::string_view line = without_cr(rest_.substr(0, end));
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return line;
  }

 private:
  std::size_t size_;
  std::string_view rest_;
};

std::size_t indentation(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

bool is_blank_or_comment(std::string_view line) {
  static constexpr ByteSet kBlanks(" \t");
  const std::size_t text = kBlanks.first_other_in(line);
  return text == line.size() || line[text] == '#';
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

/// The lines from the first one on that holds more than a comment or the document's marker.
Lines lines_of_root(std::string_view document) {
  Lines lines(document);
  for (Lines rest = lines; auto line = rest.next(); lines = rest) {
    if (!is_blank_or_comment(*line) && *line != "---") break;
  }
  return lines;
}

/// Whether the first line of a root begins at column 0 with a plain key and a colon, so that the
/// root is a block mapping there.
bool begins_with_key(Lines lines) {
  const std::string_view line = lines.next().value_or(std::string_view());
  const std::size_t colon = std::min(line.find(':'), line.size());
  const bool has_value = colon + 1 == line.size() || line.substr(colon).starts_with(": ");
  return has_value && is_word(line.substr(0, colon));
}

/// Whether a document begins with the text, the root of which is a block mapping at column 0.
bool is_marker_before_key(std::string_view text) {
  return Lines(text).next() == "---" && begins_with_key(lines_of_root(text));
}

/// Whether what begins at column 0 is anything but blanks, a list's item, a comment, or a plainly
/// written key that begins with none of the words.
bool is_doubtful_root_line(std::string_view text, std::span<const std::string_view> words) {
  static constexpr ByteSet kGoesOn(" \r\n-#");
  const auto begins_text = [&](std::string_view word) { return text.starts_with(word); };
  if (std::ranges::any_of(words, begins_text) || begins_text("...")) return true;
  if (begins_text("---")) return !is_marker_before_key(text);
  return !text.empty() && !kGoesOn.contains(text[0]) && !is_word(text.substr(0, 1));
}

/// Whether the lines at the margin, from offset `from` on, leave it open which of the words are
/// keys of a root that is a block mapping at column 0: where one of them begins with anything but a
/// key that is written plainly and is none of these, or where a reader may see a line end that is
/// no LF. The same for further documents in the text.
bool has_doubtful_line(std::string_view text, const yaml::PartOfMargin& margin, std::size_t from,
                       std::span<const std::string_view> words) {
  for (std::size_t i = 0; i < margin.size(); ++i) {
    const std::size_t line = margin[i];
    if (line < from) continue;
    if (text[line - 1] != '\n' || is_doubtful_root_line(text.substr(line), words)) return true;
  }
  return false;
}

/// Whether the document is an object, such as a CustomResourceDefinition, that only speaks of
/// profiles. It has to begin with `apiVersion:` and `kind:` lines at column 0. So its root is a
/// block mapping there, in which each further key begins a line; where none of these lines can be a
/// second `apiVersion` or `kind`, or bring one by a merge key, it is what the first two lines say.
bool never_runs_pods(std::string_view document, const yaml::PartOfMargin* margin) {
  constexpr std::array kHeadKeys{"apiVersion"sv, "kind"sv, "items"sv};
  Lines lines = lines_of_root(document);
  std::optional<std::string_view> line = lines.next();
  const auto api_version = line ? plain_value(*line, "apiVersion") : std::nullopt;
  if (!api_version) return false;
  line = lines.next();
  const auto kind = line ? plain_value(*line, "kind") : std::nullopt;
  if (!kind || !manifest::never_runs_pods(*api_version, *kind)) return false;
  // The next line must not go on with the kind's value.
  const std::size_t rest = lines.offset();
  if (rest == document.size() || !is_word(document.substr(rest, 1))) return false;
  if (has_other_line_end(document.substr(0, rest))) return false;
  if (margin != nullptr) return !has_doubtful_line(document, *margin, rest, kHeadKeys);
  return !has_doubtful_line(document, yaml::Margin(document).all(), rest, kHeadKeys);
}

/// Whether the document is a JSON schema or an OpenAPI description: it says so itself, and has no
/// key at its root that these do not know. No family of manifests recognises such a root by what is
/// in it, and what is looked for in other documents is not looked for in these, so that it is none
/// unless its file's name or place makes it one.
bool is_json_schema(std::string_view document) {
  if (!document.starts_with('{')) return false;
  const auto entries = yaml::json_root_entries(document);
  if (!entries) return false;
  std::vector<manifest::RootEntry> root;
  for (const yaml::JsonEntry& entry : *entries) root.push_back({entry.key, entry.is_scalar});
  return manifest::is_json_schema(root);
}

/// What the lines below `seccompProfile:` say.
struct ProfileBlock {
  int types = 0;
  bool is_localhost = false;
  int paths = 0;
};

/// Whether the text is a path below the kubelet's folder, and a string for every reader.
bool is_allowed_path(std::string_view text) {
  const bool is_string = text.find('/') != text.npos || text.ends_with(".json");
  return is_string && !text.starts_with('/') && text.find("..") == text.npos;
}

/// Takes in a line inside a seccompProfile; false where it holds anything that some rule is not
/// content with.
bool add_allowed_entry(std::string_view entry, ProfileBlock& block) {
  constexpr std::array kDefault{"type: RuntimeDefault"sv, "type: \"RuntimeDefault\""sv,
                                "type: 'RuntimeDefault'"sv};
  if (std::ranges::find(kDefault, entry) != kDefault.end()) {
    ++block.types;
    return true;
  }
  if (entry == "type: Localhost") {
    ++block.types;
    block.is_localhost = true;
    return true;
  }
  const auto path = plain_value(entry, "localhostProfile");
  if (path) ++block.paths;
  return path && is_allowed_path(*path);
}

/// Whether the lines below `seccompProfile:`, which stands at column `indent`, are nothing but an
/// allowed type, with a localhostProfile where that needs one. The markup of a template may stand
/// among them, or where they end, and bring others.
bool is_allowed_block(std::string_view below, std::size_t indent) {
  Lines lines(below);
  ProfileBlock block;
  for (auto line = lines.next(); line; line = lines.next()) {
    if (has_other_line_end(*line) || templates::may_hold_markup(*line)) return false;
    if (is_blank_or_comment(*line)) continue;
    const std::size_t begin = indentation(*line);
    if (begin <= indent) break;
    if (!add_allowed_entry(line->substr(begin), block)) return false;
  }
  return block.types == 1 && block.paths == (block.is_localhost ? 1 : 0);
}

/// Where the text of a line begins, after its indent and dashes.
std::size_t begin_of_text(std::string_view line) {
  return std::min(line.find_first_not_of(" -"), line.size());
}

/// Whether a line is harmless to every rule: to each reader the container that it belongs to is not
/// privileged by it, whatever stands around it.
bool is_unprivileged(std::string_view line) {
  return line.substr(begin_of_text(line)) == "privileged: false";
}

/// What a line that holds a trigger may lead to.
enum class Mention {
  comment,  // nothing, for every reader
  profile,  // one with an allowed type: nothing, where it belongs and is alone
  telling,  // a finding
};

constexpr std::string_view kQuotes = "\"'";

/// What the line from `begin` to `end` is that holds a trigger at `at`: a profile when it names one
/// that is written out below it in block style, whatever it stands in. What begins with a hash may
/// belong to a scalar that began in quotes above; where these close on the line before `at`, no
/// comment is there. In a template an action may make more than a comment of it.
Mention mention(std::string_view document, std::size_t begin, std::size_t at, std::size_t end,
                bool may_be_template) {
  const std::string_view line = without_cr(document.substr(begin, end - begin));
  const std::size_t text = begin_of_text(line);
  if (line.substr(text) == "seccompProfile:") {
    const bool is_allowed =
        end < document.size() && is_allowed_block(document.substr(end + 1), text);
    return is_allowed ? Mention::profile : Mention::telling;
  }
  if (is_unprivileged(line)) return Mention::comment;
  const std::string_view before = document.substr(begin, at - begin);
  const bool is_comment = !may_be_template && is_blank_or_comment(line) &&
                          before.find_first_of(kQuotes) == before.npos && !has_other_line_end(line);
  return is_comment ? Mention::comment : Mention::telling;
}

/// The most that any trigger may lead to, of which the first stands at `at`.
Mention most_telling(std::string_view document, const Patterns& triggers, std::size_t at) {
  const bool may_be_template = at < document.size() && templates::may_hold_action(document);
  Mention most = Mention::comment;
  while (at < document.size() && most != Mention::telling) {
    const std::size_t end = find_bytes(document, "\n", at);
    const std::size_t begin = document.rfind('\n', at) + 1;
    most = std::max(most, mention(document, begin, at, end, may_be_template));
    at = triggers.find(document, std::min(document.substr(0, end).find_first_of(kQuotes, at), end));
  }
  return most;
}

}  // namespace

Relevance relevance(std::string_view document, const WantedWords& wanted, Role role,
                    const yaml::PartOfMargin* margin) {
  if (goes_by_kind(role) && never_runs_pods(document, margin)) return Relevance::none;
  std::size_t trigger = wanted.words.find(document);
  const bool counts_all =
      trigger == document.size() || (is_open(role) && may_hold_pipeline(document));
  const Patterns& triggers = counts_all ? wanted.words : wanted.uncommon_words;
  if (!counts_all) trigger = triggers.find(document, trigger);
  const bool has_trigger = trigger < document.size();
  const bool needs_kind = role == Role::manifest;
  if (has_trigger && needs_kind && is_json_schema(document)) return Relevance::none;
  const Mention most = most_telling(document, triggers, trigger);
  if (most == Mention::telling) return Relevance::likely;
  const bool may_hide = may_hide_words(document);
  if (most == Mention::comment) return may_hide ? Relevance::hidden : Relevance::none;
  // What is hidden may be a companion, or the profile's way to another place.
  return may_hide || has_telling_line(document, wanted.companions) ? Relevance::likely
                                                                   : Relevance::placed;
}

bool has_telling_line(std::string_view document, const Patterns& words) {
  for (std::size_t at = words.find(document); at < document.size(); at = words.find(document, at)) {
    const std::size_t begin = document.rfind('\n', at) + 1;
    const std::size_t end = find_bytes(document, "\n", at);
    if (!is_unprivileged(without_cr(document.substr(begin, end - begin)))) return true;
    at = end;
  }
  return false;
}

bool may_hold_pipeline(std::string_view text) {
  static const Patterns kKeys(manifest::kPipelineKeys);
  if (!kKeys.are_in(text)) return false;
  const Lines lines = lines_of_root(text);
  const std::string_view root = text.substr(lines.offset());
  return !begins_with_key(lines) || is_doubtful_root_line(root, manifest::kPipelineKeys) ||
         has_other_line_end(text.substr(0, lines.offset())) ||
         has_doubtful_line(root, yaml::Margin(root).all(), 0, manifest::kPipelineKeys);
}

bool holds_structure(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t first = std::min(text.find_first_not_of(kBlanks), text.size());
  const std::string_view rest = text.substr(first);
  if (rest.starts_with('{') || rest.starts_with('[') || rest.starts_with("- ")) return true;
  for (std::size_t at = text.find(':'); at != text.npos; at = text.find(':', at + 1)) {
    if (at + 1 == text.size() || kBlanks.find(text[at + 1]) != text.npos) return true;
  }
  return text.find_first_of("{[") != text.npos || text.find("\n- ") != text.npos;
}

}  // namespace lint
