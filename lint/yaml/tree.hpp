#pragma once
/// One YAML document as a flat list of nodes with the place of each: what the readers make, and
/// manifest/document looks things up in.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/finding.hpp"
#include "lint/text/placed.hpp"

namespace lint::yaml {

/// Index into a Tree. Nodes stand in the order of the text, each before its children.
using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = 0xFFFF'FFFFU;

enum class NodeKind : std::uint8_t { scalar, mapping, sequence, alias };

/// Plain text may be a null, a boolean or a number; whatever is quoted or a block is a string.
enum class ScalarStyle : std::uint8_t { plain, quoted };

/// The tags that change how a value is read. `non_specific` is a lone "!".
enum class Tag : std::uint8_t {
  none,
  non_specific,
  string,
  null,
  boolean,
  integer,
  floating,
  timestamp,
  binary,
  merge,
  mapping,
  sequence,
  compose_reset,
  compose_override,
  other,
};

/// The Tag for a resolved tag such as "tag:yaml.org,2002:str"; "" and "?" are none.
Tag tag_of(std::string_view resolved);

struct Node {
  NodeKind kind = NodeKind::scalar;
  ScalarStyle style = ScalarStyle::plain;
  Tag tag = Tag::none;
  /// Whether a scalar's text stands in the tree's own store and not in the source as it is.
  bool is_stored = false;
  /// Place in the source, without anchor and tag; `end` only for scalars, aliases and flow style.
  ByteRange range;
  /// Where a scalar's decoded text stands, and its length; for an alias, `text` is its target.
  std::uint32_t text = 0;
  std::uint32_t size = 0;
  /// The node after this one's last descendant: its next sibling, if it has one.
  NodeId next = kNoNode;

  friend bool operator==(const Node&, const Node&) = default;
};

/// The nodes of one document; node 0 is the root. Offsets are those of the file.
/// Children of a mapping alternate between key and value. Aliases are leaves.
class Tree {
 public:
  explicit Tree(PlacedText source) : source_(std::move(source)) {}

  bool empty() const { return nodes_.empty(); }
  NodeId size() const { return static_cast<NodeId>(nodes_.size()); }
  const Node& operator[](NodeId id) const { return nodes_[id]; }
  /// What was read, as it was read: a template's is masked.
  const PlacedText& source() const { return source_; }

  /// A scalar's text, decoded. Valid as long as the tree and the source.
  std::string_view text(NodeId id) const {
    const Node& node = nodes_[id];
    if (node.is_stored) return std::string_view(store_).substr(node.text, node.size);
    return source_[{node.text, node.text + node.size}];
  }
  NodeId target(NodeId alias) const { return nodes_[alias].text; }
  /// Offset of the `&` of the anchor on this node, or of the node itself when it has none.
  std::uint32_t anchor_offset(NodeId id) const;

  /// Whether both say the same of the same source: every node, place and text.
  bool is_same_as(const Tree& other) const {
    return nodes_ == other.nodes_ && anchors_ == other.anchors_ && store_ == other.store_;
  }

 private:
  friend class TreeBuilder;
  struct Anchor {
    NodeId node;
    std::uint32_t offset;
    friend bool operator==(const Anchor&, const Anchor&) = default;
  };
  PlacedText source_;
  std::vector<Node> nodes_;
  std::vector<Anchor> anchors_;  // in the order of the nodes
  std::string store_;            // texts that do not stand in the source as they are
};

/// Makes a Tree from a reader's events. Offsets are those of the file, as in the
/// source that the tree was given.
class TreeBuilder {
 public:
  explicit TreeBuilder(PlacedText source) : tree_(std::move(source)) {}

  /// Each adds a node and returns its id. `begin` is where the reader saw it begin, which is at its
  /// anchor or tag (`has_properties`); the builder skips these.
  NodeId scalar(ByteRange seen, std::string_view text, ScalarStyle style, Tag tag,
                bool has_properties);
  NodeId alias(ByteRange seen, NodeId target);
  NodeId begin_mapping(std::uint32_t seen, Tag tag, bool has_properties);
  NodeId begin_sequence(std::uint32_t seen, Tag tag, bool has_properties);
  /// Closes the innermost open collection. `end` is the offset after its closing bracket, or 0
  /// when it has none.
  void end(std::uint32_t end);
  /// Notes that the node carries an anchor; `seen` as for the node itself.
  void anchor(NodeId id, std::uint32_t seen);

  /// What has been added so far.
  const Tree& tree() const { return tree_; }
  /// Forgets all nodes.
  void restart();

  Tree take() { return std::move(tree_); }

 private:
  NodeId add(Node node);
  NodeId begin_collection(NodeKind kind, std::uint32_t seen, Tag tag, bool has_properties);
  std::uint32_t skip_properties(std::uint32_t at) const;

  Tree tree_;
  std::vector<NodeId> open_;
};

}  // namespace lint::yaml
