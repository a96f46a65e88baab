#include "lint/manifest/document.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "lint/manifest/kubernetes/substitution.hpp"
#include "lint/template/dialects.hpp"

namespace lint::manifest {

using yaml::kNoNode;
using yaml::Node;
using yaml::NodeId;
using yaml::NodeKind;
using yaml::ScalarStyle;
using yaml::Tag;

namespace {
/// Merge keys inside merged mappings are followed this far; real ones need two or three.
constexpr int kMostMerges = 1000;
}  // namespace

Value Document::root() const {
  Value value;
  value.node = tree_.empty() ? kNoNode : 0;
  if (!tree_.empty()) value.used = value.key = tree_[0].range;
  return value;
}

Type Document::type(const Value& value) const {
  if (value.node == kNoNode) return Type::null;
  if (is_undecided(value.node)) return Type::undecided;
  const Node& node = tree_[value.node];
  if (node.kind == NodeKind::scalar || is_action(value.node)) {
    return scalar_type(scalar_text(value.node), node.style, node.tag);
  }
  if (node.kind == NodeKind::mapping) return Type::mapping;
  return node.kind == NodeKind::sequence ? Type::sequence : Type::null;
}

std::string_view Document::text(const Value& value) const {
  return value.node == kNoNode ? std::string_view() : scalar_text(value.node);
}

ByteRange Document::undecided_range(const Value& value) const {
  if (value.node == kNoNode || value.anchor != kNoNode) return value.used;
  if (const auto comment = comment_value(value.node)) return *comment;
  return written_.with_action(tree_[value.node].range);
}

std::string_view Document::undecided_text(const Value& value) const {
  if (value.node == kNoNode) return {};
  if (const auto comment = comment_value(value.node)) return written_[*comment];
  const ByteRange range = tree_[value.node].range;
  return is_template_ ? written_.with_block(range) : written_[written_.with_action(range)];
}

std::optional<templates::Rendered> Document::rendered(const Value& value) const {
  if (value.node == kNoNode || !is_template_) return std::nullopt;
  const ByteRange range = tree_[value.node].range;
  // What other languages than Helm's write is not known.
  if (!templates::may_hold_action(written_[written_.with_action(range)])) return std::nullopt;
  return written_.rendered(range);
}

bool Document::depends_on_parameter(const Value& value) const {
  return is_template_ && value.node != kNoNode &&
         written_.depends_on_parameter(tree_[value.node].range.begin);
}

bool Document::may_have_more(const Value& mapping) const {
  if (!is_template_ || mapping.node == kNoNode) return false;
  return written_.writes_in({mapping.key.end, end_of(mapping.node)});
}

bool Document::may_get_entries(const Value& mapping) const {
  if (!is_template_ || mapping.node == kNoNode) return false;
  const Node& node = tree_[mapping.node];
  if (node.kind != NodeKind::mapping || node.next == mapping.node + 1) return false;
  const std::uint32_t first = tree_[mapping.node + 1].range.begin;
  // What an action writes before the first key that is seen comes after the mapping's own.
  const bool has_key = mapping.anchor == kNoNode && mapping.key.end <= node.range.begin;
  const ByteRange range{has_key ? mapping.key.end : node.range.begin, end_of(mapping.node)};
  if (tree_.source().from(node.range.begin).starts_with('{')) return written_.writes_in(range);
  const std::string_view before = written_.text().substr(0, first);
  return written_.writes_at(range, first - (before.rfind('\n') + 1));
}

bool Document::is_in_block(ByteRange place, std::uint32_t since) const {
  return is_template_ && written_.is_in_block(place.begin, since);
}

bool Document::comes_with(const Value& value, const Value& other) const {
  if (!is_template_ || value.node == kNoNode || other.node == kNoNode) return true;
  return written_.comes_with(tree_[value.node].range.begin, tree_[other.node].range.begin);
}

bool Document::is_written_out(const Value& collection) const {
  if (!is_template_ || collection.node == kNoNode) return true;
  const std::uint32_t begin = std::min(collection.key.end, tree_[collection.node].range.begin);
  return is_text({begin, end_of(collection.node)});
}

bool Document::is_text(ByteRange between) const {
  return !is_template_ || !written_.begins_line_in(between);
}

/// Flow style ends with its bracket, block style where the next node or document begins.
std::uint32_t Document::end_of(NodeId collection) const {
  const Node& node = tree_[collection];
  const std::string_view rest = tree_.source().from(node.range.begin);
  if (rest.starts_with('{') || rest.starts_with('[')) return node.range.end;
  if (node.next < tree_.size()) return tree_[node.next].range.begin;
  return node.range.begin + static_cast<std::uint32_t>(std::min(rest.find("\n---"), rest.size()));
}

std::vector<std::pair<ByteRange, templates::Rendered>> Document::rendered_entries(
    const Value& mapping) const {
  std::vector<std::pair<ByteRange, templates::Rendered>> entries;
  const bool is_block = is_template_ && mapping.node != kNoNode &&
                        tree_[mapping.node].kind == NodeKind::mapping &&
                        !tree_.source().from(tree_[mapping.node].range.begin).starts_with('{');
  if (!is_block || mapping.anchor != kNoNode || tree_[mapping.node].next == mapping.node + 1) {
    return entries;
  }
  const std::uint32_t first = tree_[mapping.node + 1].range.begin;
  const std::string_view before = written_.text().substr(0, first);
  const std::size_t column = first - (before.rfind('\n') + 1);
  for (const ByteRange action :
       written_.lines_written_in({mapping.key.end, end_of(mapping.node)}, column)) {
    // What a key has as its value is no entry.
    const std::string_view shown = tree_.source()[action];
    if (shown.find_first_not_of(" \t\r\n") != shown.npos) continue;
    entries.emplace_back(action, written_.rendered(action));
  }
  return entries;
}

/// The scalar as the template has it, without what the mask made of it.
std::string_view Document::raw(const Node& node) const {
  const bool is_as_it_is = node.kind == NodeKind::scalar && !node.is_stored;
  const std::uint32_t end = is_as_it_is ? node.range.begin + node.size : node.range.end;
  std::string_view text = written_[{node.range.begin, end}];
  if (text.size() > 1 && (text[0] == '"' || text[0] == '\'') && text.ends_with(text[0])) {
    text = text.substr(1, text.size() - 2);
  }
  return text;
}

bool Document::is_action(NodeId id) const {
  if (actions_.empty()) actions_.resize(tree_.size());
  Holds& known = actions_[id];
  if (known == Holds::unknown) known = holds_action(id) ? Holds::action : Holds::nothing;
  return known == Holds::action;
}

/// Whether actions stand in a node. A plain scalar may hold the branches of a conditional, side by
/// side.
bool Document::holds_action(NodeId id) const {
  const Node& node = tree_[id];
  if (node.kind == NodeKind::mapping && id + 1 < node.next) {
    return templates::is_action_mapping(tree_.source().from(node.range.begin),
                                        tree_[id + 1].range.begin - node.range.begin);
  }
  if (node.kind != NodeKind::scalar) return false;
  return templates::has_action(tree_.text(id)) ||
         (is_template_ && templates::has_action(raw(node)));
}

bool Document::is_undecided(NodeId id) const {
  const bool is_list = tree_[id].kind == NodeKind::sequence;
  if (is_list)
    return templates::begins_with_bracket_value(tree_.source().from(tree_[id].range.begin));
  return (is_action(id) && !(is_template_ && rendered_word(id))) || comment_value(id);
}

/// Where ytt's comment writes the value of what is empty for YAML.
std::optional<ByteRange> Document::comment_value(NodeId id) const {
  const Node& node = tree_[id];
  const bool is_empty = node.kind == NodeKind::scalar && node.style == ScalarStyle::plain &&
                        node.range.begin == node.range.end;
  if (!is_empty) return std::nullopt;
  const std::string_view rest = tree_.source().from(node.range.end);
  const std::string_view line = rest.substr(0, rest.find_first_of("\r\n"));
  if (!templates::begins_with_comment_value(line)) return std::nullopt;
  const auto begin = static_cast<std::uint32_t>(line.find('#'));
  return ByteRange{node.range.end + begin,
                   node.range.end + static_cast<std::uint32_t>(line.size())};
}

std::string_view Document::scalar_text(NodeId id) const {
  if (tree_[id].kind == NodeKind::alias) id = tree_.target(id);
  if (is_template_ && is_action(id)) {
    const auto& text = rendered_word(id);
    return text ? *text : raw(tree_[id]);
  }
  return tree_[id].kind == NodeKind::scalar ? tree_.text(id) : std::string_view();
}

/// What is known of the text that the actions in a node write; nothing when it depends on values.
const std::optional<std::string>& Document::rendered_word(NodeId id) const {
  const auto [known, is_new] = rendered_words_.try_emplace(id);
  if (is_new) known->second = templates::rendered_word(raw(tree_[id]));
  return known->second;
}

std::vector<Value> Document::get(const Value& mapping, std::string_view key) const {
  std::vector<Value> found;
  find(mapping, key, 0, found);
  return found;
}

std::vector<Value> Document::get(const Value& mapping,
                                 std::span<const std::string_view> path) const {
  std::vector<Value> values{mapping};
  for (const std::string_view key : path) {
    std::vector<Value> below;
    for (const Value& value : values) find(value, key, 0, below);
    values = std::move(below);
  }
  return values;
}

std::optional<Value> Document::last(const Value& mapping, std::string_view key) const {
  return last(mapping, key, 0);
}

std::optional<Value> Document::last(const Value& mapping, std::string_view key, int merges) const {
  if (merges > kMostMerges) steps_left_ = 0;
  if (mapping.node == kNoNode || steps_left_ == 0) return std::nullopt;
  if (tree_[mapping.node].kind == NodeKind::sequence && merges > 0) {
    // In a list of mappings to merge, the first one that has the key wins.
    for (const Value& item : items(mapping)) {
      if (auto found = last(item, key, merges + 1)) return found;
    }
  }
  if (tree_[mapping.node].kind != NodeKind::mapping) return std::nullopt;
  std::optional<Value> explicit_value;
  std::optional<Value> merged;
  const NodeId end = tree_[mapping.node].next;
  for (NodeId at = mapping.node + 1; at < end && step(); at = tree_[tree_[at].next].next) {
    const NodeId value = tree_[at].next;
    if (is_merge_key(at)) {
      if (auto found = last(resolve(mapping, value), key, merges + 1)) merged = found;
    } else if (scalar_text(at) == key) {
      explicit_value = child(mapping, at, value);
      if (tag(*explicit_value) == Tag::compose_reset) explicit_value.reset();
    }
  }
  return explicit_value ? explicit_value : merged;
}

Tag Document::own_tag(const Value& mapping, std::string_view key) const {
  Tag found = Tag::none;
  if (mapping.node == kNoNode || tree_[mapping.node].kind != NodeKind::mapping) return found;
  const NodeId end = tree_[mapping.node].next;
  for (NodeId at = mapping.node + 1; at < end && step(); at = tree_[tree_[at].next].next) {
    if (scalar_text(at) == key) found = tree_[tree_[at].next].tag;
  }
  return found;
}

std::string_view Document::get_text(const Value& mapping, std::string_view key) const {
  for (const Value& value : get(mapping, key)) {
    if (tree_[value.node].kind == NodeKind::scalar && type(value) != Type::null) return text(value);
  }
  return {};
}

std::vector<std::string_view> Document::get_texts(const Value& mapping,
                                                  std::string_view key) const {
  std::vector<std::string_view> texts;
  for (const Value& value : get(mapping, key)) {
    if (type(value) != Type::null && !text(value).empty()) texts.push_back(text(value));
  }
  if (texts.size() < 2) return texts;
  if (texts.front() == texts.back()) return {texts.front()};
  return {texts.front(), texts.back()};
}

std::vector<Value> Document::items(const Value& sequence) const {
  std::vector<Value> items;
  if (sequence.node == kNoNode || tree_[sequence.node].kind != NodeKind::sequence) return items;
  const NodeId end = tree_[sequence.node].next;
  for (NodeId at = sequence.node + 1; at < end && step(); at = tree_[at].next) {
    items.push_back(resolve(sequence, at));
  }
  return items;
}

std::vector<Document::Entry> Document::entries(const Value& mapping) const {
  return entries(mapping, 0);
}

std::vector<Document::Entry> Document::entries(const Value& mapping, int merges) const {
  std::vector<Entry> own;
  if (merges > kMostMerges) steps_left_ = 0;
  if (mapping.node == kNoNode || tree_[mapping.node].kind != NodeKind::mapping) return own;
  const NodeId end = tree_[mapping.node].next;
  std::vector<NodeId> keys;
  std::vector<NodeId> merge_keys;
  for (NodeId key = mapping.node + 1; key < end && step(); key = tree_[tree_[key].next].next) {
    if (is_merge_key(key)) {
      merge_keys.push_back(key);
    } else {
      keys.push_back(key);
      own.push_back({resolve(mapping, key), child(mapping, key, tree_[key].next)});
    }
  }
  if (merge_keys.empty()) return own;
  std::unordered_map<std::string_view, NodeId> last_keys;
  for (const NodeId key : keys) last_keys[scalar_text(key)] = key;
  for (const NodeId merge_key : merge_keys) {
    const Value source = resolve(mapping, tree_[merge_key].next);
    for (Entry& entry : merged_entries(source, merges + 1)) {
      const auto explicit_key = last_keys.find(scalar_text(entry.key.node));
      const bool is_overridden =
          explicit_key != last_keys.end() && explicit_key->second > merge_key;
      if (!is_overridden) own.push_back(entry);
    }
  }
  return own;
}

std::vector<Document::Entry> Document::merged_entries(const Value& source, int merges) const {
  if (source.node == kNoNode || tree_[source.node].kind != NodeKind::sequence) {
    return entries(source, merges);
  }
  std::vector<Entry> merged;
  std::unordered_set<std::string_view> taken;
  for (const Value& item : items(source)) {
    const std::vector<Entry> more = entries(item, merges);
    for (const Entry& entry : more) {
      if (!taken.contains(scalar_text(entry.key.node))) merged.push_back(entry);
    }
    for (const Entry& entry : more) taken.insert(scalar_text(entry.key.node));
  }
  return merged;
}

ByteRange Document::written(const Value& value) const {
  return value.node == kNoNode ? ByteRange() : tree_[value.node].range;
}

Tag Document::tag(const Value& value) const {
  return value.node == kNoNode ? Tag::none : tree_[value.node].tag;
}

std::vector<RelatedPlace> Document::related(const Value& value) const {
  std::vector<RelatedPlace> places;
  if (value.anchor != kNoNode) {
    const std::uint32_t anchor = tree_.anchor_offset(value.anchor);
    places.push_back({Relation::written, tree_[value.node].range});
    places.push_back({Relation::anchor, {anchor, anchor + 1}});
  }
  if (value.duplicate_key != kNoNode) {
    places.push_back({Relation::duplicate_key, tree_[value.duplicate_key].range,
                      std::string(scalar_text(value.duplicate_key))});
  }
  return places;
}

/// `node` as something that `parent` holds without a key of its own.
Value Document::resolve(const Value& parent, NodeId node) const {
  const Node& seen = tree_[node];
  const bool is_alias = seen.kind == NodeKind::alias;
  Value value;
  value.node = is_alias ? tree_.target(node) : node;
  value.used = value.key = seen.range;
  if (is_alias) value.anchor = value.node;
  value.duplicate_key = parent.duplicate_key;
  if (parent.anchor != kNoNode) {
    value.used = value.key = parent.used;
    value.anchor = parent.anchor;
  }
  return value;
}

Value Document::child(const Value& parent, NodeId key, NodeId node) const {
  Value value = resolve(parent, node);
  if (parent.anchor == kNoNode) value.key = tree_[key].range;
  return value;
}

bool Document::is_merge_key(NodeId key) const {
  const Node& node = tree_[key];
  constexpr std::string_view kMerge = "<<";
  if (node.kind != NodeKind::scalar || node.size != kMerge.size()) return false;
  const bool is_merge = node.tag == Tag::merge || node.tag == Tag::non_specific ||
                        (node.tag == Tag::none && node.style == ScalarStyle::plain);
  return is_merge && tree_.text(key) == kMerge;
}

void Document::find(const Value& mapping, std::string_view key, int merges,
                    std::vector<Value>& found) const {
  if (mapping.node == kNoNode || tree_[mapping.node].kind != NodeKind::mapping) return;
  const std::size_t first_found = found.size();
  const NodeId end = tree_[mapping.node].next;
  NodeId first_key = kNoNode;
  NodeId last_key = kNoNode;
  bool has_merge_keys = false;
  for (NodeId at = mapping.node + 1; at < end && step(); at = tree_[tree_[at].next].next) {
    if (is_merge_key(at)) has_merge_keys = true;
    const std::string_view text = scalar_text(at);
    if (text != key && !substitutes_to(text, key)) continue;
    found.push_back(child(mapping, at, tree_[at].next));
    if (first_key == kNoNode) first_key = at;
    last_key = at;
  }
  // The branches of a conditional may well have the same key.
  if (first_key != last_key && !is_template_) {
    for (std::size_t i = first_found; i < found.size(); ++i) {
      found[i].duplicate_key = i == first_found ? last_key : first_key;
    }
  }
  if (!has_merge_keys) return;
  // An explicit key after a merge key wins for every reader. One before it is overridden for
  // kubectl (goyaml.v2 decode.go) and kept by others.
  for (NodeId at = mapping.node + 1; at < end && step(); at = tree_[tree_[at].next].next) {
    const bool is_overridden = last_key != kNoNode && last_key > at;
    if (is_merge_key(at) && !is_overridden) {
      find_merged(resolve(mapping, tree_[at].next), key, merges + 1, found);
    }
  }
}

/// In a list of mappings to merge, the first one that has the key wins.
void Document::find_merged(const Value& source, std::string_view key, int merges,
                           std::vector<Value>& found) const {
  if (merges > kMostMerges) {
    steps_left_ = 0;
    return;
  }
  if (tree_[source.node].kind != NodeKind::sequence) {
    find(source, key, merges, found);
    return;
  }
  const std::size_t before = found.size();
  for (const Value& item : items(source)) {
    if (tree_[item.node].kind == NodeKind::mapping) find(item, key, merges, found);
    if (found.size() > before) return;
  }
}

/// Whether a variable that Flux substitutes writes a key, by its default.
bool Document::substitutes_to(std::string_view text, std::string_view key) {
  constexpr std::string_view kLeast = "${}";  // of what is written around a default
  if (text.size() < key.size() + kLeast.size()) return false;
  return text.find("${") != text.npos && substitute(text).text == key;
}

bool Document::step() const {
  if (steps_left_ > 0) --steps_left_;
  return steps_left_ > 0;
}

}  // namespace lint::manifest
