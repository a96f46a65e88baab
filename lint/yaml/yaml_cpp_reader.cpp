#include "lint/yaml/yaml_cpp_reader.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <streambuf>
#include <string>

#include "lint/search/escapes.hpp"
#include "lint/text/base64.hpp"

namespace lint::yaml {
namespace {

/// Lets yaml-cpp read a text where it lies.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    // A streambuf wants pointers to char but only reads through them.
    char* begin = const_cast<char*>(text.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    setg(begin, begin, begin + text.size());
  }
};

/// Thrown to leave yaml-cpp's parser as soon as the readings are known to differ.
struct Differs {};

bool is_null_text(std::string_view text) {
  return text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL";
}

/// yaml-cpp tags a plain scalar "?" and any other untagged one "!".
ScalarStyle style_of(const std::string& tag) {
  return tag == "!" ? ScalarStyle::quoted : ScalarStyle::plain;
}

Tag node_tag(const std::string& tag) {
  return tag == "!" ? Tag::none : tag_of(tag);
}

/// Compares yaml-cpp's events with the nodes of a tree, one by one.
class Comparer : public YAML::EventHandler {
 public:
  explicit Comparer(const Tree& tree) : tree_(tree) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override { expect(at_ == tree_.size()); }
  void OnNull(const YAML::Mark&, YAML::anchor_t anchor) override {
    const Node& node = next(anchor);
    expect(node.kind == NodeKind::scalar && node.style == ScalarStyle::plain &&
           node.tag == Tag::none && is_null_text(tree_.text(at_ - 1)));
  }
  void OnAlias(const YAML::Mark&, YAML::anchor_t anchor) override {
    const Node& node = next(YAML::NullAnchor);
    expect(node.kind == NodeKind::alias && anchor < anchors_.size() &&
           tree_.target(at_ - 1) == anchors_[anchor]);
  }
  void OnScalar(const YAML::Mark&, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    const Node& node = next(anchor);
    expect(node.kind == NodeKind::scalar && same_tag(node, tag) &&
           (tree_.text(at_ - 1) == value || node.tag == Tag::binary));
  }
  void OnSequenceStart(const YAML::Mark&, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    begin(NodeKind::sequence, tag, anchor);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapStart(const YAML::Mark&, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    begin(NodeKind::mapping, tag, anchor);
  }
  void OnMapEnd() override { end(); }

 private:
  static void expect(bool holds) {
    if (!holds) throw Differs{};
  }
  static bool same_tag(const Node& node, const std::string& tag) {
    if (tag != "!") return node.tag == tag_of(tag) && (tag != "?" || is_plain(node));
    return node.tag == Tag::non_specific || (node.tag == Tag::none && !is_plain(node));
  }
  static bool is_plain(const Node& node) {
    return node.kind != NodeKind::scalar || node.style == ScalarStyle::plain;
  }
  const Node& next(YAML::anchor_t anchor) {
    expect(at_ < tree_.size());
    if (anchor != YAML::NullAnchor) {
      anchors_.resize(std::max<std::size_t>(anchors_.size(), anchor + 1), kNoNode);
      anchors_[anchor] = at_;
    }
    return tree_[at_++];
  }
  void begin(NodeKind kind, const std::string& tag, YAML::anchor_t anchor) {
    const Node& node = next(anchor);
    expect(node.kind == kind && (tag == "!" ? node.tag == Tag::non_specific : same_tag(node, tag)));
    ends_.push_back(node.next);
  }
  void end() {
    expect(!ends_.empty() && ends_.back() == at_);
    ends_.pop_back();
  }

  const Tree& tree_;
  NodeId at_ = 0;
  std::vector<NodeId> anchors_;  // by yaml-cpp's anchor number
  std::vector<NodeId> ends_;     // of the open collections
};

/// Builds a tree from yaml-cpp's events.
class Builder : public YAML::EventHandler {
 public:
  Builder(const PlacedText& source, ByteRange document)
      : builder_(source), source_(source), document_(document.begin) {}

