/// libyaml's reading, as tree and as error.

#include "lint/yaml/libyaml_reader.hpp"

#include <string>

#include "tests/check.hpp"

namespace {

using lint::ByteRange;
using lint::Source;
using lint::yaml::Node;
using lint::yaml::NodeKind;
using lint::yaml::Parse;
using lint::yaml::Tag;
using lint::yaml::Tree;

Parse parsed(std::string_view text) {
  return lint::yaml::parse_with_libyaml(text, {0, static_cast<std::uint32_t>(text.size())},
                                        nullptr);
}

std::string problem(std::string_view text) {
  const Parse result = parsed(text);
  return result.error ? result.error->problem : "";
}

TEST_CASE("libyaml: nodes keep their places, without anchor and tag") {
  const Source source("key: &a !!str value\nlist: [é, *a]\n");
  const Tree tree = tests::parse(source);
  REQUIRE(tree.size() == 7);
  CHECK(tree[1].range == ByteRange{0, 3});
  CHECK(tree[2].range == ByteRange{14, 19});
  CHECK(tree.text(2) == "value");
  CHECK(tree[2].tag == Tag::string);
  CHECK(tree.anchor_offset(2) == 5);
  CHECK(tree[4].kind == NodeKind::sequence);
  CHECK(tree[4].range == ByteRange{26, 34});
  CHECK(tree[5].range == ByteRange{27, 29});
  CHECK(tree[6].kind == NodeKind::alias);
  CHECK(tree[6].range == ByteRange{31, 33});
  CHECK(tree.target(6) == 2);
}

TEST_CASE("libyaml: a node is followed by its sibling") {
  const Source source("a: {b: [c]}\nd: e\n");
  const Tree tree = tests::parse(source);
  CHECK(tree[0].next == tree.size());
  CHECK(tree[2].kind == NodeKind::mapping);
  CHECK(tree.text(tree[2].next) == "d");
}

TEST_CASE("libyaml: texts are decoded") {
  const Source source("- 'it''s'\n- \"a\\tb\\u00e9\"\n- |\n  x\n  y\n- >-\n  x\n  y\n- a\n  b\n");
  const Tree tree = tests::parse(source);
  REQUIRE(tree.size() == 6);
  CHECK(tree.text(1) == "it's");
  CHECK(tree.text(2) == "a\tbé");
  CHECK(tree.text(3) == "x\ny\n");
  CHECK(tree.text(4) == "x y");
  CHECK(tree.text(5) == "a b");
}

TEST_CASE("libyaml: a binary tag is decoded however it is written") {
  const Source source(
      "- !!binary VW5jb25maW5lZA==\n- !<tag:yaml.org,2002:binary> VW5jb25maW5lZA==\n"
      "- !!bin%61ry VW5jb25maW5lZA==\n");
  const Tree tree = tests::parse(source);
  for (const lint::yaml::NodeId id : {1U, 2U, 3U}) CHECK(tree.text(id) == "Unconfined");
}

TEST_CASE("libyaml: the latest anchor of a name is meant") {
  const Source source("- &a x\n- *a\n- &a y\n- *a\n");
  const Tree tree = tests::parse(source);
  CHECK(tree.text(tree.target(2)) == "x");
  CHECK(tree.text(tree.target(4)) == "y");
}

TEST_CASE("libyaml: the root's apiVersion and kind, and no other's") {
  const Parse result = parsed("x: {kind: No}\nkind: Pod\ny: [kind, No]\napiVersion: \"v1\"\n");
  CHECK(result.kind == "Pod");
  CHECK(result.api_version == "v1");
  CHECK(parsed("- kind\n- Pod\n").kind == "");
  CHECK(parsed("kind: A\nkind: B\n").kind == "B");
}

TEST_CASE("libyaml: comments alone are an empty document") {
  CHECK(parsed("# nothing\n\n").is_empty);
  CHECK(!parsed("a").is_empty);
}

TEST_CASE("libyaml: what kubectl refuses is refused") {
  CHECK(problem("a: \"b\n") != "");
  CHECK(problem("a: b: c\n") != "");
  CHECK(problem("a:\n\tb: c\n") != "");
  CHECK(problem("a: \xFF\n") != "");
  CHECK(problem("a: *b\n") == "the anchor of the alias '*b' is not defined");
}

TEST_CASE("libyaml: 400 levels are read and 401 refused") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  CHECK(problem(nested(400)) == "");
  CHECK(problem(nested(401)) == "nested deeper than 400 levels");
}

TEST_CASE("libyaml: an error at the end stands where the unfinished construct began") {
  const Parse result = parsed("é: x\nb: \"c\n");
  REQUIRE(result.error);
  CHECK(result.error->context_offset == 9);
  CHECK(result.error->offset == 9);
}

}  // namespace
