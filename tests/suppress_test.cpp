/// Directives: what fixtures/suppress does not show.

#include "lint/suppress/directive.hpp"
#include "tests/check.hpp"

namespace {

constexpr std::string_view kPod =
    "kind: Pod\nspec:\n  securityContext:\n    seccompProfile:\n      type: Unconfined";

TEST_CASE("suppress: what is ignored is kept with its reason") {
  const std::string text =
      std::string(kPod) + " # seccomp-lint: ignore[restrict-seccomp] perf needs it \n";
  const lint::Report report = tests::check(text);
  CHECK(report.findings.empty());
  REQUIRE(report.suppressed.size() == 1);
  CHECK(report.suppressed[0].reason == "perf needs it");
  CHECK(report.suppressed[0].finding.span.begin == lint::Position{5, 13});
}

TEST_CASE("suppress: nothing is ignored when directives do not hold") {
  lint::Settings settings = tests::all_rules();
  settings.suppress = false;
  const std::string text =
      std::string(kPod) + " # seccomp-lint: ignore[restrict-seccomp] x\n# seccomp-lint: nonsense\n";
  const lint::Report report = lint::check_text("a.yaml", text, settings);
  CHECK(report.findings.size() == 1);
  CHECK(report.suppressed.empty());
}

TEST_CASE("suppress: directives for rules that are off are not judged") {
  const std::string text =
      std::string(kPod) + " # seccomp-lint: ignore[restrict-seccomp] perf needs it\n";
  lint::Settings settings = tests::all_rules();
  std::erase_if(settings.rules, [](const lint::EnabledRule& enabled) {
    return enabled.rule->id == "restrict-seccomp";
  });
  CHECK(lint::check_text("a.yaml", text, settings).findings.empty());
}

TEST_CASE("suppress: a directive is found wherever its text is cut off") {
  const std::string text =
      std::string(kPod) + " # seccomp-lint: ignore[restrict-seccomp] perf needs it";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    CAPTURE(size);
    const lint::Report report = tests::check(text.substr(0, size));
    CHECK(report.findings.size() + report.suppressed.size() <= 2);
  }
}

TEST_CASE("suppress: a comment may hold several directives, each with its own reason") {
  const lint::Report report =
      tests::check(std::string(kPod) +
                   " # seccomp-lint: ignore[restrict-seccomp] a # b # seccomp-lint: ignore[x] c");
  REQUIRE(report.suppressed.size() == 1);
  CHECK(report.suppressed[0].reason == "a # b");
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings[0].message.find("ignore[x] names an unknown rule") == 0);
}

TEST_CASE("suppress: large files with many directives take no time") {
  std::string text;
  for (int i = 0; i < 2000; ++i) {
    text += std::string(kPod) + " # seccomp-lint: ignore[restrict-seccomp] x\n---\n";
  }
  const lint::Report report = tests::check(text);
  CHECK(report.findings.empty());
  CHECK(report.suppressed.size() == 2000);
}

}  // namespace
