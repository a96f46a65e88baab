#include "lint/manifest/scalar.hpp"

#include <ostream>

#include "tests/check.hpp"

namespace {

using lint::manifest::Type;
using lint::yaml::ScalarStyle;
using lint::yaml::Tag;

std::string_view plain(std::string_view text) {
  return with_article(lint::manifest::scalar_type(text, ScalarStyle::plain, Tag::none));
}

TEST_CASE("scalar: the words of YAML 1.1") {
  for (const std::string_view text : {"", "~", "null", "Null", "NULL"}) {
    CHECK(plain(text) == "null");
  }
  for (const std::string_view text :
       {"y",    "Y",    "yes", "Yes", "YES", "n",     "N",     "no",    "No",  "NO",  "true",
        "True", "TRUE", "on",  "On",  "ON",  "false", "False", "FALSE", "off", "Off", "OFF"}) {
    CHECK(plain(text) == "a boolean");
  }
  for (const std::string_view text :
       {"nULL", "yEs", "tRUE", "none", "RuntimeDefault", "2001-01-01"}) {
    CHECK(plain(text) == "a string");
  }
}

TEST_CASE("scalar: numbers") {
  for (const std::string_view text : {"0", "9", "-1", "+1_000", "0x1F", "0b101", "0o17", "017"}) {
    CHECK(plain(text) == "an integer");
  }
  for (const std::string_view text :
       {"1.5", ".5", "1.", "-1e3", "1.5E-3", ".inf", "+.Inf", "-.INF", ".nan", ".NaN", ".NAN"}) {
    CHECK(plain(text) == "a floating-point number");
  }
  for (const std::string_view text : {"0xg", "1.2.3", ".", "e3", "1e", "-", "+", "1a", "0x"}) {
    CHECK(plain(text) == "a string");
  }
}

TEST_CASE("scalar: quotes and tags make strings, a null tag a null") {
  CHECK(lint::manifest::scalar_type("null", ScalarStyle::quoted, Tag::none) == Type::string);
  CHECK(lint::manifest::scalar_type("1", ScalarStyle::quoted, Tag::none) == Type::string);
  CHECK(lint::manifest::scalar_type("", ScalarStyle::plain, Tag::string) == Type::string);
  CHECK(lint::manifest::scalar_type("1", ScalarStyle::plain, Tag::non_specific) == Type::string);
  CHECK(lint::manifest::scalar_type("x", ScalarStyle::quoted, Tag::null) == Type::null);
}

}  // namespace
