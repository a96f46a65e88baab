#include "lint/suppress/directive.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "lint/search/search.hpp"
#include "lint/text/text.hpp"

namespace lint {
namespace {

using namespace std::string_view_literals;
using manifest::Document;
using manifest::Value;

/// With the colon after the name.
constexpr std::size_t kMarkSize = kDirectiveWord.size() + 1;
constexpr std::string_view kIgnore = "ignore";
constexpr std::string_view kIgnoreFile = "ignore-file";
constexpr std::string_view kBlanks = " \t";
constexpr std::string_view kSlashes = "//";
constexpr auto kNone = std::string_view::npos;

ByteRange range(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

/// The offset after the line's end.
std::size_t next_line(std::string_view text, std::size_t at) {
  return std::min(text.find('\n', at), text.size() - 1) + 1;
}

/// The line's first character that is no blank; 0 when there is none.
char first_of_line(std::string_view text, std::size_t begin) {
  const std::size_t first = text.find_first_not_of(kBlanks, begin);
  return first == kNone || text[first] == '\n' || text[first] == '\r' ? '\0' : text[first];
}

/// Whether the line's first text is a comment of YAML, or of JSON that has some.
bool is_comment_line(std::string_view text, std::size_t begin) {
  const std::size_t first = std::min(text.find_first_not_of(kBlanks, begin), text.size());
  return text.substr(first, 1) == "#" || text.substr(first, 2) == kSlashes;
}

/// The offset after the last line end of the text, whichever YAML's readers know: a CR alone, too.
std::size_t last_line(std::string_view text) {
  const std::size_t end = text.find_last_of("\n\r");
  return end == kNone ? 0 : end + 1;
}

/// Where the first document's content begins: after blank lines, comments, %DIRECTIVES and `---`.
std::size_t head_end(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t next = next_line(text, at);
    const std::string_view line = text.substr(at, next - at);
    const char first = first_of_line(text, at);
    const std::string_view rest = trimmed(line.substr(std::min<std::size_t>(3, line.size())));
    const bool is_start = line.starts_with("---") && (rest.empty() || rest.starts_with('#'));
    const bool is_more = first != '\0' && !is_comment_line(text, at);
    if (is_more && !line.starts_with('%') && !is_start) break;
    at = next;
  }
  return at;
}

class CommentScan {
 public:
  CommentScan(std::string_view text, std::span<const ByteRange> opaque)
      : text_(text), opaque_(opaque), head_end_(head_end(text)) {}

  std::vector<Directive> run() {
    for (std::size_t at = find_bytes(text_, kDirectiveWord); at < text_.size();) {
      const std::size_t next = find_bytes(text_, kDirectiveWord, at + kDirectiveWord.size());
      const std::size_t hash = hash_before(at);
      const std::size_t next_hash = next < text_.size() ? hash_before(next) : kNone;
      if (hash != kNone && is_comment(hash)) said(hash, at, text_.substr(0, next_hash));
      at = next;
    }
    return std::move(directives_);
  }

 private:
  /// A comment that begins with the linter's name may be prose about it.
  void said(std::size_t hash, std::size_t mark, std::string_view text) {
    std::string_view rest = text_.substr(mark + kDirectiveWord.size());
    if (rest.starts_with(':')) return comment(hash, mark, text);
    const std::size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
    rest = trimmed(rest.substr(0, end));
    for (const std::string_view word : {kIgnoreFile, kIgnore}) {
      if (!rest.starts_with(word) || !trimmed(rest.substr(word.size())).starts_with('[')) continue;
      fail(range(mark, mark + kDirectiveWord.size()),
           fmt::format("a colon is missing; write '{}: {}[RULE]' and the reason", kDirectiveWord,
                       word));
      return;
    }
  }

