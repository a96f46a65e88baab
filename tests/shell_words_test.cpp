#include "lint/text/shell_words.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using lint::ByteRange;
using lint::ShellWord;

/// The words with their places, as one line: "[a b](0-5)".
std::string split(std::string_view text, std::vector<ByteRange> wholes = {}) {
  std::string line;
  for (const ShellWord& word : lint::split_shell_words(text, wholes)) {
    line += "[" + word.text + "](" + std::to_string(word.range.begin) + "-" +
            std::to_string(word.range.end) + ")";
  }
  return line;
}

TEST_CASE("shell words: blanks and line ends part them") {
  CHECK(split("").empty());
  CHECK(split(" \t\n").empty());
  CHECK(split("a b") == "[a](0-1)[b](2-3)");
  CHECK(split("  a\t\r\n b ") == "[a](2-3)[b](7-8)");
}

TEST_CASE("shell words: quotes and escapes are no part of them") {
  CHECK(split("'a b'") == "[a b](0-5)");
  CHECK(split("a'b'\"c\"") == "[abc](0-7)");
  CHECK(split("\"a'b\" 'c\"d'") == "[a'b](0-5)[c\"d](6-11)");
  CHECK(split("a\\ b") == "[a b](0-4)");
  CHECK(split("'a\\b'") == "[a\\b](0-5)");
  CHECK(split("\"a\\b\\\"\\\\\"") == "[a\\b\"\\](0-9)");
  CHECK(split("''") == "[](0-2)");
  CHECK(split("a\\") == "[a\\](0-2)");
}

TEST_CASE("shell words: an open quote ends with the text") {
  CHECK(split("a 'b c") == "[a](0-1)[b c](2-6)");
  CHECK(split("\"a\\") == "[a\\](0-3)");
}

TEST_CASE("shell words: a backslash joins lines") {
  CHECK(split("a \\\n  b") == "[a](0-1)[b](6-7)");
  CHECK(split("a\\\nb") == "[ab](0-4)");
  CHECK(split("a\\\n b") == "[a](0-1)[b](4-5)");
  CHECK(split("a \\\r\nb") == "[a](0-1)[b](5-6)");
  CHECK(split("\"a\\\nb\"") == "[ab](0-6)");
}

TEST_CASE("shell words: what is whole stays so, in quotes, too") {
  CHECK(split("a ${{ b }} c", {{2, 10}}) == "[a](0-1)[${{ b }}](2-10)[c](11-12)");
  CHECK(split("x=${{ 'b' }}y", {{2, 12}}) == "[x=${{ 'b' }}y](0-13)");
  CHECK(split("\"${{ b }} c\"", {{1, 9}}) == "[${{ b }} c](0-12)");
}

}  // namespace
