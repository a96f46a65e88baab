/// Directives: what fixtures/suppress does not show.

#include "lint/suppress/directive.hpp"

#include "lint/report/words.hpp"
#include "tests/check.hpp"

namespace {

using tests::findings_of;
using tests::suppressed_of;

constexpr std::string_view kPod =
    "kind: Pod\nspec:\n  securityContext:\n    seccompProfile:\n      type: Unconfined";

TEST_CASE("suppress: what is ignored is kept with its reason") {
  const std::string text =
      std::string(kPod) + " # seccomp-lint: ignore[restrict-seccomp] perf needs it \n";
  const lint::RunResult run = tests::check(text);
  CHECK(findings_of(run).empty());
  REQUIRE(suppressed_of(run).size() == 1);
  CHECK(suppressed_of(run)[0].reason == "perf needs it");
  CHECK(suppressed_of(run)[0].finding.span.begin == lint::Position{5, 13});
}

TEST_CASE("suppress: nothing is ignored when directives do not hold") {
  lint::Settings settings = tests::default_rules();
  settings.suppress = false;
  const std::string text =
      std::string(kPod) + " # seccomp-lint: ignore[restrict-seccomp] x\n# seccomp-lint: nonsense\n";
  const lint::RunResult run = tests::check(text, "a.yaml", settings);
  CHECK(findings_of(run).size() == 1);
  CHECK(suppressed_of(run).empty());
}

TEST_CASE("suppress: directives for rules that are off are not judged") {
  const std::string text =
      std::string(kPod) + " # seccomp-lint: ignore[restrict-seccomp] perf needs it\n";
  lint::Settings settings = tests::default_rules();
  std::erase_if(settings.rules, [](const lint::EnabledRule& enabled) {
    return enabled.rule->id == "restrict-seccomp";
  });
  CHECK(findings_of(tests::check(text, "a.yaml", settings)).empty());
}

TEST_CASE("suppress: a directive is found wherever its text is cut off") {
  const std::string text =
      std::string(kPod) + " # seccomp-lint: ignore[restrict-seccomp] perf needs it";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    CAPTURE(size);
    const lint::RunResult run = tests::check(text.substr(0, size));
    CHECK(findings_of(run).size() + suppressed_of(run).size() <= 2);
  }
}

TEST_CASE("suppress: a comment may hold several directives, each with its own reason") {
  const lint::RunResult run =
      tests::check(std::string(kPod) +
                   " # seccomp-lint: ignore[restrict-seccomp] a # b # seccomp-lint: ignore[x] c");
  REQUIRE(suppressed_of(run).size() == 1);
  CHECK(suppressed_of(run)[0].reason == "a # b");
  REQUIRE(findings_of(run).size() == 1);
  CHECK(lint::report::message_of(findings_of(run)[0]).find("ignore[x] names an unknown rule") == 0);
}

TEST_CASE("suppress: large files with many directives take no time") {
  std::string text;
  for (int i = 0; i < 2000; ++i) {
    text += std::string(kPod) + " # seccomp-lint: ignore[restrict-seccomp] x\n---\n";
  }
  const lint::RunResult run = tests::check(text);
  CHECK(findings_of(run).empty());
  CHECK(suppressed_of(run).size() == 2000);
}

}  // namespace
