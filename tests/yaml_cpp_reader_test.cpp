/// yaml-cpp's reading against libyaml's.

#include "lint/yaml/yaml_cpp_reader.hpp"

#include <array>
#include <optional>
#include <string>

#include "tests/check.hpp"

namespace {

using lint::Source;
using lint::yaml::Tree;

std::optional<Tree> second(const Source& source) {
  const Tree first = tests::parse(source);
  return lint::yaml::parse_with_yaml_cpp(first,
                                         {0, static_cast<std::uint32_t>(source.text().size())});
}

TEST_CASE("reader: both readings of ordinary manifests are the same") {
  for (const char* text : {
           "a: b\nc: [d, 'e', \"f\", null, ~, ]\ng:\nh: {i: 1, j: {}}\n",
           "a: &x {b: c}\nd: *x\ne:\n  <<: *x\n  f: &y g\nh: [*y]\n",
           "a: |\n  b\n  c\nd: >-\n  e\n  f\n",
           "a: !!str 1\nb: !custom {c: d}\ne: ! f\ng: !!binary aGk=\n",
           "- a\n-\n  - b\n  -\n- c: d\n  e: f\n",
           "é: 鍵\n'🔑': \"\\u00e9\"\n",
       }) {
    const Source source{text};
    CHECK_MESSAGE(!second(source), text);
  }
}

TEST_CASE("reader: where the readings differ there is a second tree with places") {
  // In a plain scalar YAML 1.1 breaks lines at U+0085, so that libyaml reads one space there.
  const Source source("a: b\u0085  c\n");
  const auto tree = second(source);
  REQUIRE(tree);
  CHECK(tree->text(1) == "a");
  CHECK((*tree)[2].range.begin == 3);
  CHECK(tree->text(2) != tests::parse(source).text(2));
}

TEST_CASE("reader: what yaml-cpp refuses has no second tree") {
  const Source source("a: &b |\n c\n");
  CHECK(!second(source));
}

TEST_CASE("reader: what only yaml-cpp spells is found") {
  // libyaml ends the line, and with it the base64 text, at the CR.
  using namespace std::string_view_literals;
  const lint::Patterns words(std::array{"eccomp"sv});
  const auto spells = [&](std::string_view text) {
    return lint::yaml::yaml_cpp_spells(text, {0, static_cast<std::uint32_t>(text.size())}, words);
  };
  CHECK(spells("!!binary \"c2VjY29tcFB\ryb2ZpbGU=\": {}\n"));
  CHECK(spells("a: \"s\\x65ccomp\"\n"));
  CHECK(!spells("a: b\n"));
}

}  // namespace
