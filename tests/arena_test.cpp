/// Memory for what the findings of a file say.

#include "lint/text/arena.hpp"

#include <string>
#include <vector>

#include "tests/check.hpp"

namespace {

TEST_CASE("arena: equal texts and lists are kept once, others stay what they were") {
  lint::Arena arena;
  std::vector<std::string_view> kept;
  for (int i = 0; i < 1000; ++i) kept.push_back(arena.keep(std::to_string(i)));
  for (int i = 0; i < 1000; ++i) {
    const auto number = static_cast<std::size_t>(i);
    CHECK(kept[number] == std::to_string(i));
    CHECK(arena.keep(std::to_string(i)).data() == kept[number].data());
  }
  const std::vector<std::string> list{"1", "2"};
  const auto first = arena.keep_all(list);
  CHECK(first.size() == 2);
  CHECK(first[1] == "2");
  CHECK(arena.keep_all(list).data() == first.data());
  CHECK(arena.keep_all(std::vector<std::string>{"2", "1"}).data() != first.data());
  CHECK(arena.keep("").empty());
}

TEST_CASE("arena: a value is kept once, and aligned, also where a text has its bytes") {
  lint::Arena arena;
  arena.keep("x");
  const std::uint64_t number = 0x6161'6161'6161'6161U;
  const std::string_view text = arena.keep("aaaaaaaa");
  const std::uint64_t* const kept = arena.keep_once(number);
  CHECK(*kept == number);
  CHECK(reinterpret_cast<std::uintptr_t>(kept) % alignof(std::uint64_t) == 0);
  CHECK(arena.keep_once(number) == kept);
  arena.finish();
  CHECK(text == "aaaaaaaa");
  CHECK(arena.keep("bb") == "bb");
  CHECK(*kept == number);
}

}  // namespace
