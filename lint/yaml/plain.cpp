#include "lint/yaml/plain.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/yaml/plain_scanner.hpp"

namespace lint::yaml {
namespace {

/// From the first byte of a key to its `:`. libyaml counts characters, and takes as many.
constexpr std::size_t kLongestKey = 1024;

/// Takes no notice of any node.
struct NoSink {
  void scalar(const PlainScalar&) {}
  void begin(bool, std::size_t) {}
  void end(std::size_t) {}
};

/// Hands nodes to the builder of a tree.
class TreeSink {
 public:
  TreeSink(TreeBuilder& builder, std::string_view text, std::uint32_t base)
      : builder_(builder), text_(text), base_(base) {}

  void scalar(const PlainScalar& scalar) {
    const bool is_plain = scalar.form == ScalarForm::plain;
    const bool has_anchor = scalar.seen != scalar.begin;
    const NodeId id =
        builder_.scalar({base_ + scalar.seen, base_ + scalar.end}, text_of(scalar, text_, store_),
                        is_plain ? ScalarStyle::plain : ScalarStyle::quoted, Tag::none, has_anchor);
    if (has_anchor) builder_.anchor(id, base_ + scalar.seen);
  }
  void begin(bool is_sequence, std::size_t at) {
    const auto offset = base_ + static_cast<std::uint32_t>(at);
    if (is_sequence) {
      builder_.begin_sequence(offset, Tag::none, false);
    } else {
      builder_.begin_mapping(offset, Tag::none, false);
    }
  }
  /// `at` is the offset after a closing bracket, or 0.
  void end(std::size_t at) { builder_.end(at == 0 ? 0 : base_ + static_cast<std::uint32_t>(at)); }

 private:
  TreeBuilder& builder_;
  std::string_view text_;
  std::uint32_t base_;
  std::string store_;
};

/// Knows which collections are open, and so what each line may hold.
template <typename Sink>
class Recogniser : PlainScanner {
 public:
  Recogniser(std::string_view text, bool lacks_line_end, Sink sink)
      : PlainScanner(text, lacks_line_end), sink_(std::move(sink)) {}

  std::optional<Parse> run() {
    to_text();
    parse_.is_plain = true;
    parse_.is_empty = is_at_end();
    if (!parse_.is_empty && !document()) return std::nullopt;
    return std::move(parse_);
  }

 private:
  /// A collection that is open. Only the column says where one in block style ends.
  struct Level {
    bool is_sequence;
    /// Whether its last key or `-` still waits for a value, which is null when none comes.
    bool wants_value;
    std::uint32_t column;
    /// Where that value stands if it is null: right after the `:` or `-`.
    std::uint32_t value_at;
  };

  Level& top() { return levels_.back(); }

  // --- Block style ---

  /// The root is a collection.
  bool document() {
    if (is_marker()) return false;
    if (is_opening(here())) return flow() && end_line() && is_at_end();
    if (!node(false)) return false;
    while (!is_at_end()) {
      if (!line()) return false;
    }
    while (!levels_.empty()) close_block();
    return true;
  }

  /// A line that goes on with no node above it: a key, an entry, or a value that was waited for.
  bool line() {
    if (is_marker()) return false;
    while (!levels_.empty() && top().column > column_) close_block();
    // A sequence may stand at the column of its key, where the next key ends it.
    const bool is_entry = is_at_entry();
    if (!is_entry && !levels_.empty() && top().is_sequence && top().column == column_) {
      close_block();
    }
    if (levels_.empty()) return false;
    if (top().column == column_ && !is_entry) return node(true);
    if (top().column == column_ && top().is_sequence) return entry();
    return top().wants_value && node(false);
  }

  /// An entry of the innermost sequence.
  bool entry() {
    if (top().wants_value) add_null();
    return want_value() || node(false);
  }

