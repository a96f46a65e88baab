#include <algorithm>
#include <optional>

#include "lint/fix/edits.hpp"

namespace lint::fix {
namespace {

using yaml::kNoNode;
using yaml::NodeId;
using yaml::NodeKind;

constexpr std::string_view kAlone = "nothing would be left of what it stands in";
constexpr std::string_view kUnclear = "it does not stand alone on its lines";

/// Some children of a collection: the first, and the one after the last, among all of them. An
/// entry of a mapping counts as two.
struct Part {
  NodeId collection = kNoNode;
  std::vector<NodeId> children;
  std::size_t first = 0;
  std::size_t last = 0;

  bool is_all() const { return first == 0 && last == children.size(); }
};

class Removal {
 public:
  Removal(const Layout& layout, bool keeps_list) : layout_(layout), keeps_list_(keeps_list) {}

  Changes run(ByteRange place) {
    const NodeId leaf = layout_.leaf_at(place.begin);
    const NodeId collection = layout_.parent(leaf);
    if (collection == kNoNode) return {.obstacle = kAlone};
    Part part{collection, layout_.children(collection)};
    const auto at = std::ranges::find(part.children, leaf);
    part.first = static_cast<std::size_t>(at - part.children.begin());
    part.last = part.first + 1;
    if (kind(collection) == NodeKind::mapping) {
      if (part.first % 2 == 0) return {.obstacle = kUnclear};
      --part.first;
      return entry(part);
    }
    while (part.last < part.children.size() && begin(part.children[part.last]) < place.end) {
      ++part.last;
    }
    return part.is_all() ? list(collection) : cut(part);
  }

 private:
  NodeKind kind(NodeId node) const { return layout_.tree()[node].kind; }
  std::uint32_t begin(NodeId node) const { return layout_.tree()[node].range.begin; }

  /// A list that would be empty goes with its key, unless nothing else is left beside it.
  Changes list(NodeId list) {
    const NodeId holder = layout_.parent(list);
    if (holder != kNoNode && kind(holder) == NodeKind::mapping) {
      Part part{holder, layout_.children(holder)};
      const auto at = std::ranges::find(part.children, list);
      part.last = static_cast<std::size_t>(at - part.children.begin()) + 1;
      part.first = part.last - 2;
      if (part.last % 2 == 0 && !keeps_list_ && !holds_comment(list) && !replaces(list)) {
        Changes whole = entry(part);
        if (whole.obstacle.empty()) return whole;
      }
    }
    Part items{list, layout_.children(list)};
    items.last = items.children.size();
    if (layout_.is_flow(list)) return cut(items);
    return holder == kNoNode ? Changes{.obstacle = kAlone} : emptied(list, items);
  }

  Changes entry(const Part& part) {
    if (part.is_all() && !layout_.is_flow(part.collection)) return {.obstacle = kAlone};
    return cut(part);
  }

  Changes cut(const Part& part) {
    Changes changes = layout_.is_flow(part.collection) ? cut_flow(part) : cut_lines(part);
    changes.extent = {begin(part.collection), layout_.end_of(part.collection)};
    return changes;
  }

  /// Whether a list replaces another one of Compose's, also when it is empty.
  bool replaces(NodeId list) const {
    const yaml::Tag tag = layout_.tree()[list].tag;
    return tag == yaml::Tag::compose_override || tag == yaml::Tag::compose_reset;
  }

  /// Comments on lines of their own in a list in brackets, which would go with it.
  bool holds_comment(NodeId list) const {
    if (!layout_.is_flow(list)) return false;
    const std::vector<NodeId> items = layout_.children(list);
    const auto has_comment = [&](std::uint32_t from, std::uint32_t to) {
      return layout_.text()[{from, to}].find('#') != std::string_view::npos;
    };
    std::uint32_t at = begin(list);
    for (const NodeId item : items) {
      if (has_comment(at, begin(item))) return true;
      at = layout_.end_of(item);
    }
    return has_comment(at, layout_.end_of(list));
  }

