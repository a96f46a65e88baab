#include "lint/manifest/document.hpp"

#include <fmt/format.h>

#include <array>
#include <string>
#include <vector>

#include "lint/manifest/kubernetes/json_patch.hpp"
#include "lint/manifest/recognise.hpp"
#include "tests/check.hpp"

namespace {

using lint::Source;
using lint::manifest::Document;
using lint::manifest::Value;
using lint::yaml::Tree;
using Texts = std::vector<std::string>;

/// A text and its document, alive together.
struct Read {
  explicit Read(const std::string& text)
      : source(text), tree(tests::parse(source)), written(source.text()), document(tree, written) {}

  /// The texts under `key` of the mapping under `x`.
  Texts get(std::string_view key) const {
    Texts texts;
    for (const Value& x : document.get(document.root(), "x")) {
      for (const Value& value : document.get(x, key)) texts.emplace_back(document.text(value));
    }
    return texts;
  }

  /// The lines of the places that explain the value under `key`.
  std::string related_lines(std::string_view key) const {
    const auto x = document.get(document.root(), "x");
    REQUIRE(!x.empty());
    const auto values = document.get(x[0], key);
    REQUIRE(!values.empty());
    std::string lines;
    for (const lint::RelatedPlace& place : document.related(values[0])) {
      lines += fmt::format(" {}", source.line(place.place.begin));
    }
    return lines;
  }

  Source source;
  Tree tree;
  lint::templates::Written written;
  Document document;
};

TEST_CASE("document: an explicit key after a merge key wins for every reader") {
  CHECK(Read("a: &a {k: merged}\nx: {<<: *a, k: own}\n").get("k") == Texts{"own"});
}

TEST_CASE("document: an explicit key before a merge key leaves both values") {
  CHECK(Read("a: &a {k: merged}\nx: {k: own, <<: *a}\n").get("k") == Texts{"own", "merged"});
}

TEST_CASE("document: only merge keys after the explicit key count") {
  CHECK(Read("a: &a {k: one}\nb: &b {k: two}\nx: {<<: *a, k: own, <<: *b}\n").get("k") ==
        Texts{"own", "two"});
}

TEST_CASE("document: of a list of mappings to merge the first one that has the key wins") {
  CHECK(Read("a: &a {j: 1}\nb: &b {k: two}\nc: &c {k: three}\nx: {<<: [*a, *b, *c]}\n").get("k") ==
        Texts{"two"});
}

TEST_CASE("document: merged mappings may merge others") {
  CHECK(Read("a: &a {k: deep}\nb: &b {<<: *a}\nx: {<<: *b}\n").get("k") == Texts{"deep"});
}

TEST_CASE("document: a quoted merge key is an ordinary key") {
  const Read quoted("a: &a {k: merged}\nx: {\"<<\": *a}\n");
  CHECK(quoted.get("k") == Texts{});
  CHECK(quoted.get("<<").size() == 1);
  CHECK(Read("a: &a {k: merged}\nx: {!!merge \"<<\": *a}\n").get("k") == Texts{"merged"});
}

TEST_CASE("document: each of duplicate keys is a value and knows another's line") {
  const Read duplicates("x:\n  k: one\n  k: two\n");
  CHECK(duplicates.get("k") == Texts{"one", "two"});
  CHECK(duplicates.related_lines("k") == " 3");
}

TEST_CASE("document: a value under duplicate keys is reached through each") {
  CHECK(Read("x: {k: one}\nx: {k: two}\n").get("k") == Texts{"one", "two"});
}

TEST_CASE("document: an alias leads to its value and says where that is written") {
  const Read alias("a: &a\n  value\nx: {k: *a}\n");
  CHECK(alias.get("k") == Texts{"value"});
  CHECK(alias.related_lines("k") == " 2 1");
  CHECK(Read("x: {k: own}\n").related_lines("k") == "");
}

TEST_CASE("document: an alias may be a key") {
  CHECK(Read("a: &k k\nx: {*k : value}\n").get("k") == Texts{"value"});
}

TEST_CASE("document: a value after an alias is used where the first alias stands") {
  const Read read("a: &a v\nb: &b {k: *a}\nx: *b\n");
  const auto x = read.document.get(read.document.root(), "x");
  REQUIRE(x.size() == 1);
  const auto values = read.document.get(x[0], "k");
  REQUIRE(values.size() == 1);
  CHECK(values[0].used == lint::ByteRange{25, 27});
}

TEST_CASE("document: text is that of the first scalar that is not null") {
  const Read read("a:\na: [x]\na: yes\nb: ~\n");
  CHECK(read.document.get_text(read.document.root(), "a") == "yes");
  CHECK(read.document.get_text(read.document.root(), "b") == "");
}

TEST_CASE("document: entries are a mapping's own and those merged into it") {
  const Read read("a: &a {j: 1, k: 2}\nx: {<<: *a, k: 3}\n");
  Texts texts;
  for (const auto& entry : read.document.entries(read.document.get(read.document.root(), "x")[0])) {
    texts.push_back(std::string(read.document.text(entry.key)) + "=" +
                    std::string(read.document.text(entry.value)));
  }
  CHECK(texts == Texts{"k=3", "j=1"});
}

TEST_CASE("document: a mapping that merges itself ends") {
  const Read read("x: &a {<<: *a, j: 1}\n");
  CHECK(read.get("k") == Texts{});
  CHECK(read.document.is_exhausted());
}

TEST_CASE("document: lookups in what is no mapping find nothing") {
  const Read read("x: [k, v]\n");
  CHECK(read.get("k") == Texts{});
  CHECK(read.document.items(read.document.root()).empty());
}

TEST_CASE("recognise: JSON may be a manifest by both marks of a pair, or by one and a trigger") {
  using namespace std::string_view_literals;
  constexpr std::array kPairs = std::to_array<std::array<std::string_view, 2>>({
      {R"("apiVersion")", R"("kind")"},
      {R"("HostConfig")", "seccomp"},
      {R"("Privileges")", R"("Seccomp")"},
      {R"("SecurityOptions")", "seccomp"},
      {R"("seccomp-profile")", "unconfined"},
      {R"("services")", R"("security_opt")"},
  });
  const lint::Patterns triggers(std::array{"eccomp"sv, "security_opt"sv});
  for (const auto& [one, other] : kPairs) {
    const std::string both = fmt::format("{{{}: [{}", one, other);
    CHECK(lint::manifest::may_be_manifest(both, triggers));
    CHECK_FALSE(lint::manifest::may_be_manifest(one, triggers));
    CHECK_FALSE(lint::manifest::may_be_manifest(other, triggers));
  }
}

TEST_CASE("JSON patch: a pointer's parts are decoded") {
  const Read read("{op: add, path: /a~1b/c~0d/e~2/~, value: 1}");
  const auto operations = lint::manifest::patch_operations(read.document, read.document.root());
  REQUIRE(operations.size() == 1);
  CHECK(operations[0].path == Texts{"a/b", "c~d", "e~2", "~"});
}

TEST_CASE("document: a finding knows its object's name and namespace") {
  const lint::RunResult run = tests::check(
      "kind: Pod\nmetadata: {name: web, namespace: shop}\n"
      "spec: {securityContext: {seccompProfile: {type: Unconfined}}}\n");
  REQUIRE(tests::findings_of(run).size() == 1);
  const lint::Object* const object = run.files[0].object_of(run.files[0].findings[0]);
  REQUIRE(object != nullptr);
  CHECK(object->name == "web");
  CHECK(object->name_space == "shop");
}

}  // namespace
