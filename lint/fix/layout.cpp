#include "lint/fix/layout.hpp"

#include <algorithm>
#include <utility>

namespace lint::fix {

using yaml::kNoNode;
using yaml::Node;
using yaml::NodeId;
using yaml::NodeKind;

namespace {

constexpr std::string_view kBlanks = " \t";

bool is_collection(const Node& node) {
  return node.kind == NodeKind::mapping || node.kind == NodeKind::sequence;
}

}  // namespace

Layout::Layout(yaml::Tree tree, std::string_view text)
    : tree_(std::move(tree)),
      text_(text),
      parents_(tree_.size(), kNoNode),
      is_target_(tree_.size()) {
  std::vector<NodeId> open;
  for (NodeId id = 0; id < tree_.size(); ++id) {
    while (!open.empty() && tree_[open.back()].next <= id) open.pop_back();
    if (!open.empty()) parents_[id] = open.back();
    const Node& node = tree_[id];
    if (is_collection(node)) {
      open.push_back(id);
    } else {
      leaves_.push_back({node.range.begin, id});
    }
    if (node.kind == NodeKind::alias) is_target_[tree_.target(id)] = true;
  }
  // Those that say nothing may stand where the next one does.
  std::ranges::stable_sort(leaves_, {}, &Leaf::begin);
}

NodeId Layout::leaf_at(std::uint32_t begin) const {
  const auto after = std::ranges::upper_bound(leaves_, begin, {}, &Leaf::begin);
  if (after == leaves_.begin() || (after - 1)->begin != begin) return kNoNode;
  return (after - 1)->node;
}

std::vector<NodeId> Layout::children(NodeId node) const {
  std::vector<NodeId> children;
  if (!is_collection(tree_[node])) return children;
  for (NodeId at = node + 1; at < tree_[node].next; at = tree_[at].next) children.push_back(at);
  return children;
}

bool Layout::is_shared(NodeId node) const {
  for (NodeId at = node; at != kNoNode; at = parents_[at]) {
    if (is_target_[at]) return true;
  }
  return false;
}

bool Layout::is_flow(NodeId collection) const {
  const Node& node = tree_[collection];
  const char first = node.range.begin < text().end() ? text()[node.range.begin] : '\0';
  // A mapping in block style may begin with a key in brackets, which no manifest has.
  return node.kind == NodeKind::mapping ? first == '{' : first == '[';
}

bool Layout::is_in_flow(NodeId node) const {
  for (NodeId at = parents_[node]; at != kNoNode; at = parents_[at]) {
    if (is_flow(at)) return true;
  }
  return false;
}

std::uint32_t Layout::end_of(NodeId id) const {
  NodeId last = id;
  while (is_collection(tree_[last]) && !is_flow(last)) {
    const std::vector<NodeId> below = children(last);
    if (below.empty()) break;
    last = below.back();
  }
  // libyaml ends a block scalar where the next line with text begins.
  const ByteRange range = tree_[last].range;
  const std::size_t size = text()[range].find_last_not_of(" \t\r\n") + 1;
  return range.begin + static_cast<std::uint32_t>(size);
}

std::uint32_t Layout::line_begin(std::uint32_t at) const {
  const std::string_view before = text()[{text().begin(), at}];
  return text().offset(before.rfind('\n') + 1);
}

std::uint32_t Layout::line_end(std::uint32_t at) const {
  const std::string_view rest = text().from(at);
  std::size_t size = std::min(rest.find('\n'), rest.size());
  if (size < rest.size() && size > 0 && rest[size - 1] == '\r') --size;
  return at + static_cast<std::uint32_t>(size);
}

std::uint32_t Layout::next_line(std::uint32_t at) const {
  const std::uint32_t end = line_end(at);
  const std::string_view rest = text().from(end);
  return end + (rest.empty() ? 0 : rest.starts_with("\r\n") ? 2U : 1U);
}

bool Layout::is_blank(std::uint32_t begin, std::uint32_t end) const {
  return text()[{begin, end}].find_first_not_of(kBlanks) == std::string_view::npos;
}

bool Layout::has_only_comment(std::uint32_t from) const {
  const std::string_view rest = text()[{from, line_end(from)}];
  const std::size_t first = rest.find_first_not_of(kBlanks);
  return first == std::string_view::npos ||
         (rest[first] == '#' && (first > 0 || from == line_begin(from)));
}

std::uint32_t Layout::skip_spaces(std::uint32_t at) const {
  while (at < text().end() && kBlanks.find(text()[at]) != std::string_view::npos) ++at;
  return at;
}

std::uint32_t Layout::skip_blanks(std::uint32_t at) const {
  while (at < text().end()) {
    const char c = text()[at];
    if (c == '#' && (at == text().begin() ||
                     std::string_view(" \t\n").find(text()[at - 1]) != std::string_view::npos)) {
      at = line_end(at);
    } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

}  // namespace lint::fix