  /// Whole lines, from the first one's dash or key to the end of the last one.
  Changes cut_lines(const Part& part) const {
    std::uint32_t from = begin(part.children[part.first]);
    if (kind(part.collection) == NodeKind::sequence) {
      const auto dash = dash_before(from);
      if (!dash) return {.obstacle = kUnclear};
      from = *dash;
    }
    const std::uint32_t end = layout_.end_of(part.children[part.last - 1]);
    const std::uint32_t begin = layout_.line_begin(from);
    if (!layout_.is_blank(begin, from) || !layout_.has_only_comment(end)) {
      return {.obstacle = kUnclear};
    }
    const NodeId before = block_before(part.children[part.first]);
    Changes changes;
    std::uint32_t at = begin;
    bool is_taken = before != kNoNode && takes(before, layout_.next_line(end));
    for (const std::uint32_t comment : comments_in(begin, part.children[part.last - 1])) {
      is_taken = is_taken || (before != kNoNode && takes(before, comment));
      if (comment > at) changes.all.push_back({{at, comment}, ""});
      at = layout_.next_line(comment);
    }
    if (is_taken) return {.obstacle = kUnclear};
    // The line end before belongs to a block scalar.
    changes.all.push_back(
        {before == kNoNode ? lines(at, end) : ByteRange{at, layout_.next_line(end)}, ""});
    return changes;
  }

  /// The block scalar that ends where a node begins; kNoNode when something else does.
  NodeId block_before(NodeId node) const {
    NodeId leaf = node;
    while (leaf > 0 && layout_.tree()[leaf - 1].next > node) --leaf;  // what the node stands in
    if (leaf == 0) return kNoNode;
    const char first = at(begin(leaf - 1));
    const bool is_block = layout_.tree()[leaf - 1].style == yaml::ScalarStyle::quoted &&
                          (first == '|' || first == '>');
    return is_block ? leaf - 1 : kNoNode;
  }

  /// Whether a block scalar would take the lines from there on for its own: comments as far to the
  /// right as its text, and where it keeps all line ends, blank lines.
  bool takes(NodeId block, std::uint32_t line) const {
    const std::uint32_t begin = this->begin(block);
    const std::string_view header = layout_.text()[{begin, begin + 3}];
    while (line < layout_.text().end() && layout_.is_blank(line, layout_.line_end(line))) {
      if (header.find('+') != header.npos) return true;
      line = layout_.next_line(line);
    }
    const std::uint32_t comment = layout_.skip_spaces(line);
    if (at(comment) != '#') return false;
    const bool says_indent = header.find_first_of("123456789") != header.npos;
    return says_indent || comment - line >= indent_of(block);
  }

  /// How far to the right the text of a block scalar begins; anywhere when it has none.
  std::uint32_t indent_of(NodeId block) const {
    std::uint32_t line = layout_.next_line(begin(block));
    while (line < layout_.text().end() && layout_.is_blank(line, layout_.line_end(line))) {
      line = layout_.next_line(line);
    }
    return line < layout_.end_of(block) ? layout_.skip_spaces(line) - line : 0;
  }

  /// Where comments on lines of their own begin, before the last leaf of a node.
  std::vector<std::uint32_t> comments_in(std::uint32_t begin, NodeId node) const {
    std::uint32_t last = this->begin(node);
    if (!layout_.is_flow(node)) last = this->begin(layout_.tree()[node].next - 1);
    std::vector<std::uint32_t> comments;
    for (std::uint32_t line = begin; line < last; line = layout_.next_line(line)) {
      const std::uint32_t text = layout_.skip_spaces(line);
      if (at(text) == '#') comments.push_back(line);
    }
    return comments;
  }

  /// The lines from `begin` on, to the end of the one that holds `end`. Where the text has no line
  /// end at its end, it has none afterwards.
  ByteRange lines(std::uint32_t begin, std::uint32_t end) const {
    const std::uint32_t next = layout_.next_line(end);
    const bool is_last = next == layout_.line_end(end);
    if (!is_last || begin == layout_.text().begin()) return {begin, next};
    return {layout_.line_end(layout_.line_begin(begin - 1)), next};
  }

  /// The dash of an item in block style, before its anchor and tag.
  std::optional<std::uint32_t> dash_before(std::uint32_t item) const {
    const std::uint32_t begin = layout_.line_begin(item);
    const std::string_view before = layout_.text()[{begin, item}];
    const std::size_t dash = before.find_first_not_of(" \t");
    if (dash == before.npos || before[dash] != '-') return std::nullopt;
    // What follows may only be properties: another dash or a key would be another node.
    for (std::size_t at = dash + 1; at < before.size();) {
      const std::size_t word = std::min(before.find_first_not_of(" \t", at), before.size());
      if (word < before.size() && (word == at || (before[word] != '&' && before[word] != '!'))) {
        return std::nullopt;
      }
      at = std::min(before.find_first_of(" \t", word), before.size());
    }
    return begin + static_cast<std::uint32_t>(dash);
  }

