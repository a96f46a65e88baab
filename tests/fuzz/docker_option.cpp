/// Docker's security options, one a line, by themselves and in a Compose file and the output of
/// docker inspect.

#include "lint/manifest/docker/option.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "tests/fuzz/invariants.hpp"

namespace {

using lint::manifest::DockerSetting;
using lint::manifest::OptionReader;
using lint::manifest::SeccompEffect;

bool is_literal(std::string_view option) {
  return option.find('$') == option.npos && option.find("{{") == option.npos;
}

/// As the daemon reads it: moby/moby daemon/daemon_unix.go, parseSecurityOpts.
bool is_off(std::string_view option) {
  return option == "seccomp=unconfined" || option == "seccomp:unconfined";
}

bool is_about_seccomp(std::string_view option) {
  const char separator = option.find('=') == option.npos ? ':' : '=';
  return option.find(separator) != option.npos && fuzz::take(option, separator) == "seccomp";
}

DockerSetting judged(const std::string& option, OptionReader reader) {
  DockerSetting setting;
  setting.text = option;
  lint::manifest::judge_option(lint::manifest::interpolate(option), reader, setting);
  return setting;
}

/// What a list of options comes to when nothing in it is a variable.
bool list_is_off(const std::vector<std::string>& options) {
  const auto last = std::find_if(options.rbegin(), options.rend(), is_about_seccomp);
  return last != options.rend() && is_off(*last);
}

void expect_list(const std::vector<std::string>& options, OptionReader reader) {
  std::vector<DockerSetting> settings;
  for (const std::string& option : options) settings.push_back(judged(option, reader));
  lint::manifest::keep_effective(settings);
  const bool found =
      std::ranges::find(settings, SeccompEffect::off, &DockerSetting::effect) != settings.end();
  fuzz::expect(found == list_is_off(options), "the last option about seccomp wins");
}

bool is_reported_off(std::string_view text) {
  const lint::RunResult run = fuzz::check("a.yaml", lint::Role::manifest, text);
  return std::ranges::any_of(run.files, [](const lint::FileResult& file) {
    return std::ranges::any_of(file.findings, [](const lint::Finding& finding) {
      return finding.rule->id == "docker-seccomp-disabled";
    });
  });
}

/// A file that JSON makes of the options, with each as one string.
std::string file_of(const nlohmann::json& json) {
  return json.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

bool is_stig_text(std::string_view option) {
  return option == "seccomp:=unconfined";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::string> options;
  for (std::string_view text = fuzz::as_text(data, size); !text.empty();) {
    options.emplace_back(fuzz::take(text, '\n'));
  }
  // A profile's text may load no filter at all, of which this model knows nothing.
  const auto last = std::find_if(options.rbegin(), options.rend(), is_about_seccomp);
  if (last != options.rend() && last->find('{') != last->npos) return 0;
  const bool is_off = list_is_off(options) || std::ranges::any_of(options, is_stig_text);
  const nlohmann::json service{{"image", "web"}, {"security_opt", options}};
  const bool is_off_in_compose = is_reported_off(file_of({{"services", {{"web", service}}}}));
  const nlohmann::json container{{"Id", "0123456789ab"},
                                 {"Config", {{"Image", "web"}}},
                                 {"HostConfig", {{"SecurityOpt", options}}}};
  const bool is_off_in_inspect = is_reported_off(file_of(nlohmann::json::array({container})));
  fuzz::expect(is_off_in_inspect == is_off, "inspect shows what is off");
  if (!std::ranges::all_of(options, is_literal)) return 0;
  fuzz::expect(is_off_in_compose == is_off, "Compose switches off what its options say");
  expect_list(options, OptionReader::client);
  expect_list(options, OptionReader::daemon);
  return 0;
}