  /// What stands where a line begins, or after a `-`: a sequence, a value, or a key with its value.
  /// That begins a mapping if it is not one more `in_mapping`.
  bool node(bool in_mapping) {
    const std::size_t begin = at_;
    if (is_at_entry()) return open(true, begin) && entry();
    if (is_opening(here()) || is_block(here())) return !in_mapping && value();
    if (here() == '&' && !skip_anchor()) return false;
    if (is_quote(here())) return quoted_node(begin, in_mapping);
    if (!begins_plain()) return false;
    const std::size_t text = at_;
    at_ = plain_end();
    if (here() != ':') return !in_mapping && plain_value(begin, text);
    PlainScalar scalar = plain(text);
    scalar.seen = static_cast<std::uint32_t>(begin);
    return key(scalar, in_mapping);
  }

  /// A quoted key or value, which is seen at its anchor. A key is on one line.
  bool quoted_node(std::size_t seen, bool in_mapping) {
    PlainScalar scalar;
    if (!quoted(parent(), scalar)) return false;
    scalar.seen = static_cast<std::uint32_t>(seen);
    skip_blanks();
    if (is_at_value()) return !has_lines(scalar) && key(scalar, in_mapping);
    at_ = scalar.end;
    return !in_mapping && add_value(scalar) && end_line();
  }

  /// A key whose `:` stands here, and what follows on its line.
  bool key(const PlainScalar& scalar, bool in_mapping) {
    if (at_ - scalar.seen > kLongestKey) return false;
    if (!in_mapping && !open(false, scalar.seen)) return false;
    if (top().wants_value) add_null();
    add(scalar);
    return want_value() || value();
  }

  /// A value that cannot be a key.
  bool value() {
    if (levels_.empty()) return false;
    PlainScalar scalar;
    if (is_opening(here())) return flow() && end_line();
    if (is_block(here())) return block(top().column, scalar) && add_value(scalar);
    const std::size_t begin = at_;
    if (here() == '&' && !skip_anchor()) return false;
    if (is_quote(here())) {
      if (!quoted(top().column, scalar)) return false;
      scalar.seen = static_cast<std::uint32_t>(begin);
      return add_value(scalar) && end_line();
    }
    if (!begins_plain()) return false;
    const std::size_t text = at_;
    at_ = plain_end();
    return plain_value(begin, text);
  }

  /// A plain value from `text` on, whose first line ends here, and which is seen at its anchor.
  bool plain_value(std::size_t seen, std::size_t text) {
    PlainScalar scalar;
    if (levels_.empty() || !end_plain(text, top().column, scalar)) return false;
    scalar.seen = static_cast<std::uint32_t>(seen);
    return add_value(scalar);
  }

  bool has_lines(const PlainScalar& scalar) const {
    return text_.substr(scalar.begin, scalar.end - scalar.begin).find('\n') != text_.npos;
  }

  std::uint32_t parent() const { return levels_.empty() ? kOneLine : levels_.back().column; }

  // --- Flow style ---

  /// A collection in brackets, up to the byte after the closing one. Its scalars are on one line.
  bool flow() {
    const std::size_t outside = levels_.size();
    do {
      if (is_opening(here())) {
        if (!open(here() == '[', at_)) return false;
        ++at_;
        if (!skip_in_flow()) return false;
        if (!is_closing(here())) {
          if (!top().is_sequence && !flow_key()) return false;
          continue;
        }
      } else {
        PlainScalar scalar;
        if (!flow_scalar(scalar)) return false;
        add(scalar);
        if (!skip_in_flow()) return false;
      }
      if (!end_flow_entry(outside)) return false;
    } while (levels_.size() > outside);
    return true;
  }

  /// What follows a value: brackets that close, and the `,` before the next entry; another bracket
  /// may follow right after that.
  bool end_flow_entry(std::size_t outside) {
    while (true) {
      const bool has_comma = here() == ',';
      if (has_comma) {
        ++at_;
        if (!skip_in_flow()) return false;
      }
      if (!is_closing(here())) return has_comma && (top().is_sequence || flow_key());
      if ((here() == ']') != top().is_sequence) return false;
      levels_.pop_back();
      sink_.end(++at_);
      if (levels_.size() == outside) return true;
      if (!skip_in_flow()) return false;
    }
  }

