/// What is plain YAML, and what is not: readers must refuse or differ on nothing that is.

#include "lint/yaml/plain.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <fstream>
#include <optional>
#include <string>

#include "tests/check.hpp"
#include "tests/plain/compare.hpp"
#include "tests/plain/documents.hpp"

namespace {

using lint::yaml::Parse;

std::optional<Parse> plain(std::string_view text) {
  return lint::yaml::parse_plain(text, {0, static_cast<std::uint32_t>(text.size())}, nullptr);
}

std::string difference(std::string_view text) {
  return tests::compare_readers(text, tests::Readers::both).difference;
}

/// Each code point of the table is a byte.
std::string bytes_of(const std::string& row) {
  std::string bytes;
  for (std::size_t at = 0; at < row.size(); ++at) {
    const auto lead = static_cast<unsigned char>(row[at]);
    if (lead < 0x80) {
      bytes += row[at];
    } else {
      ++at;
      bytes +=
          static_cast<char>((lead & 0x03U) << 6U | (static_cast<unsigned char>(row[at]) & 0x3FU));
    }
  }
  return bytes;
}

TEST_CASE("plain: the traps that lie between YAML and what looks like it") {
  std::ifstream file(std::string(PROJECT_FOLDER) + "/tests/plain_traps.jsonl");
  REQUIRE(file.is_open());
  std::size_t rows = 0;
  for (std::string line; std::getline(file, line); ++rows) {
    const auto row = nlohmann::json::parse(line);
    const std::string text = bytes_of(row["bytes"]);
    CAPTURE(line);
    CHECK(plain(text).has_value() == (row["plain"] == "accepts"));
    CHECK((row["libyaml"] == "accepts" || !plain(text)));
    CHECK(difference(text) == "");
  }
  CHECK(rows > 150);
}

TEST_CASE("plain: what manifests are written in") {
  for (const std::string_view text :
       {// Block style.
        "a: b\n", "a: b", "a:\n  b: c\nd:\n", "a:\n- b\n- c\nd: e\n", "- a\n-\n- - b\n  - c: d\n",
        "-\n  a: b\n  c:\n  - d\n", "- a:\n  - b\n- c\n", "  a: b\n  c: d\n", "a:\n\n\nb: c\n",
        "a: # b\n  c\n", "# a\n\nb: c # d\n# e\n", "'a': b\n\"c\" : d\ne : f\n",
        // Plain scalars.
        "a: b\n  c\n\n  - d\n  \"e\n", "- a\n  b # c\n", "a: b:c#d -e ?f\n", "a: -b\n",
        "a: :8080\n", "a:\n  b\n  c\nd: e\n", "a: http://b/#c\n",
        "caf\xC3\xA9: \xE2\x82\xAC\xF0\x9F\x98\x80\n",
        // Quoted scalars.
        "a: 'b''c'\n", "a: \"\\\"\\\\\\/\\a\\b\\e\\f\\n\\r\\t\\v\\0\\ \\u00e9\"\n",
        "a: 'b\n\n  c'\nd: e\n", "a: \"b\\\n  c \n  d\" # e\n", "a: \"b\tc\"\n", "- 'a: b'\n",
        "a: 'b\n  ''c'\n",
        // Blocks.
        "a: |\n  b\n   c\n\n  d\ne: f\n", "a: >-\n  b\n  c\n\n  d\n", "a: |2-\n   b\n",
        "a: |+ # b\n  c\n\n", "- |\n a\n- >\n  b\n\n   c\n  d\n", "a: |\n\nb: c\n",
        "a: |\n  b\n  \tc\n# d\ne: f\n", "a: |\n",
        // Flow style.
        "{\"a\":1,\"b\":[],\"c\":{\"d\":null}}\n", "a: [b, 'c', -1, d:e]\n",
        "a: {b: c, d: {e: f}}\n", "{\n  \"a\" : [\n    {}, # b\n    c\n  ]\n}", "[\na,\nb\n]\n",
        // Nothing.
        "", "\n", "# a", "  \n"}) {
    CAPTURE(text);
    CHECK(plain(text).has_value());
    CHECK(difference(text) == "");
  }
}

TEST_CASE("plain: the root's apiVersion and kind, and no other's") {
  const auto kind = [](std::string_view text) {
    const auto parse = plain(text);
    REQUIRE(parse);
    return parse->api_version + ' ' + parse->kind;
  };
  CHECK(kind("apiVersion: v1\nkind: Pod\n") == "v1 Pod");
  CHECK(kind("\"kind\": 'Po''d'\nkind : >-\n  Job\n") == " Job");
  CHECK(kind("kind: Pod\nkind: [a]\n") == " ");
  CHECK(kind("kind: Pod\nkind:\n") == " ");
  CHECK(kind("a: {kind: Pod}\nb:\n  kind: Job\n") == " ");
  CHECK(kind("{\"kind\": \"Pod\", \"a\": {\"kind\": \"Job\"}, \"apiVersion\": \"v\\u0031\"}") ==
        "v1 Pod");
  CHECK(kind("- kind\n- Pod\n") == " ");
  CHECK(kind("kind: Pod\n  x\n") == " Pod x");
}

TEST_CASE("plain: texts made at random are read as both libraries read them") {
  tests::RandomDocuments documents(1, {});
  std::size_t accepted = 0;
  for (int i = 0; i < 40'000; ++i) {
    const std::string& text = documents.next();
    const auto readers = i % 4 == 0 ? tests::Readers::both : tests::Readers::libyaml;
    const tests::Comparison result = tests::compare_readers(text, readers);
    accepted += result.is_plain ? 1U : 0U;
    if (!result.difference.empty()) {
      CAPTURE(text);
      CHECK(result.difference == "");
    }
  }
  CHECK(accepted > 4'000);
}

}  // namespace
