#include "lint/text/source.hpp"

#include <string>

#include "tests/check.hpp"

namespace {

using lint::Position;
using lint::Source;
using namespace std::string_literals;

/// The text "kéy: 🔑" in an encoding with units of `width` bytes, after a byte order mark.
std::string encoded(std::size_t width, bool big_endian) {
  const std::u32string units = width == 4
                                   ? U"\uFEFFkéy: 🔑\n"s
                                   : U"\uFEFFkéy: "s + char32_t{0xD83D} + char32_t{0xDD11} + U'\n';
  std::string bytes;
  for (const char32_t unit : units) {
    for (std::size_t i = 0; i < width; ++i) {
      const std::size_t shift = 8 * (big_endian ? width - 1 - i : i);
      bytes += static_cast<char>(unit >> shift & 0xFFU);
    }
  }
  return bytes;
}

TEST_CASE("source: UTF-16 and UTF-32 become UTF-8") {
  for (const std::size_t width : {2U, 4U}) {
    CHECK(Source(encoded(width, true)).text() == "kéy: 🔑\n");
    CHECK(Source(encoded(width, false)).text() == "kéy: 🔑\n");
  }
}

TEST_CASE("source: half a character stays visible as a byte that is no UTF-8") {
  CHECK(Source("\xFF\xFE\x3D\xD8"s).text() == "\xFF");
  CHECK(Source("\xFF\xFE\x11\xDDz\0"s).text() == "\xFFz");
  CHECK(Source("\xFF\xFEz\0z"s).text() == "z\xFF");
  CHECK(Source("\xFF\xFE\0\0\0\xD8\0\0z\0\0\0z"s).text() == "\xFFz\xFF");
  CHECK(Source("\0\0\xFE\xFF\0\x11\0\0"s).text() == "\xFF");
}

TEST_CASE("source: the byte order mark is no part of the text") {
  const Source source("\xEF\xBB\xBFkey: v");
  CHECK(source.text() == "key: v");
  CHECK(source.position(5) == Position{1, 6});
}

TEST_CASE("source: columns count code points") {
  const Source source("é鍵🔑x\n\ty");
  CHECK(source.position(2) == Position{1, 2});
  CHECK(source.position(5) == Position{1, 3});
  CHECK(source.position(9) == Position{1, 4});
  CHECK(source.position(12) == Position{2, 2});
}

TEST_CASE("source: lines end at LF and CRLF only") {
  const Source source("a\rb\r\nc\u0085\u2028d\n");
  CHECK(source.position(2) == Position{1, 3});
  CHECK(source.position(5) == Position{2, 1});
  CHECK(source.position(11) == Position{2, 4});
  CHECK(source.position(13) == Position{3, 1});
}

TEST_CASE("source: places may be asked for in any order") {
  const Source source("ab\ncd\néf");
  CHECK(source.position(8) == Position{3, 2});
  CHECK(source.position(1) == Position{1, 2});
  CHECK(source.position(4) == Position{2, 2});
  CHECK(source.position(3) == Position{2, 1});
  CHECK(source.line(6) == 3);
}

TEST_CASE("source: a span ends with its first line") {
  const Source source("ab: c\r\nd");
  CHECK(source.span({4, 5}).end == Position{1, 6});
  CHECK(source.span({0, 8}).end == Position{1, 6});
  CHECK(source.span({7, 8}).end == Position{2, 2});
  CHECK(source.span({8, 9}).end == Position{2, 2});
}

}  // namespace
