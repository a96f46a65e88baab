/// What a seccomp profile lets through, where its text stands in another one.

#include "lint/manifest/docker/seccomp_filter.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "tests/check.hpp"

namespace {

using lint::manifest::SeccompFilter;

constexpr lint::ByteRange kPlace{7, 9};

std::optional<SeccompFilter> filter(std::string_view text) {
  return lint::manifest::filter_in(text, kPlace);
}

}  // namespace

TEST_CASE("profile: the calls that are compared are sorted and told apart") {
  const auto calls = lint::manifest::calls_refused_by_default();
  CHECK(calls.size() == 33);
  CHECK(std::ranges::is_sorted(calls));
  CHECK(std::ranges::adjacent_find(calls) == calls.end());
}

TEST_CASE("profile: one without a default action and without rules loads nothing") {
  for (const std::string_view text : {"{}", "{\"syscalls\":[]}", " {\"defaultAction\": null}\n",
                                      "{\"defaultAction\":\"\",\"architectures\":[\"\\/\"]}"}) {
    CAPTURE(text);
    const auto found = filter(text);
    REQUIRE(found);
    CHECK(found->loads_nothing());
    CHECK(found->place == kPlace);
  }
  CHECK(!filter("{\"syscalls\":[{}]}")->loads_nothing());
  CHECK(!filter("{\"DefaultAction\":\"SCMP_ACT_ERRNO\"}")->loads_nothing());
}

TEST_CASE("profile: what is no JSON object is none") {
  for (const std::string_view text :
       {"", "[]", "{", "{a: b}", "{'a': {}}", "{} {}", "\"{}\"", "{}x", "null"}) {
    CAPTURE(text);
    CHECK(!filter(text));
  }
}

TEST_CASE("profile: calls that a rule refuses are not open") {
  const auto found = filter(R"({"defaultAction":"SCMP_ACT_LOG","syscalls":[)"
                            R"({"names":["acct","bpf",""],"action":"SCMP_ACT_ERRNO"},)"
                            R"({"names":["mount"],"action":"SCMP_ACT_ALLOW"},)"
                            R"({"name":"kcmp","action":"SCMP_ACT_KILL"}]})");
  REQUIRE(found);
  CHECK(found->default_action == SeccompFilter::Default::log);
  CHECK(found->refuses_any);
  CHECK(found->open_calls.size() == 30);
  CHECK(found->open_calls.front() == "add_key");
}

TEST_CASE("profile: rules that name no call, or let it run, refuse nothing") {
  const auto found = filter(
      R"({"defaultAction":"SCMP_ACT_ALLOW","syscalls":[)"
      R"({"names":[],"action":"SCMP_ACT_ERRNO"},{"names":["read"],"action":"SCMP_ACT_LOG"}]})");
  REQUIRE(found);
  CHECK(found->has_rules);
  CHECK(!found->refuses_any);
}
