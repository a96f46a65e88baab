#include "lint/yaml/reader.hpp"

#include <fmt/format.h>

#include <optional>
#include <stdexcept>

#include "lint/search/escapes.hpp"
#include "lint/yaml/libyaml_reader.hpp"
#include "lint/yaml/plain.hpp"
#include "lint/yaml/yaml_cpp_reader.hpp"

namespace lint::yaml {
namespace {

bool has_hidden_word(const Tree& tree, const Patterns& words) {
  for (NodeId id = 0; id < tree.size(); ++id) {
    if (tree[id].kind == NodeKind::scalar && may_spell(tree.text(id), words)) return true;
  }
  return false;
}

bool is_same(const Parse& one, const Parse& other) {
  return one.error.has_value() == other.error.has_value() && one.is_empty == other.is_empty &&
         one.api_version == other.api_version && one.kind == other.kind;
}

}  // namespace

Parse parse_document(const PlacedText& source, ByteRange document, TreeBuilder* builder,
                     const Patterns* hidden) {
  std::optional<TreeBuilder> own;
  TreeBuilder* const plain_builder =
      builder == nullptr && hidden != nullptr ? &own.emplace(source) : builder;
  if (auto parse = parse_plain(source, document, plain_builder)) {
    if (hidden != nullptr) parse->has_hidden_word = has_hidden_word(plain_builder->tree(), *hidden);
    return std::move(*parse);
  }
  if (builder != nullptr) builder->restart();
  return parse_with_libyaml(source, document, builder, hidden);
}

Parse parse_and_compare(const PlacedText& source, ByteRange document, TreeBuilder& builder,
                        const Patterns* hidden) {
  Parse parse = parse_with_libyaml(source, document, &builder, hidden);
  TreeBuilder plain_builder(source);
  const auto survey = parse_plain(source, document, nullptr);
  const auto plain = parse_plain(source, document, &plain_builder);
  const auto is_one_reading = [&] {
    return survey && is_same(*survey, parse) && is_same(*plain, parse) &&
           plain_builder.tree().is_same_as(builder.tree()) &&
           (parse.is_empty || yaml_cpp_agrees(builder.tree(), document));
  };
  if (plain && !is_one_reading()) {
    throw std::logic_error(
        fmt::format("readers differ on the plain document at byte {}", document.begin));
  }
  return parse;
}

}  // namespace lint::yaml
