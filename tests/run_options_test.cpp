#include "lint/manifest/docker/run_options.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "lint/manifest/docker/expressions.hpp"
#include "lint/yaml/tree.hpp"

namespace {

using lint::manifest::Argument;
using lint::manifest::DockerSetting;
using lint::manifest::RunOptions;
using lint::manifest::SeccompEffect;
using lint::manifest::Syntax;

RunOptions parse(const std::vector<std::string>& words) {
  std::vector<Argument> arguments;
  for (const std::string& word : words) {
    arguments.push_back({lint::manifest::evaluate(word, Syntax::workflow), word, {}});
  }
  return lint::manifest::parse_run_options(arguments);
}

/// The security options, one after the other.
std::string security(const std::vector<std::string>& words) {
  std::string all;
  for (const DockerSetting& setting : parse(words).security) all += setting.text + ";";
  return all;
}

TEST_CASE("run options: a value stands after '=' or in the next word") {
  CHECK(security({"--security-opt", "a=b"}) == "a=b;");
  CHECK(security({"--security-opt=a=b", "--security-opt=c"}) == "a=b;c;");
  CHECK(security({"--security-opt"}).empty());
  CHECK(security({"--security-opt", "--security-opt=a"}) == "--security-opt=a;");
}

TEST_CASE("run options: the value of another option is none") {
  CHECK(security({"--name", "--security-opt=a"}).empty());
  CHECK(security({"-e", "--security-opt=a"}).empty());
  CHECK(security({"--env=--security-opt=a"}).empty());
  CHECK(security({"-ite", "--security-opt=a"}).empty());
  CHECK(security({"-eA", "--security-opt=a"}) == "a;");
  CHECK(security({"-it", "--security-opt=a"}) == "a;");
  CHECK(security({"--rm", "--security-opt=a"}) == "a;");
  CHECK(security({"--init=true", "--security-opt=a"}) == "a;");
}

TEST_CASE("run options: an option of another program takes the next word if that is none") {
  CHECK(security({"--systemd", "--security-opt=a"}) == "a;");
  CHECK(security({"--hooks-dir", "x", "--security-opt=a"}) == "a;");
}

TEST_CASE("run options: they end at the first word that is none") {
  CHECK(security({"--init", "image", "--security-opt=a"}).empty());
  CHECK(security({"--", "--security-opt=a"}).empty());
  CHECK(security({"-", "--security-opt=a"}).empty());
}

TEST_CASE("run options: an expression may be an option, or bring a value") {
  CHECK(security({"${{ a }}", "--security-opt=b"}) == "${{ a }};b;");
  CHECK(security({"--security-opt", "${{ a }}"}) == "${{ a }};");
  CHECK(security({"--security-opt=seccomp=${{ a }}"}) == "seccomp=${{ a }};");
  CHECK(security({"--cpus", "${{ a }}", "--cpus=${{ a }}", "x${{ a }}"}).empty());
}

TEST_CASE("run options: privileged is a switch, and the last one counts") {
  const auto effect = [](const std::vector<std::string>& words) {
    const auto privileged = parse(words).privileged;
    return privileged ? privileged->effect : SeccompEffect::none;
  };
  CHECK(effect({"--privileged"}) == SeccompEffect::no_default);
  CHECK(effect({"--privileged=true"}) == SeccompEffect::no_default);
  CHECK(effect({"--privileged=1"}) == SeccompEffect::no_default);
  CHECK(effect({"--privileged=false"}) == SeccompEffect::none);
  CHECK(effect({"--privileged", "--privileged=0"}) == SeccompEffect::none);
  CHECK(effect({"--name", "--privileged"}) == SeccompEffect::none);
  CHECK(effect({"--privileged=${{ a }}"}) == SeccompEffect::undecided);
  CHECK(security({"--privileged", "--security-opt=a"}) == "a;");
}

/// A text as if it stood in a file.
lint::manifest::PlacedString placed(const std::string& text) {
  lint::yaml::TreeBuilder builder{std::string_view(text)};
  builder.scalar({0, static_cast<std::uint32_t>(text.size())}, text, lint::yaml::ScalarStyle::plain,
                 lint::yaml::Tag::none, false);
  const lint::yaml::Tree tree = builder.take();
  const lint::templates::Written written(text);
  const lint::manifest::Document document(tree, written);
  return {document, document.root()};
}

TEST_CASE("expressions: where they are") {
  const auto in_workflow = [](std::string_view text) {
    return lint::manifest::find_expressions(text, Syntax::workflow);
  };
  CHECK(in_workflow("a ${{ b }} ${{c}}").size() == 2);
  CHECK(in_workflow("${{ '}}' }}").front().end == 11);
  CHECK(in_workflow("${{ open").empty());
  CHECK(in_workflow("$ {{ a }} ${a} $(a) $[ a ]").empty());
  const auto in_azure = [](std::string_view text) {
    return lint::manifest::find_expressions(text, Syntax::azure);
  };
  CHECK(in_azure("a ${{ b }} $(c.d) $(e)").size() == 3);
  CHECK(in_azure(" $[ variables['a'] ] ").front().end == 20);
  CHECK(in_azure("a $[ b ] $(open $(c d) $()").empty());
}

TEST_CASE("expressions: what they may become, and no end of it is waited for") {
  using lint::manifest::PlacedString;
  const auto choices = [](const std::string& text, const std::string& found) {
    const lint::manifest::Expressions expressions{Syntax::azure, [&](std::string_view) {
                                                    lint::manifest::Found all;
                                                    for (int i = 0; i < 3; ++i)
                                                      all.texts.push_back(placed(found));
                                                    all.is_all = true;
                                                    return all;
                                                  }};
    std::string all;
    for (const PlacedString& choice : lint::manifest::choices(placed(text), expressions)) {
      all += choice.text() + ";";
    }
    return all;
  };
  CHECK(choices("${{ 'a' || 'b' }}", "") == "a;b;");
  CHECK(choices("${{ ((x && 'a') || (y && ('b'))) }}", "") == "a;b;;");
  CHECK(choices("${{ (f('x(') && 'a') || null }}", "") == "a;;");
  CHECK(choices("${{ ('a') && ('b') }}", "") == "b;;");
  CHECK(choices("-$(x)", "$(y)$(z)").size() < 1000000);
  const std::string text =
      "${{ " + std::string(100000, '(') + "'a'" + std::string(100000, ')') + " }}";
  CHECK(choices(text, "") == text + ";");
}

}  // namespace
