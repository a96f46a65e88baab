#include "lint/text/text.hpp"

#include <array>

#include "tests/check.hpp"

namespace {

using lint::printable;
using lint::quoted;

TEST_CASE("text: whatever could break or reorder a line is escaped") {
  CHECK(printable("a\nb\r\tc") == "a\\nb\\r\\tc");
  CHECK(printable(std::string_view("\0\x1b[31m\x7f", 7)) == "\\x00\\x1b[31m\\x7f");
  CHECK(printable("\u0085\u2028\u2029") == "\\x85\\u2028\\u2029");
  CHECK(printable("\u202E\u2066\u200F\uFEFF") == "\\u202e\\u2066\\u200f\\ufeff");
}

TEST_CASE("text: everything else stays as it is") {
  CHECK(printable("é 鍵 🔑 ' \" \\ %") == "é 鍵 🔑 ' \" \\ %");
}

TEST_CASE("text: bytes that are no UTF-8 are shown one by one") {
  CHECK(printable("a\xFF\xC3") == "a\\xff\\xc3");
  CHECK(printable("\xE2\x82") == "\\xe2\\x82");
  CHECK(printable("\x80z") == "\\x80z");
}

TEST_CASE("text: a quotation is cut at 80 characters, never inside one") {
  std::string long_text;
  for (int i = 0; i < 80; ++i) long_text += "é";
  CHECK(quoted(long_text) == "'" + long_text + "'");
  CHECK(quoted(long_text + "x") == "'" + long_text + "…'");
  CHECK(quoted("") == "''");
}

TEST_CASE("text: the nearest word is found in spite of case and slips") {
  constexpr std::array<std::string_view, 2> kWords{"RuntimeDefault", "Localhost"};
  CHECK(lint::nearest("runtimedefault", kWords) == "RuntimeDefault");
  CHECK(lint::nearest("RuntimeDefualt", kWords) == "RuntimeDefault");
  CHECK(lint::nearest("localhst", kWords) == "Localhost");
  CHECK(!lint::nearest("Unconfined", kWords));
  CHECK(!lint::nearest("", kWords));
  CHECK(!lint::nearest(std::string(1000, 'R'), kWords));
}

TEST_CASE("text: of equally near words the first one is meant") {
  constexpr std::array<std::string_view, 2> kWords{"bat", "cat"};
  CHECK(lint::nearest("hat", kWords) == "bat");
}

}  // namespace
