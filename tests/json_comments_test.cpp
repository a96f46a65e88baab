#include "lint/yaml/json_comments.hpp"

#include <doctest/doctest.h>

#include <string>

namespace {

std::string masked(std::string text) {
  lint::yaml::mask_json_comments(text);
  return text;
}

TEST_CASE("JSON with comments: comments are blanks, and line ends stay") {
  CHECK(masked("{} // a") == "{}     ");
  CHECK(masked("{/* a\n b */}") == "{    \n     }");
  CHECK(masked("// a\r\n{}") == "    \r\n{}");
  CHECK(masked("{} /* open") == "{}        ");
  CHECK(masked("{} /*/ a */") == "{}         ");
}

TEST_CASE("JSON with comments: none begins in a string") {
  const std::string text = R"({"a": "// b", "c": "/* \" */", "d": "\\"})";
  CHECK(masked(text) == text);
  CHECK(masked("{\"a\n// b") == "{\"a\n    ");
}

TEST_CASE("JSON with comments: superfluous commas are blanks") {
  CHECK(masked("[1,]") == "[1 ]");
  CHECK(masked("{\"a\": [1, 2, /* b */ ], }") == "{\"a\": [1, 2          ]  }");
  CHECK(masked("[,1,,2,,]") == "[ 1, 2  ]");
  CHECK(masked("[1,2]") == "[1,2]");
}

TEST_CASE("JSON with comments: a comma is put where one is missing, if there is room") {
  CHECK(masked("[1 2]") == "[1,2]");
  CHECK(masked("{\"a\": 1\n\"b\": {}\n\"c\": 2}") == "{\"a\": 1,\"b\": {},\"c\": 2}");
  CHECK(masked("[\"a\"/**/\"b\"]") == "[\"a\",   \"b\"]");
  CHECK(masked("[\"a\"\"b\"]") == "[\"a\"\"b\"]");
}

TEST_CASE("JSON with comments: it is told whether anything was changed") {
  std::string strict = R"({"a": [1, {"b": null}], "c": "d"})";
  CHECK_FALSE(lint::yaml::mask_json_comments(strict));
  std::string commented = "{} //";
  CHECK(lint::yaml::mask_json_comments(commented));
}

}  // namespace