  /// The `#` that only blanks part from `at`, itself at the line's begin or after a blank; or the
  /// two slashes, which no YAML has outside of a scalar.
  std::size_t hash_before(std::size_t at) const {
    const std::size_t hash = text_.substr(0, at).find_last_not_of(kBlanks);
    if (hash == kNone) return kNone;
    if (text_.substr(0, hash + 1).ends_with(kSlashes)) return hash - 1;
    if (text_[hash] != '#') return kNone;
    const bool is_apart = hash == 0 || " \t\n\r"sv.find(text_[hash - 1]) != kNone;
    return is_apart ? hash : kNone;
  }

  /// Nothing but comments stands in the head, even of a file that cannot be read.
  bool is_comment(std::size_t at) const {
    if (at < head_end_) return true;
    const auto after = std::ranges::upper_bound(opaque_, at, {}, &ByteRange::begin);
    return after == opaque_.begin() || at >= (after - 1)->end;
  }

  /// `text` ends where the next directive begins.
  void comment(std::size_t hash, std::size_t mark, std::string_view text) {
    const std::size_t end = std::min(text.find_first_of("\r\n", mark), text.size());
    const std::string_view words = trimmed(text_.substr(mark + kMarkSize, end - mark - kMarkSize));
    const std::size_t word_size = std::min(words.find_first_of(" \t[:"), words.size());
    const std::string_view word = words.substr(0, word_size);
    const std::string_view rest = trimmed(words.substr(word_size));
    const std::size_t close = rest.find(']');
    const auto end_of = [&](std::string_view part) {
      return static_cast<std::size_t>(part.data() + part.size() - text_.data());
    };
    if (word.empty()) {
      fail(range(mark, end_of(text_.substr(mark, kMarkSize))),
           "nothing is asked for; write ignore[RULE] and the reason");
    } else if (word != kIgnore && word != kIgnoreFile) {
      fail(range(mark, end_of(words)), fmt::format("directive {} is not known{}", quoted(word),
                                                   hint(word, std::array{kIgnore, kIgnoreFile})));
    } else if (!rest.starts_with('[') || close == kNone) {
      fail(range(mark, end_of(words)),
           fmt::format("{} names no rule; write {}[RULE] and the reason", word, word));
    } else {
      const bool is_file = word == kIgnoreFile;
      Directive directive;
      directive.place = range(mark, end_of(rest.substr(0, close + 1)));
      directive.scope = is_file ? range(0, text_.size() + 1) : scope_of(hash);
      directive.reason = reason_in(rest.substr(close + 1));
      if (is_file && hash >= head_end_) {
        directive.problem = "holds only at the head of a file, before its first document";
      }
      for_each_rule(word, rest.substr(1, close - 1), directive);
    }
  }

  void fail(ByteRange place, std::string problem) {
    Directive directive;
    directive.place = place;
    directive.problem = std::move(problem);
    directives_.push_back(std::move(directive));
  }

  void for_each_rule(std::string_view word, std::string_view list, const Directive& common) {
    while (true) {
      const std::size_t comma = std::min(list.find(','), list.size());
      Directive directive = common;
      directive.rule = trimmed(list.substr(0, comma));
      directive.name = fmt::format("{}[{}]", word, printable(directive.rule));
      directives_.push_back(std::move(directive));
      if (comma == list.size()) return;
      list.remove_prefix(comma + 1);
    }
  }

  /// The comment's line, or the next that is more than a comment when it says nothing else; with
  /// the text of the block scalar that begins there. Asked in the order of the text, so that it
  /// looks at each line once.
  ByteRange scope_of(std::size_t hash) {
    const std::size_t line = last_line(text_.substr(asked_, hash - asked_));
    std::size_t begin = line == 0 ? 0 : asked_ + line;
    asked_ = hash;
    const bool is_same = scope_ && (line == 0 || begin < scope_->begin);
    if (is_same) return *scope_;
    while (begin < text_.size() && is_comment_line(text_, begin)) begin = next_line(text_, begin);
    scope_ = scope_from(begin);
    return *scope_;
  }

