/// The markup of template languages other than Helm's, and lines of texts that nobody can read.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>

#include "lint/check/unread.hpp"
#include "lint/template/dialects.hpp"

namespace {

using lint::templates::ActionKind;

/// The kinds of the markup in a text of a language, one letter each.
std::string kinds_in(std::string_view language, std::string_view text) {
  const auto all = lint::templates::dialects();
  const auto dialect = std::ranges::find(all, language, &lint::templates::Dialect::name);
  REQUIRE(dialect != all.end());
  std::string kinds;
  for (const auto& action : lint::templates::find_actions(*dialect, text).all) {
    constexpr std::string_view kLetters = "wcodmes";  // in the order of ActionKind
    constexpr std::array kOrder{ActionKind::output, ActionKind::comment, ActionKind::open,
                                ActionKind::define, ActionKind::middle,  ActionKind::end,
                                ActionKind::silent};
    const auto at = std::ranges::find(kOrder, action.kind) - kOrder.begin();
    kinds += kLetters[static_cast<std::size_t>(at)];
  }
  return kinds;
}

TEST_CASE("markup becomes actions") {
  CHECK(kinds_in("Jinja", "{# c #}{%- if a -%}{{ b }}{% else %}{% endif %}{% set c = 1 %}") ==
        "cowmes");
  CHECK(kinds_in("Jinja", "{% set a %}{% endset %}{% include 'x' %}") == "oew");
  CHECK(kinds_in("Terraform", "%{ if a ~}%{~ else }%{ endif }${b}") == "ome");
  CHECK(kinds_in("variables", "${a}${ f({b: 1}) }${c") == "ww");
  CHECK(kinds_in("ERB", "<%# c %><% if a %><%= b %><% else %><% end %><% x.each do |y| -%>") ==
        "cowmeo");
  CHECK(kinds_in("ERB", "<% if (a) { %><% } else { %><% } %><%- b %>") == "omew");
  CHECK(kinds_in("[[ ]]", "[[ if .a ]][[ .b ]][[- end ]] [[1], [2]]") == "owe");
  CHECK(kinds_in("<< >>", "<<- range .a >><< .b >><<inputs.c>><<- end >>") == "owwe");
  CHECK(kinds_in("<< >>", "<<: *a\n<<<<<<< HEAD\n<<EOF\n>>").empty());
}

TEST_CASE("values that are known later") {
  for (const std::string_view late :
       {"$VAR", "a$b", "$(params.x)", "<%= x %>", "[[ .x ]]", "<< .x >>", "(@= x @)", "${{ x }}"}) {
    CHECK(lint::templates::holds_late_value(late));
  }
  for (const std::string_view known : {"$$VAR", "$", "$1", "RuntimeDefault", "<<", "a]]"}) {
    CHECK_FALSE(lint::templates::holds_late_value(known));
  }
}

TEST_CASE("lines that set something") {
  constexpr std::array<std::string_view, 1> kWords{"eccomp"};
  const lint::Patterns words(kWords);
  const auto sets = [&](std::string_view text) {
    return !lint::lines_that_set(words, text).empty();
  };
  CHECK(sets("seccompProfile: {"));
  CHECK(sets("  - \"seccompProfile\" : x"));
  CHECK(sets("{a, seccompProfile: x"));
  CHECK(sets("path: /spec/seccompProfile"));
  CHECK_FALSE(sets("# seccompProfile: x"));
  CHECK_FALSE(sets("get(\"seccompProfile\", {})"));
}

}  // namespace
