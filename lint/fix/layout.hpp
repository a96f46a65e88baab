#pragma once
/// How a document is laid out: which node holds which, where each one ends, and what stands between
/// them.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"
#include "lint/text/placed.hpp"
#include "lint/yaml/tree.hpp"

namespace lint::fix {

/// Offsets are those of the file, as in the tree.
class Layout {
 public:
  /// `text` is the file's, of which the tree may have read a masked copy.
  Layout(yaml::Tree tree, std::string_view text);

  const yaml::Tree& tree() const { return tree_; }
  const PlacedText& text() const { return text_; }

  /// The scalar or alias that begins there; kNoNode when there is none.
  yaml::NodeId leaf_at(std::uint32_t begin) const;
  yaml::NodeId parent(yaml::NodeId node) const { return parents_[node]; }
  /// Items of a sequence; keys and values in turn of a mapping.
  std::vector<yaml::NodeId> children(yaml::NodeId node) const;
  /// Whether an alias names the node or what it stands in.
  bool is_shared(yaml::NodeId node) const;
  /// Whether a collection is written in brackets.
  bool is_flow(yaml::NodeId collection) const;
  bool is_in_flow(yaml::NodeId node) const;
  /// The offset after the node's last character that is no blank.
  std::uint32_t end_of(yaml::NodeId node) const;

  std::uint32_t line_begin(std::uint32_t at) const;
  /// Where the line's end stands, LF or CRLF, or the text ends.
  std::uint32_t line_end(std::uint32_t at) const;
  /// Where the next line begins, or the text ends.
  std::uint32_t next_line(std::uint32_t at) const;
  bool is_blank(std::uint32_t begin, std::uint32_t end) const;
  /// Whether a line has only blanks, or a comment, from there on.
  bool has_only_comment(std::uint32_t from) const;
  /// The first offset from `at` on that is no blank.
  std::uint32_t skip_spaces(std::uint32_t at) const;
  /// The first offset from `at` on that is neither a blank, nor a line end, nor in a comment.
  std::uint32_t skip_blanks(std::uint32_t at) const;

 private:
  struct Leaf {
    std::uint32_t begin;
    yaml::NodeId node;
  };

  yaml::Tree tree_;
  PlacedText text_;
  std::vector<yaml::NodeId> parents_;
  std::vector<bool> is_target_;  // of an alias
  std::vector<Leaf> leaves_;     // by where they begin
};

}  // namespace lint::fix