  Tree take() { return builder_.take(); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const std::uint32_t at = offset(mark);
    note(builder_.scalar({at, at}, {}, ScalarStyle::plain, Tag::none, false), anchor, at);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const std::uint32_t at = offset(mark);
    const std::size_t length = source_.from(at).find_first_of(" \t\r\n,]}");
    builder_.alias({at, end_after(at, length)}, anchors_.at(anchor));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    const std::uint32_t at = offset(mark);
    const std::uint32_t end = end_after(at, source_.from(at).find('\n'));
    note(builder_.scalar({at, end}, value, style_of(tag), node_tag(tag), has_properties(at)),
         anchor, at);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    const std::uint32_t at = offset(mark);
    note(builder_.begin_sequence(at, node_tag(tag), has_properties(at)), anchor, at);
  }
  void OnSequenceEnd() override { builder_.end(0); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    const std::uint32_t at = offset(mark);
    note(builder_.begin_mapping(at, node_tag(tag), has_properties(at)), anchor, at);
  }
  void OnMapEnd() override { builder_.end(0); }

 private:
  std::uint32_t offset(const YAML::Mark& mark) const {
    const std::uint32_t at = document_ + static_cast<std::uint32_t>(std::max(mark.pos, 0));
    return std::min(at, source_.end());
  }
  /// `length` may be npos, for all that is left.
  std::uint32_t end_after(std::uint32_t at, std::size_t length) const {
    return source_.offset(std::min(length, source_.text().size()) + (at - source_.begin()));
  }
  bool has_properties(std::uint32_t at) const {
    return at < source_.end() && (source_[at] == '&' || source_[at] == '!');
  }
  void note(NodeId id, YAML::anchor_t anchor, std::uint32_t at) {
    if (anchor == YAML::NullAnchor) return;
    anchors_.resize(std::max<std::size_t>(anchors_.size(), anchor + 1), kNoNode);
    anchors_[anchor] = id;
    builder_.anchor(id, at);
  }

  TreeBuilder builder_;
  const PlacedText& source_;
  std::uint32_t document_;       // where it begins
  std::vector<NodeId> anchors_;  // by yaml-cpp's anchor number
};

/// Looks for words in the scalars.
class WordFinder : public YAML::EventHandler {
 public:
  explicit WordFinder(const Patterns& words) : words_(words) {}

  bool has_found() const { return has_found_; }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string& tag, YAML::anchor_t,
                const std::string& value) override {
    std::optional<std::string> decoded;
    if (node_tag(tag) == Tag::binary) decoded = decode_base64(value);
    has_found_ = has_found_ || may_spell(decoded ? *decoded : value, words_);
  }
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}

 private:
  const Patterns& words_;
  bool has_found_ = false;
};

void read(std::string_view text, YAML::EventHandler& handler) {
  ViewBuffer buffer(text);
  std::istream stream(&buffer);
  YAML::Parser(stream).HandleNextDocument(handler);
}

}  // namespace

std::optional<Tree> parse_with_yaml_cpp(const Tree& first, ByteRange document) {
  const PlacedText& source = first.source();
  const std::string_view text = source[document];
  try {
    Comparer comparer(first);
    read(text, comparer);
    return std::nullopt;
  } catch (const YAML::Exception&) {
    return std::nullopt;
  } catch (const Differs&) {
  }
  try {
    Builder builder(source, document);
    read(text, builder);
    return builder.take();
  } catch (const YAML::Exception&) {
    return std::nullopt;
  }
}

bool yaml_cpp_agrees(const Tree& first, ByteRange document) {
  try {
    Comparer comparer(first);
    read(first.source()[document], comparer);
    return true;
  } catch (const YAML::Exception&) {
    return false;
  } catch (const Differs&) {
    return false;
  }
}

bool yaml_cpp_spells(const PlacedText& source, ByteRange document, const Patterns& words) {
  WordFinder finder(words);
  try {
    read(source[document], finder);
  } catch (const YAML::Exception&) {
    return false;
  }
  return finder.has_found();
}

}  // namespace lint::yaml
