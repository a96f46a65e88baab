#pragma once
/// What the command line asks for, and what it comes to together with a configuration file.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/app/config.hpp"
#include "lint/app/terminal.hpp"
#include "lint/check/run.hpp"
#include "lint/report/format.hpp"
#include "lint/report/inventory.hpp"
#include "lint/report/rules.hpp"
#include "lint/suppress/baseline.hpp"

namespace lint {

/// The command line as it was written.
struct Options {
  std::vector<std::string> paths;
  std::string stdin_name;  // empty: not given
  std::string files_from;
  bool null_separated = false;
  std::vector<std::string> excludes;
  bool force_exclude = false;
  bool list_files = false;
  std::string config;
  bool no_config = false;
  bool print_config = false;
  std::vector<std::string> enable;
  std::vector<std::string> disable;
  std::vector<std::string> only;
  bool no_suppress = false;
  std::string baseline;
  std::string write_baseline;
  bool fix = false;
  bool diff = false;
  bool unsafe_fixes = false;
  unsigned threads = 0;
  bool no_skip = false;
  bool list_rules = false;
  std::string explain;
  bool inventory = false;
  bool language_server = false;
  std::vector<std::string> formats;
  std::optional<bool> excerpt;
  std::string color = "auto";
  std::string fail_level;  // empty: not given
  bool exit_zero = false;
  bool require_workloads = false;
  bool statistics = false;
  bool quiet = false;
  bool verbose = false;
};

/// A command line that cannot be followed; the message is for the user.
struct UsageError {
  std::string message;
};

/// The same of a configuration or a baseline, which help does not describe.
struct ConfigError {
  std::string message;
};

/// A report to write, or an inventory.
struct Output {
  const report::Format* format = nullptr;
  std::string file;  // empty: standard output
};

/// Whether standard input is to be checked.
bool reads_stdin(const Options& options);

/// Throws a UsageError about an unknown word, with the candidates and the one probably meant.
[[noreturn]] void reject(std::string_view what, std::string_view word,
                         std::span<const std::string_view> candidates);

/// The rule with this id.
const Rule& find_rule(const std::string& id);

/// The file of the configuration that holds in a folder: empty with --no-config, or where there is
/// none. Throws a ConfigError where there are two.
std::string config_path(const Options& options, const std::string& folder);

/// The text of a file that a run needs. Throws a ConfigError where it cannot be read.
std::string needed_text(const std::string& path);

/// What a configuration says. Throws a ConfigError where it is wrong.
Config parsed_config(const std::string& path, std::string_view text);

/// The configuration that holds for this run. Throws a ConfigError where it cannot be read.
Config load_config(const Options& options);

/// The rules that are on, at their levels: what the command line says wins over the levels of a
/// configuration.
std::vector<EnabledRule> enabled_rules(const Options& options, const Levels& levels);

/// The baseline to compare with: that of the command line, else of the configuration; empty for
/// none, and where one is to be written.
std::string baseline_path(const Options& options, const Config& config);

/// The baseline there; nothing when there is none. Throws a ConfigError where it cannot be read.
std::optional<Baseline> read_baseline(const Options& options, const Config& config);

/// The settings that findings and inventories share.
Settings settings_of(const Options& options, const Config& config);

/// Which edits are to be made, or shown.
Fixing fixing(const Options& options);

Severity fail_level(const Options& options, const Config& config);
ColorMode color_mode(const Options& options);

/// The reports or inventories to write; text on standard output when no --format is given.
std::vector<Output> outputs(const Options& options);

/// How to tell about rules; as text when no --format is given.
const report::RuleFormat& rule_format(const Options& options);

/// Options that contradict each other.
void check_combination(const Options& options);

}  // namespace lint
