/// Docker's security options, and the variables in them.

#include "lint/manifest/docker/interpolation.hpp"
#include "lint/manifest/docker/option.hpp"
#include "tests/check.hpp"

namespace {

using lint::manifest::DockerSetting;
using lint::manifest::interpolate;
using lint::manifest::OptionReader;
using lint::manifest::Refusal;
using lint::manifest::SeccompEffect;

DockerSetting judged(std::string_view text, OptionReader reader = OptionReader::client) {
  DockerSetting setting;
  lint::manifest::judge_option(interpolate(text), reader, setting);
  return setting;
}

/// What a text becomes, with … for what is not known.
std::string interpolated(std::string_view text) {
  std::string out;
  const auto result = interpolate(text);
  for (const std::string& known : result.known)
    out += (&known == result.known.data() ? "" : "…") + known;
  return out;
}

TEST_CASE("docker options: only the exact words count") {
  CHECK(judged("seccomp=unconfined").effect == SeccompEffect::off);
  CHECK(judged("seccomp:unconfined").effect == SeccompEffect::off);
  CHECK(judged("seccomp:=unconfined").effect == SeccompEffect::off_by_stig);
  CHECK(judged("seccomp=builtin").effect == SeccompEffect::builtin);
  CHECK(judged("seccomp=a:unconfined").effect == SeccompEffect::custom);
  CHECK(judged("label:seccomp=unconfined").effect == SeccompEffect::none);
  CHECK(judged("label:seccomp:unconfined").effect == SeccompEffect::none);
}

TEST_CASE("docker options: what is refused is told from what is a file") {
  CHECK(judged("seccomp=Unconfined").refusal == Refusal::value);
  CHECK(judged("seccomp=unconfined.json").refusal == Refusal::none);
  CHECK(judged("SECCOMP=unconfined").refusal == Refusal::key);
  CHECK(judged("x-seccomp=unconfined").refusal == Refusal::none);
  CHECK(judged("seccomp").refusal == Refusal::no_value);
  CHECK(judged("seccomp=").refusal == Refusal::no_value);
  CHECK(judged("seccomp=", OptionReader::daemon).refusal == Refusal::none);
  CHECK(judged("seccomp={}").refusal == Refusal::profile);
  CHECK(judged("seccomp={}", OptionReader::daemon).refusal == Refusal::none);
  CHECK(judged(" seccomp : 'unconfined' ").meant == "seccomp=unconfined");
}

TEST_CASE("docker options: the last one about seccomp wins") {
  const auto effective = [](std::initializer_list<std::string_view> texts) {
    std::vector<DockerSetting> options;
    for (const std::string_view text : texts) options.push_back(judged(text));
    lint::manifest::keep_effective(options);
    std::vector<SeccompEffect> effects;
    for (const DockerSetting& option : options) effects.push_back(option.effect);
    return effects;
  };
  using Effects = std::vector<SeccompEffect>;
  CHECK((effective({"seccomp=unconfined", "seccomp=builtin"}) == Effects{SeccompEffect::builtin}));
  CHECK((effective({"seccomp=builtin", "seccomp=unconfined", "label=disable"}) ==
         Effects{SeccompEffect::off}));
  CHECK((effective({"seccomp=unconfined", "seccomp=$P"}) == Effects{SeccompEffect::undecided}));
  CHECK((effective({"$P", "seccomp=unconfined"}) == Effects{SeccompEffect::off}));
  CHECK((effective({"seccomp=unconfined", "$P"}) ==
         Effects{SeccompEffect::off, SeccompEffect::undecided}));
}

TEST_CASE("interpolation: variables have their defaults in an empty environment") {
  CHECK(interpolated("a${P:-b}c${Q-d}") == "abcd");
  CHECK(interpolated("${P:-${Q:-x}y}") == "xy");
  CHECK(interpolated("${P:-{}}") == "{}");
  CHECK(interpolated("a$P.${Q}b") == "a….…b");
  CHECK(interpolated("${P:?no}${P+x}") == "……");
  CHECK(interpolated("a {{ b }} c") == "a … c");
}

TEST_CASE("interpolation: what is no variable stays") {
  CHECK(interpolated("$$P $${P:-x} $ $1 ${} ${1} ${P:x} ${P") ==
        "$P ${P:-x} $ $1 ${} ${1} ${P:x} ${P");
  CHECK(interpolated(std::string(10000, '$')) == std::string(5000, '$'));
}

TEST_CASE("interpolation: unknown pieces may be anything, known ones are themselves") {
  CHECK(interpolate("seccomp=$P").may_be("seccomp=unconfined"));
  CHECK(interpolate("$P").may_be(""));
  CHECK(interpolate("${A}comp${B}fined").may_be("seccomp=unconfined"));
  CHECK_FALSE(interpolate("seccomp=$P/x.json").may_be("seccomp=unconfined"));
  CHECK_FALSE(interpolate("${A}nn${B}").may_be("seccomp=unconfined"));
  CHECK_FALSE(interpolate("seccomp=unc${B}confined").may_be("seccomp=unconfined"));
}

}  // namespace