  /// A key and its `:`, up to its value. As in JSON, no blank has to follow after a quoted key.
  bool flow_key() {
    PlainScalar scalar;
    if (!flow_scalar(scalar)) return false;
    skip_blanks();
    if (here() != ':' || at_ - scalar.seen > kLongestKey) return false;
    const bool may_be_json = scalar.form != ScalarForm::plain && at_ == scalar.end;
    ++at_;
    if (!may_be_json && !is_blank_or_end(here())) return false;
    add(scalar);
    return skip_in_flow();
  }

  bool flow_scalar(PlainScalar& scalar) {
    const std::size_t seen = at_;
    if (here() == '&' && !skip_anchor()) return false;
    if (!(is_quote(here()) ? quoted(kOneLine, scalar) : plain_in_flow(scalar))) return false;
    scalar.seen = static_cast<std::uint32_t>(seen);
    return true;
  }

  /// Goes over blanks, line ends and comments to what comes next between brackets.
  bool skip_in_flow() {
    while (true) {
      skip_blanks();
      if (here() == '#' && is_blank_or_end(text_[at_ - 1])) at_ = line_end();
      if (here() != '\n') return here() != '\t' && here() != '#';
      ++at_;
      column_ = 0;
      if (is_at_end() || is_marker()) return false;
    }
  }

  // --- Nodes ---

  bool open(bool is_sequence, std::size_t at) {
    if (levels_.size() == kDeepest) return false;
    if (levels_.empty()) {
      root_.begin_root(!is_sequence);
    } else {
      if (levels_.size() == 1) root_.add({});
      top().wants_value = false;
    }
    sink_.begin(is_sequence, at);
    levels_.push_back({is_sequence, false, static_cast<std::uint32_t>(at - line_), 0});
    return true;
  }

  void close_block() {
    if (top().wants_value) add_null();
    levels_.pop_back();
    sink_.end(0);
  }

  void add(const PlainScalar& scalar) {
    if (levels_.size() == 1) {
      root_.add(root_.wants_text() ? text_of(scalar, text_, store_) : std::string_view());
    }
    sink_.scalar(scalar);
  }

  /// yaml-cpp wants the further lines of a scalar with an anchor deeper than the anchor.
  bool add_value(const PlainScalar& scalar) {
    if (levels_.empty() || (scalar.seen != scalar.begin && has_lines(scalar))) return false;
    add(scalar);
    top().wants_value = false;
    return true;
  }

  void add_null() {
    PlainScalar null;
    null.begin = null.end = null.seen = top().value_at;
    add_value(null);
  }

  /// At a `-`, or the `:` of a key: whether no value follows on the line, which is then left.
  bool want_value() {
    top().wants_value = true;
    top().value_at = static_cast<std::uint32_t>(++at_);
    skip_blanks();
    if (!is_line_done()) return false;
    next_line();
    return true;
  }

  Sink sink_;
  Parse parse_;
  RootEntries root_{parse_};
  std::vector<Level> levels_;  // from the root inwards
  std::string store_;
};

template <typename Sink>
std::optional<Parse> recognise(std::string_view text, bool lacks_line_end, Sink sink) {
  if (!has_plain_bytes(text)) return std::nullopt;
  return Recogniser<Sink>(text, lacks_line_end, std::move(sink)).run();
}

}  // namespace

std::optional<Parse> parse_plain(const PlacedText& source, ByteRange document,
                                 TreeBuilder* builder) {
  std::string_view text = source[document];
  std::string ended;
  const bool lacks_line_end = !text.ends_with('\n');
  if (lacks_line_end) {
    ended.reserve(text.size() + 1);
    ended.append(text).push_back('\n');
    text = ended;
  }
  if (builder == nullptr) return recognise(text, lacks_line_end, NoSink());
  return recognise(text, lacks_line_end, TreeSink(*builder, text, document.begin));
}

}  // namespace lint::yaml
