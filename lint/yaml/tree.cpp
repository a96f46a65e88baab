#include "lint/yaml/tree.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "lint/text/base64.hpp"

namespace lint::yaml {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

}  // namespace

Tag tag_of(std::string_view resolved) {
  constexpr std::string_view kPrefix = "tag:yaml.org,2002:";
  constexpr std::array<std::pair<std::string_view, Tag>, 10> kTags{{
      {"str", Tag::string},
      {"null", Tag::null},
      {"bool", Tag::boolean},
      {"int", Tag::integer},
      {"float", Tag::floating},
      {"timestamp", Tag::timestamp},
      {"binary", Tag::binary},
      {"merge", Tag::merge},
      {"map", Tag::mapping},
      {"seq", Tag::sequence},
  }};
  if (resolved.empty() || resolved == "?") return Tag::none;
  if (resolved == "!") return Tag::non_specific;
  if (resolved == "!reset") return Tag::compose_reset;
  if (resolved == "!override") return Tag::compose_override;
  if (resolved.starts_with(kPrefix)) {
    resolved.remove_prefix(kPrefix.size());
    for (const auto& [name, tag] : kTags) {
      if (resolved == name) return tag;
    }
  }
  return Tag::other;
}

std::uint32_t Tree::anchor_offset(NodeId id) const {
  const auto found = std::ranges::lower_bound(anchors_, id, {}, &Anchor::node);
  return found != anchors_.end() && found->node == id ? found->offset : nodes_[id].range.begin;
}

NodeId TreeBuilder::scalar(ByteRange seen, std::string_view text, ScalarStyle style, Tag tag,
                           bool has_properties) {
  Node node;
  node.style = style;
  node.tag = tag;
  node.range = seen;
  if (has_properties) node.range.begin = std::min(skip_properties(seen.begin), seen.end);
  std::optional<std::string> decoded;
  if (tag == Tag::binary) decoded = decode_base64(text);
  if (decoded) text = *decoded;
  node.size = static_cast<std::uint32_t>(text.size());
  if (tree_.source_[{node.range.begin, node.range.begin + node.size}] == text) {
    node.text = node.range.begin;
  } else {
    node.is_stored = true;
    node.text = static_cast<std::uint32_t>(tree_.store_.size());
    tree_.store_ += text;
  }
  return add(node);
}

NodeId TreeBuilder::alias(ByteRange seen, NodeId target) {
  Node node;
  node.kind = NodeKind::alias;
  node.range = seen;
  node.text = target;
  return add(node);
}

NodeId TreeBuilder::begin_mapping(std::uint32_t seen, Tag tag, bool has_properties) {
  return begin_collection(NodeKind::mapping, seen, tag, has_properties);
}

NodeId TreeBuilder::begin_sequence(std::uint32_t seen, Tag tag, bool has_properties) {
  return begin_collection(NodeKind::sequence, seen, tag, has_properties);
}

NodeId TreeBuilder::begin_collection(NodeKind kind, std::uint32_t seen, Tag tag,
                                     bool has_properties) {
  Node node;
  node.kind = kind;
  node.tag = tag;
  node.range.begin = has_properties ? skip_properties(seen) : seen;
  node.range.end = node.range.begin + 1;
  const NodeId id = add(node);
  open_.push_back(id);
  return id;
}

void TreeBuilder::end(std::uint32_t end) {
  Node& node = tree_.nodes_[open_.back()];
  open_.pop_back();
  node.next = tree_.size();
  if (end > node.range.begin) node.range.end = end;
}

void TreeBuilder::anchor(NodeId id, std::uint32_t seen) {
  tree_.anchors_.push_back({id, seen});
}

void TreeBuilder::restart() {
  tree_ = Tree(std::move(tree_.source_));
  open_.clear();
}

NodeId TreeBuilder::add(Node node) {
  const NodeId id = tree_.size();
  node.next = id + 1;
  tree_.nodes_.push_back(node);
  return id;
}

/// The offset after any anchors and tags at `at`, and the blanks and comments that follow them.
std::uint32_t TreeBuilder::skip_properties(std::uint32_t at) const {
  const std::string_view source = tree_.source_.text();
  std::size_t here = at - tree_.source_.begin();
  while (here < source.size() && (source[here] == '&' || source[here] == '!')) {
    const bool is_verbatim = source.substr(here).starts_with("!<");
    here = std::min(source.find_first_of(is_verbatim ? ">" : " \t\r\n,]}", here), source.size());
    if (is_verbatim && here < source.size()) ++here;
    while (here < source.size()) {
      const std::size_t text = std::min(source.find_first_not_of(kBlanks, here), source.size());
      const bool is_comment = text > here && text < source.size() && source[text] == '#';
      here = is_comment ? std::min(source.find('\n', text), source.size()) : text;
      if (!is_comment) break;
    }
  }
  return tree_.source_.offset(here);
}

}  // namespace lint::yaml
