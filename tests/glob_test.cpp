#include "lint/files/glob.hpp"

#include <filesystem>

#include "tests/check.hpp"

namespace {

using lint::files::Globs;

bool matches(const std::string& pattern, std::string_view path) {
  return Globs({pattern}).match(path);
}

TEST_CASE("glob: a pattern without a slash is a name in any folder") {
  CHECK(matches("*.json", "a.json"));
  CHECK(matches("*.json", "a/b/c.json"));
  CHECK(matches("vendor", "a/vendor"));
  CHECK(matches("vendor/", "a/vendor"));
  CHECK(!matches("vendor", "a/vendors"));
}

TEST_CASE("glob: a pattern with a slash begins at the current folder") {
  CHECK(matches("a/*.yaml", "a/x.yaml"));
  CHECK(!matches("a/*.yaml", "b/a/x.yaml"));
  CHECK(!matches("a/*.yaml", "a/b/x.yaml"));
  CHECK(matches("/x.yaml", std::filesystem::current_path().string() + "/x.yaml") ==
        matches("/x.yaml", "x.yaml"));
}

TEST_CASE("glob: two stars stand for any number of folders") {
  CHECK(matches("a/**/x.yaml", "a/x.yaml"));
  CHECK(matches("a/**/x.yaml", "a/b/c/x.yaml"));
  CHECK(!matches("a/**/x.yaml", "b/x.yaml"));
  CHECK(matches("**/test/*", "a/b/test/x"));
  CHECK(matches("**/test/*", "test/x"));
  CHECK(matches("a/**", "a/b/c"));
  CHECK(matches("**/a/**/b", "x/a/y/a/z/b"));
}

TEST_CASE("glob: question marks and sets stop at a slash") {
  CHECK(matches("a/?.yaml", "a/x.yaml"));
  CHECK(matches("a/[xy].yaml", "a/y.yaml"));
  CHECK(!matches("a/[!x].yaml", "a/x.yaml"));
  CHECK(!matches("a?b/c", "a/b/c"));
}

TEST_CASE("glob: spellings of the same path are the same") {
  CHECK(matches("./a/x.yaml", "a/x.yaml"));
  CHECK(matches("a//x.yaml", "./a/x.yaml"));
  CHECK(matches("a/x.yaml", std::filesystem::current_path().string() + "/a/x.yaml"));
  CHECK(matches("a/x.yaml", "b/../a/x.yaml"));
}

TEST_CASE("glob: a folder's pattern holds for what is in it") {
  const Globs globs({"vendor"});
  CHECK(globs.match_with_parents("a/vendor/b/x.yaml"));
  CHECK(globs.match_with_parents("vendor/x.yaml"));
  CHECK(!globs.match("vendor/x.yaml"));
  CHECK(!globs.match_with_parents("a/vendors/x.yaml"));
}

TEST_CASE("glob: many stars need no exponential time") {
  std::string pattern = "b";
  std::string path = "c";
  for (int i = 0; i < 40; ++i) {
    pattern = "**/a/" + pattern;
    path = "a/" + path;
  }
  CHECK(!matches(pattern, path));
}

}  // namespace