  ByteRange scope_from(std::size_t line) const {
    if (line == text_.size()) return range(line, line);
    const std::size_t end = next_line(text_, line);
    const auto next = std::ranges::lower_bound(opaque_, end, {}, &ByteRange::begin);
    const bool is_block = next != opaque_.end() && next->begin == end && is_indented(end);
    return range(line, is_block ? next->end : end);
  }

  /// True for a block scalar's body only: no other scalar begins with blanks or a line end.
  bool is_indented(std::size_t at) const {
    return at < text_.size() && " \t\n\r"sv.find(text_[at]) != kNone;
  }

  /// A colon or dashes before it are not the reason.
  static std::string reason_in(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t:-#");
    return begin == kNone ? std::string() : std::string(trimmed(text.substr(begin)));
  }

  std::string_view text_;
  std::span<const ByteRange> opaque_;  // in order
  std::size_t head_end_;
  std::size_t asked_ = 0;           // the comment whose scope was asked for last
  std::optional<ByteRange> scope_;  // and its scope
  std::vector<Directive> directives_;
};

/// The parts of a document's scalars in which a `#` begins no comment, in order.
void add_opaque(const yaml::Tree& tree, std::vector<ByteRange>& opaque) {
  for (yaml::NodeId id = 0; id < tree.size(); ++id) {
    if (tree[id].kind != yaml::NodeKind::scalar) continue;
    ByteRange place = tree[id].range;
    const std::string_view text = tree.source()[place];
    // The line that a block scalar begins with may end in a comment.
    if (text.starts_with('|') || text.starts_with('>')) {
      const std::size_t line_end = std::min(text.find('\n'), text.size() - 1);
      place.begin += static_cast<std::uint32_t>(line_end + 1);
    }
    if (place.begin < place.end) opaque.push_back(place);
  }
}

/// Whether a name, or a part of it, is this word or one that is spelt nearly so.
bool is_called(std::string_view name, std::string_view word) {
  const std::array words{word};
  if (lower(name).find(word) != std::string::npos) return true;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find_first_of("./"), name.size());
    if (nearest(name.substr(0, end), words)) return true;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return false;
}

/// Whether somebody who wrote this annotation will have meant a directive.
bool is_look_alike(std::string_view annotation) {
  constexpr std::string_view kLegal =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._/";
  return annotation.find_first_not_of(kLegal) == annotation.npos &&
         is_called(annotation, kDirectiveWord) && is_called(annotation, kIgnore);
}

/// The rule that it names, or where one should be named.
std::string rule_of_look_alike(std::string_view annotation) {
  const std::string_view rest = annotation.substr(annotation.rfind('/') + 1);
  const bool is_rule =
      rest.size() < annotation.size() && !rest.empty() && !is_called(rest, kIgnore);
  return is_rule ? printable(rest) : "RULE";
}

/// Goes over the annotations of a document that are directives.
class Annotations {
 public:
  Annotations(const Document& document, ByteRange range, std::vector<Directive>& directives)
      : document_(document), range_(range), directives_(directives) {}

  /// They hold for the mapping around the `metadata` that they stand in: an object, or the template
  /// of its pods.
  void run() {
    const yaml::Tree& tree = document_.tree();
    std::vector<yaml::NodeId> keys(tree.size(), yaml::kNoNode);  // of each node that has one
    for (yaml::NodeId id = 0; id < tree.size(); ++id) {
      if (tree[id].kind != yaml::NodeKind::mapping) continue;
      for (yaml::NodeId key = id + 1; key < tree[id].next; key = tree[tree[key].next].next) {
        keys[tree[key].next] = key;
      }
      Value owner;
      owner.node = id;
      owner.used = owner.key = tree[id].range;
      of_owner(owner, keys[id]);
    }
  }

