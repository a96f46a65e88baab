#include <algorithm>

#include "lint/fix/edits.hpp"
#include "lint/yaml/reader.hpp"

namespace lint::fix {
namespace {

constexpr std::string_view kTwoWays = "readers of YAML see it in different ways";
constexpr std::string_view kMarkup = "an action or other markup of a template stands beside it";
constexpr std::string_view kAlias = "it is reached through an alias";
constexpr std::string_view kShared = "an alias takes it to another place, too";
constexpr std::string_view kTemplate = "it stands in a template";

/// Whether the text was read there as the file has it, line ends and tabs aside, which JSON's mask
/// overwrites.
bool is_as_read(const Layout& layout, ByteRange range) {
  const std::string_view file = layout.text()[range];
  const std::string_view read = layout.tree().source()[range];
  return std::ranges::equal(file, read, [](char a, char b) {
    return a == b || (b == ' ' && (a == '\t' || a == '\r' || a == '\n'));
  });
}

}  // namespace

Changes Editor::changes(const EditIntent& intent, const Origin& origin) {
  if (!intent.obstacle.empty()) return {.obstacle = intent.obstacle};
  const Layout* const layout = layout_of(origin, intent.place.begin);
  if (layout == nullptr) return {.obstacle = kTwoWays};
  const yaml::NodeId node = layout->leaf_at(intent.place.begin);
  if (node == yaml::kNoNode) return {.obstacle = kTwoWays};
  if (layout->tree()[node].kind == yaml::NodeKind::alias) return {.obstacle = kAlias};
  if (origin.is_shared || layout->is_shared(node)) return {.obstacle = kShared};
  if (origin.is_template && intent.kind == EditIntent::Kind::remove) return {.obstacle = kTemplate};
  ByteRange range = layout->tree()[node].range;
  if (origin.is_template) range = {layout->line_begin(range.begin), layout->line_end(range.end)};
  if (!is_as_read(*layout, range)) return {.obstacle = kMarkup};
  Changes changes = intent.kind == EditIntent::Kind::remove ? remove(*layout, intent)
                                                            : set_value(*layout, intent);
  // What libyaml reads as the value already, another reader takes for something else.
  const bool is_idle = std::ranges::all_of(changes.all, [&](const Replacement& change) {
    return layout->text()[change.place] == change.text;
  });
  if (is_idle && changes.obstacle.empty()) return {.obstacle = kTwoWays};
  return changes;
}

/// The document that holds the offset, as libyaml reads it; null when it does not.
const Layout* Editor::layout_of(const Origin& origin, std::uint32_t at) {
  const auto document = std::ranges::find_if(
      origin.documents, [&](ByteRange range) { return range.begin <= at && at < range.end; });
  if (document == origin.documents.end()) return nullptr;
  const auto is_known = [&] {
    const std::string_view known = layout_->tree().source().text();
    return known.data() == origin.text.text().data() && document_ == *document;
  };
  if (layout_ && is_known()) return &*layout_;
  layout_.reset();
  yaml::TreeBuilder builder(origin.text);
  if (yaml::parse_document(origin.text, *document, &builder).error) return nullptr;
  document_ = *document;
  return &layout_.emplace(builder.take(), text_);
}

}  // namespace lint::fix