  /// Elements of a collection in brackets, with one comma.
  Changes cut_flow(const Part& part) const {
    const bool is_first = part.first == 0;
    const std::uint32_t end = layout_.end_of(part.children[part.last - 1]);
    std::uint32_t comma_before = 0;
    std::uint32_t from = begin(part.collection) + 1;
    if (!is_first) {
      comma_before = layout_.skip_blanks(layout_.end_of(part.children[part.first - 1]));
      if (at(comma_before) != ',') return {.obstacle = kUnclear};
      from = comma_before + 1;
    }
    const std::uint32_t start = layout_.skip_blanks(from);
    const std::uint32_t after = layout_.skip_blanks(end);
    const bool has_comma = at(after) == ',';
    if (!has_comma && at(after) != ']' && at(after) != '}') return {.obstacle = kUnclear};
    if (has_comma && layout_.text()[{end, after}].find('#') != std::string_view::npos) {
      return {.obstacle = kUnclear};
    }
    const std::uint32_t stop = has_comma ? after + 1 : end;
    const std::uint32_t line = layout_.line_begin(start);
    const bool is_alone = layout_.is_blank(line, start) && line > begin(part.collection) &&
                          layout_.has_only_comment(stop);
    Changes changes;
    if (!has_comma && !is_first) {
      const bool is_near =
          layout_.text()[{comma_before, start}].find('#') == std::string_view::npos;
      if (!is_alone && is_near) return {.all = {{{comma_before, end}, ""}}};
      changes.all.push_back({{comma_before, comma_before + 1}, ""});
    }
    if (is_alone) {
      changes.all.push_back({{line, layout_.next_line(stop)}, ""});
    } else if (has_comma) {
      changes.all.push_back({with_blanks(start, stop), ""});
    } else {
      const bool is_only = layout_.is_blank(from, start) && layout_.is_blank(end, after);
      changes.all.push_back({is_only ? ByteRange{from, after} : ByteRange{start, end}, ""});
    }
    return changes;
  }

  char at(std::uint32_t offset) const {
    return offset < layout_.text().end() ? layout_.text()[offset] : '\0';
  }

  /// With the blanks after it, or before it where the line ends after it.
  ByteRange with_blanks(std::uint32_t begin, std::uint32_t end) const {
    const std::uint32_t line_end = layout_.line_end(end);
    if (layout_.is_blank(end, line_end)) {
      while (begin > 0 && (at(begin - 1) == ' ' || at(begin - 1) == '\t')) --begin;
      return {begin, end};
    }
    return {begin, layout_.skip_spaces(end)};
  }

  /// A list in block style that stays, with nothing in it: "[]" after its key.
  Changes emptied(NodeId list, const Part& items) const {
    const NodeId holder = layout_.parent(list);
    if (kind(holder) != NodeKind::mapping) return {.obstacle = kAlone};
    const std::vector<NodeId> children = layout_.children(holder);
    const auto value = std::ranges::find(children, list);
    if (value == children.begin()) return {.obstacle = kUnclear};
    const std::uint32_t colon = layout_.skip_blanks(layout_.end_of(*(value - 1)));
    if (at(colon) != ':' || !layout_.has_only_comment(colon + 1)) return {.obstacle = kUnclear};
    if (layout_.line_begin(begin(list)) == layout_.line_begin(colon)) return {.obstacle = kUnclear};
    Changes changes = cut_lines(items);
    if (!changes.obstacle.empty()) return changes;
    changes.all.insert(changes.all.begin(), {{colon + 1, colon + 1}, " []"});
    changes.extent = {begin(holder), layout_.end_of(holder)};
    return changes;
  }

  const Layout& layout_;
  const bool keeps_list_;
};

}  // namespace

Changes remove(const Layout& layout, const EditIntent& intent) {
  return Removal(layout, intent.keeps_list).run(intent.place);
}

}  // namespace lint::fix