 private:
  void of_owner(const Value& owner, yaml::NodeId key) {
    for (const Value& metadata : document_.get(owner, "metadata")) {
      for (const auto& [name, value] : document_.entries(metadata)) {
        of_metadata(document_.text(name), value, owner, key);
      }
    }
  }

  void of_metadata(std::string_view name, const Value& mapping, const Value& owner,
                   yaml::NodeId owner_key) {
    for (const auto& [key, value] : document_.entries(mapping)) {
      const std::string_view annotation = document_.text(key);
      const bool is_known = annotation.starts_with(kAnnotationPrefix);
      if (!is_known && !is_look_alike(annotation)) continue;
      Directive directive;
      directive.place = key.used;
      directive.name = fmt::format("annotation {}", quoted(annotation));
      if (is_known) directive.rule = annotation.substr(kAnnotationPrefix.size());
      directive.scope = scope_of(owner.node);
      const bool has_text = document_.type(value) != manifest::Type::null;
      if (has_text) directive.reason = trimmed(document_.text(value));
      // An alias may bring annotations as labels, too.
      if (!is_called(name, "annotations") && name.find("nnot") == name.npos) continue;
      if (!is_known) {
        directive.problem = fmt::format("is not known; write '{}{}' and the reason",
                                        kAnnotationPrefix, rule_of_look_alike(annotation));
      } else if (name != "annotations") {
        directive.problem =
            fmt::format("stands under {}; only 'annotations' are read", quoted(name));
      } else if (!may_have_annotations(owner, owner_key)) {
        directive.problem = "holds only in the metadata of an object, or of its pods' template";
      }
      directives_.push_back(std::move(directive));
    }
  }

  /// An object says what it is, or is the document or an item of a list. A template of pods may
  /// have any name that says so.
  bool may_have_annotations(const Value& owner, yaml::NodeId key) const {
    if (key == yaml::kNoNode || document_.last(owner, "kind")) return true;
    const std::string name = lower(document_.tree().text(key));
    constexpr std::array<std::string_view, 3> kNames{"template", "pod", "job"};
    return std::ranges::any_of(kNames,
                               [&](std::string_view part) { return name.find(part) != name.npos; });
  }

  ByteRange scope_of(yaml::NodeId owner) const {
    const yaml::Tree& tree = document_.tree();
    const yaml::NodeId next = tree[owner].next;
    return {tree[owner].range.begin, next < tree.size() ? tree[next].range.begin : range_.end};
  }

  const Document& document_;
  ByteRange range_;
  std::vector<Directive>& directives_;
};

/// In order, each once. What begins at the same place has the same end, or is within it.
std::vector<ByteRange> in_order(std::vector<ByteRange> ranges) {
  std::ranges::sort(ranges, [](ByteRange a, ByteRange b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::vector<ByteRange> apart;
  for (const ByteRange range : ranges) {
    if (apart.empty() || range.begin >= apart.back().end) {
      apart.push_back(range);
    } else {
      apart.back().end = std::max(apart.back().end, range.end);
    }
  }
  return apart;
}

}  // namespace

bool may_hold_directive(std::string_view text) {
  static const Patterns kPatterns(kDirectiveWords);
  return kPatterns.are_in(text);
}

void Directives::add(const Document& document, ByteRange range) {
  add_texts(document.tree());
  Annotations(document, range, annotations_).run();
}

void Directives::add_texts(const yaml::Tree& tree) {
  add_opaque(tree, opaque_);
}

void Directives::append(Directives later) {
  std::ranges::move(later.annotations_, std::back_inserter(annotations_));
  std::ranges::move(later.opaque_, std::back_inserter(opaque_));
}

std::vector<Directive> Directives::all(std::string_view text) const {
  std::vector<Directive> all = annotations_;
  const std::vector<ByteRange> opaque = in_order(opaque_);
  std::ranges::move(CommentScan(text, opaque).run(), std::back_inserter(all));
  return all;
}

}  // namespace lint
