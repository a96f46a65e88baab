#include "tests/plain/compare.hpp"

#include <cstdint>
#include <optional>

#include "lint/yaml/libyaml_reader.hpp"
#include "lint/yaml/plain.hpp"
#include "lint/yaml/yaml_cpp_reader.hpp"

namespace tests {
namespace {

using lint::yaml::Parse;

bool is_same(const Parse& one, const Parse& other) {
  return one.is_empty == other.is_empty && one.api_version == other.api_version &&
         one.kind == other.kind;
}

}  // namespace

Comparison compare_readers(std::string_view document, Readers readers) {
  const lint::ByteRange all{0, static_cast<std::uint32_t>(document.size())};
  const auto survey = lint::yaml::parse_plain(document, all, nullptr);
  if (!survey) return {};
  const auto differs = [](std::string what) { return Comparison{true, std::move(what)}; };
  lint::yaml::TreeBuilder builder(document);
  const auto plain = lint::yaml::parse_plain(document, all, &builder);
  if (!plain || !is_same(*plain, *survey)) return differs("the survey says something else");
  lint::yaml::TreeBuilder builder_of_libyaml(document);
  const Parse parse = lint::yaml::parse_with_libyaml(document, all, &builder_of_libyaml);
  if (parse.error) return differs("libyaml refuses: " + parse.error->problem);
  if (!is_same(parse, *plain)) return differs("libyaml reads another apiVersion or kind");
  const lint::yaml::Tree tree = builder.take();
  if (!tree.is_same_as(builder_of_libyaml.take())) return differs("libyaml makes another tree");
  const bool asks_yaml_cpp = readers == Readers::both && !parse.is_empty;
  if (asks_yaml_cpp && !lint::yaml::yaml_cpp_agrees(tree, all)) {
    return differs("yaml-cpp refuses it, or makes another tree");
  }
  return {true, {}};
}

}  // namespace tests
