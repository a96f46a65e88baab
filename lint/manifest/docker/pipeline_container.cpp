#include "lint/manifest/docker/pipeline_container.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "lint/manifest/docker/option.hpp"
#include "lint/manifest/docker/privileged.hpp"
#include "lint/manifest/docker/run_options.hpp"
#include "lint/text/shell_words.hpp"

namespace lint::manifest {
namespace {

constexpr std::string_view kAdvice = "make sure that it never switches the filter off";

std::vector<Argument> arguments_in(const PlacedString& text, Syntax syntax) {
  std::vector<Argument> arguments;
  const std::vector<ByteRange> wholes = find_expressions(text.text(), syntax);
  for (ShellWord& word : split_shell_words(text.text(), wholes)) {
    Interpolated value = evaluate(word.text, syntax);
    const ByteRange place = text.place(word.range);
    arguments.push_back({std::move(value), std::move(word.text), place});
  }
  return arguments;
}

/// What different choices of one text have in common is said once.
void add_new(std::vector<DockerSetting> settings, std::vector<DockerSetting>& all) {
  for (DockerSetting& setting : settings) {
    const bool is_known = std::ranges::any_of(all, [&](const DockerSetting& known) {
      return known.place == setting.place && known.effect == setting.effect &&
             known.text == setting.text;
    });
    if (!is_known) all.push_back(std::move(setting));
  }
}

}  // namespace

Workload pipeline_container(const Document& document, Subject object, const std::string& part,
                            ByteRange place, std::span<const Value> values,
                            const Expressions& expressions) {
  Workload workload;
  workload.object = std::move(object);
  workload.container = place;
  workload.container_part = part;
  if (values.empty()) workload.obscurity = "an expression names it, known only when it runs";
  std::vector<DockerSetting> settings;
  std::vector<DockerSetting> privileged;
  for (const Value& value : values) {
    const auto options = document.last(value, "options");
    if (!options) continue;
    for (const PlacedString& choice : choices(PlacedString(document, *options), expressions)) {
      RunOptions found = parse_run_options(arguments_in(choice, expressions.syntax));
      keep_effective(found.security);
      add_new(std::move(found.security), settings);
      if (found.privileged) add_new({std::move(*found.privileged)}, privileged);
    }
  }
  for (DockerSetting& setting : settings) {
    setting.part = part;
    setting.advice = kAdvice;
    setting.items = {};
    // Each choice was looked at by itself: in one of them it takes effect.
    std::vector<DockerSetting> one;
    one.push_back(std::move(setting));
    add_options(std::move(one), workload);
  }
  for (DockerSetting& setting : privileged) {
    setting.part = part;
    setting.advice = kAdvice;
    add_privileged(std::move(setting), workload);
  }
  if (!values.empty()) workload.docker = DockerContainer{values.front()};
  return workload;
}

}  // namespace lint::manifest
