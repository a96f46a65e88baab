#include "lint/app/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <utility>

#include "lint/files/discover.hpp"
#include "lint/text/source.hpp"
#include "lint/text/text.hpp"
#include "rules/registry.hpp"

namespace lint {
namespace {

/// Names of standard output. It is no file to be replaced, even where it has been redirected to
/// one.
constexpr std::array<std::string_view, 2> kStdout{"-", "/dev/stdout"};

template <typename Format>
const Format& find_format(std::span<const Format* const> formats, std::string_view name) {
  std::vector<std::string_view> names;
  for (const Format* format : formats) {
    if (format->name == name) return *format;
    names.push_back(format->name);
  }
  reject("format", name, names);
}

/// The value of an option that takes one of a few words.
template <typename T, std::size_t N>
T choice(std::string_view option, const std::string& word,
         const std::pair<std::string_view, T> (&choices)[N]) {
  std::vector<std::string_view> words;
  for (const auto& [name, value] : choices) {
    if (name == word) return value;
    words.push_back(name);
  }
  reject(fmt::format("value of {}:", option), word, words);
}

bool names_rule(const std::vector<std::string>& list, const Rule& rule) {
  return std::ranges::find(list, rule.id) != list.end();
}

/// The same for every way to write the path of one file.
std::string resolved(const std::string& file) {
  if (file.empty()) return file;
  std::error_code error;
  const auto path = std::filesystem::weakly_canonical(std::filesystem::absolute(file), error);
  return error ? file : path.string();
}

std::vector<Output> outputs_in(std::span<const report::Format* const> formats,
                               const Options& options) {
  if (options.formats.empty()) return {{&find_format(formats, "text"), ""}};
  std::vector<Output> outputs;
  std::set<std::string> known;
  for (const std::string& text : options.formats) {
    const std::size_t equals = text.find('=');
    const report::Format& format = find_format(formats, std::string_view(text).substr(0, equals));
    std::string file = equals == std::string::npos ? "" : text.substr(equals + 1);
    if (equals != std::string::npos && file.empty()) {
      throw UsageError{fmt::format("--format {} names no file", lint::quoted(text))};
    }
    if (std::ranges::find(kStdout, file) != kStdout.end()) file.clear();
    if (!known.insert(resolved(file)).second) {
      throw UsageError{file.empty() ? "only one --format can go to standard output; write the "
                                      "others to files: NAME=FILE"
                                    : fmt::format("two reports cannot go to the same file {}",
                                                  lint::quoted(file))};
    }
    outputs.push_back({&format, std::move(file)});
  }
  return outputs;
}

}  // namespace

bool reads_stdin(const Options& options) {
  return std::ranges::find(options.paths, files::kStdin) != options.paths.end();
}

void reject(std::string_view what, std::string_view word,
            std::span<const std::string_view> candidates) {
  throw UsageError{
      fmt::format("unknown {} {}{}", what, lint::quoted(word), choices(word, candidates))};
}

const Rule& find_rule(const std::string& id) {
  const Rule* rule = rules::find(id);
  if (rule == nullptr) reject("rule", id, rules::ids());
  return *rule;
}

std::string config_path(const Options& options, const std::string& folder) {
  if (options.no_config) return {};
  if (!options.config.empty()) return options.config;
  Result<std::string> found = find_config(folder);
  if (!found.ok()) throw ConfigError{found.error().message};
  return std::move(found.value());
}

std::string needed_text(const std::string& path) {
  Buffer text;
  const auto size = read_file(path, text);
  if (!size.ok()) {
    throw ConfigError{fmt::format("{}: {}", printable(path), size.error().message)};
  }
  return std::string(text.view());
}

Config parsed_config(const std::string& path, std::string_view text) {
  Result<Config> config = parse_config(path, text);
  if (!config.ok()) throw ConfigError{config.error().message};
  return std::move(config.value());
}

Config load_config(const Options& options) {
  const std::string path = config_path(options, ".");
  return path.empty() ? Config() : parsed_config(path, needed_text(path));
}

std::vector<EnabledRule> enabled_rules(const Options& options, const Levels& levels) {
  for (const auto* list : {&options.enable, &options.disable, &options.only}) {
    for (const std::string& id : *list) find_rule(id);
  }
  std::vector<EnabledRule> enabled;
  for (const Rule* const rule : rules::all()) {
    const auto configured = levels.find(rule->id);
    const bool has_level = configured != levels.end();
    const bool is_off = has_level && configured->second == Level::off;
    const bool is_named = names_rule(options.enable, *rule) || names_rule(options.only, *rule);
    const bool is_default = options.only.empty() && (has_level ? !is_off : rule->is_on_by_default);
    if ((!is_default && !is_named) || names_rule(options.disable, *rule)) continue;
    enabled.push_back({rule, has_level && !is_off ? severity_of(configured->second) : rule->level});
  }
  return enabled;
}

std::string baseline_path(const Options& options, const Config& config) {
  if (!options.write_baseline.empty()) return {};
  if (!options.baseline.empty() || config.baseline.empty()) return options.baseline;
  const std::filesystem::path path = std::filesystem::path(config.folder()) / config.baseline;
  return path.lexically_normal().string();
}

std::optional<Baseline> read_baseline(const Options& options, const Config& config) {
  const std::string path = baseline_path(options, config);
  if (path.empty()) return std::nullopt;
  Result<Baseline> baseline = Baseline::parse(path, needed_text(path));
  if (!baseline.ok()) throw ConfigError{baseline.error().message};
  return std::move(baseline.value());
}

Settings settings_of(const Options& options, const Config& config) {
  Settings settings;
  settings.rules = enabled_rules(options, config.levels);
  if (!options.stdin_name.empty()) settings.stdin_name = options.stdin_name;
  settings.skip = !options.no_skip;
  settings.counts_all_workloads = options.require_workloads;
  settings.threads = options.threads;
  settings.suppress = !options.no_suppress;
  return settings;
}

Fixing fixing(const Options& options) {
  if (!options.fix && !options.diff) return Fixing::none;
  return options.unsafe_fixes ? Fixing::all : Fixing::safe;
}

Severity fail_level(const Options& options, const Config& config) {
  if (options.fail_level.empty()) return config.fail_level.value_or(Severity::error);
  return choice<Severity>("--fail-level", options.fail_level,
                          {{"warning", Severity::warning}, {"error", Severity::error}});
}

ColorMode color_mode(const Options& options) {
  return choice<ColorMode>(
      "--color", options.color,
      {{"auto", ColorMode::automatic}, {"always", ColorMode::always}, {"never", ColorMode::never}});
}

std::vector<Output> outputs(const Options& options) {
  return outputs_in(options.inventory ? report::inventory_formats() : report::formats(), options);
}

const report::RuleFormat& rule_format(const Options& options) {
  if (options.formats.size() > 1) throw UsageError{"rules are told in one --format at a time"};
  const std::string name = options.formats.empty() ? "text" : options.formats.front();
  return find_format(report::rule_formats(), name);
}

void check_combination(const Options& options) {
  if (reads_stdin(options) && options.files_from == files::kStdin) {
    throw UsageError{"standard input cannot be both a manifest and the list of files"};
  }
  if (options.null_separated && options.files_from.empty()) {
    throw UsageError{"-0 goes with --files-from"};
  }
  if (options.inventory && options.statistics) {
    throw UsageError{"--inventory counts containers, and --statistics findings"};
  }
  if (!options.baseline.empty() && !options.write_baseline.empty()) {
    throw UsageError{"--baseline and --write-baseline contradict each other"};
  }
  if (options.unsafe_fixes && fixing(options) == Fixing::none) {
    throw UsageError{"--unsafe-fixes goes with --fix or --diff"};
  }
  const bool is_run = !options.paths.empty() || !options.files_from.empty() || options.inventory ||
                      options.fix || options.diff || !options.formats.empty() ||
                      !options.write_baseline.empty() || options.list_files;
  if (options.language_server && is_run) {
    throw UsageError{"--language-server checks what the editor opens, and reports to it alone"};
  }
  if (options.no_config && !options.config.empty()) {
    throw UsageError{"--config and --no-config contradict each other"};
  }
}

}  // namespace lint
