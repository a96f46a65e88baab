#include "lint/search/search.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>
#include <span>
#include <string>
#include <string_view>

#include "lint/search/bytes.hpp"

namespace {

using namespace std::string_view_literals;

TEST_CASE("search: bytes are found from an offset on") {
  CHECK(lint::find_bytes("abcabc", "bc") == 1);
  CHECK(lint::find_bytes("abcabc", "bc", 2) == 4);
  CHECK(lint::find_bytes("abcabc", "x") == 6);
  CHECK(lint::find_bytes("abc", "c", 9) == 3);
}

constexpr std::array kFew{"eccomp"sv, "security_opt"sv, "!!"sv, "x"sv};
constexpr std::array kMany{"rivileged"sv,    "runArgs"sv,    "eccomp"sv,    "mpProfile"sv,
                           "security_opt"sv, "ecurityOpt"sv, "SCMP_ACT_"sv, "lint.io/"sv,
                           "options"sv,      "{{"sv};

TEST_CASE("search: a word is found wherever it stands, and nowhere else") {
  constexpr std::array<std::span<const std::string_view>, 2> kLists{kFew, kMany};
  for (const std::span<const std::string_view> all : kLists) {
    const lint::Patterns words(all);
    for (std::size_t size = 0; size < 300; size += 7) {
      const std::string text(size, 'c');
      CHECK(words.find(text) == size);
      for (const std::string_view word : all) {
        if (word.size() > size) continue;
        for (std::size_t at = 0; at + word.size() <= size; ++at) {
          std::string holds = text;
          holds.replace(at, word.size(), word);
          REQUIRE(words.find(holds) == at);
          REQUIRE(words.find(holds, at) == at);
          REQUIRE(words.find(holds, at + 1) == size);
        }
      }
    }
  }
}

TEST_CASE("search: in texts of what words are made of each word is found, the first one first") {
  const auto first_of = [](std::string_view text, std::size_t from) {
    std::size_t first = text.size();
    for (const std::string_view word : kMany) first = std::min(first, text.find(word, from));
    return first;
  };
  const lint::Patterns words(kMany);
  std::mt19937 random(20);
  const auto below = [&](std::size_t limit) { return random() % limit; };
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    while (text.size() < 300) {
      const std::string_view word = kMany[below(kMany.size())];
      const std::size_t begin = below(word.size());
      text += word.substr(begin, 1 + below(word.size()));
      if (below(8) == 0) text += "\xC3\xA9";
    }
    for (std::size_t from = 0; from < text.size(); ++from) {
      const std::size_t found = words.find(text, from);
      REQUIRE(found == first_of(text, from));
      from = found;
    }
    const std::size_t from = below(text.size());
    REQUIRE(words.find(text, from) == first_of(text, from));
  }
}

TEST_CASE("search: of several words the first in the text is found") {
  constexpr std::array kWords{"later"sv, "sooner"sv};
  const lint::Patterns words(kWords);
  CHECK(words.find("it is sooner, later") == 6);
  CHECK(words.find("it is sooner, later", 7) == 14);
  CHECK_FALSE(lint::Patterns().are_in("anything"));
}

TEST_CASE("search: a word that holds another one is found as that one") {
  constexpr std::array kWords{"seccomp-lint"sv, "eccomp"sv};
  const lint::Patterns words(kWords);
  CHECK(words.find("a seccomp-lint") == 3);
  CHECK(words.find("seccomp", 1) == 1);
  CHECK_FALSE(words.are_in("lint"));
}

TEST_CASE("search: a place is found by the bytes that follow it, up to the text's end") {
  const auto is_dented = [](lint::Bytes at) { return (at[0] == '\n') && (at[2] == 'x'); };
  for (std::size_t at = 0; at < 300; ++at) {
    std::string text(at, ' ');
    text += "\n x";
    const std::size_t found = lint::find_where<3>(text, is_dented);
    REQUIRE(found == at);
    REQUIRE(lint::find_where<3>(text, is_dented, at + 1) == text.size());
    text.back() = '\n';
    REQUIRE(lint::find_where<3>(text, is_dented) == text.size());
  }
}

}  // namespace
