#include "lint/app/print_config.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lint/app/path_rules.hpp"
#include "lint/files/glob.hpp"
#include "lint/manifest/strict.hpp"
#include "lint/text/text.hpp"
#include "rules/registry.hpp"

namespace lint {
namespace {

using manifest::yaml_quoted;

std::string_view to_word(const std::vector<EnabledRule>& enabled, const Rule* rule) {
  const auto found = std::ranges::find(enabled, rule, &EnabledRule::rule);
  return found == enabled.end() ? "off" : to_string(found->level);
}

std::string_view to_word(Level level) {
  return level == Level::off ? "off" : to_string(severity_of(level));
}

class Printer {
 public:
  Printer(const Options& options, const Config& config)
      : options_(options), config_(config), rules_(options, config) {
    if (!options.paths.empty()) path_ = options.paths.front();
    if (path_ == files::kStdin && !options.stdin_name.empty()) path_ = options.stdin_name;
  }

  std::string print() {
    line(config_.path.empty() ? "# no configuration file" : "# " + printable(config_.path));
    if (!path_.empty()) line("# for " + printable(path_));
    baseline();
    excludes();
    line(fmt::format("fail-level: {}", to_string(fail_level(options_, config_))),
         options_.fail_level.empty() ? place("fail-level") : "--fail-level");
    if (!config_.unset_means.empty()) {
      line(fmt::format("unset-means: {}", config_.unset_means), place("unset-means"));
    }
    line("rules:");
    const std::vector<EnabledRule> enabled =
        path_.empty() ? enabled_rules(options_, config_.levels) : rules_.rules_for(path_);
    for (const Rule* const rule : rules::all()) {
      line(fmt::format("  {}: {{level: {}}}", rule->id, to_word(enabled, rule)),
           rule_place(rule->id));
    }
    if (path_.empty()) overrides();
    return std::move(out_);
  }

 private:
  /// Where a line comes from is of interest for a path.
  void line(const std::string& text, const std::string& from = {}) {
    out_ += text;
    if (!path_.empty() && !from.empty()) out_ += "  # " + from;
    out_ += '\n';
  }

  /// "c.yaml:3" for a setting of the configuration, else "default".
  std::string place(const std::string& setting) const {
    const auto line = config_.lines.find(setting);
    if (line == config_.lines.end()) return "default";
    return fmt::format("{}:{}", printable(config_.path), line->second);
  }

  std::string rule_place(std::string_view id) const {
    for (const auto& [name, list] :
         {std::pair{"--disable", &options_.disable}, std::pair{"--only", &options_.only},
          std::pair{"--enable", &options_.enable}}) {
      if (std::ranges::find(*list, id) != list->end()) return name;
    }
    if (!options_.only.empty()) return "--only";
    return path_.empty() ? "" : place(rules_.said_by(path_, id));
  }

  void baseline() {
    const std::string path = baseline_path(options_, config_);
    if (path.empty()) return;
    const bool is_given = !options_.baseline.empty();
    // As it is written: relative to the folder of the configuration.
    line("baseline: " + yaml_quoted(is_given ? path : config_.baseline),
         is_given ? "--baseline" : place("baseline"));
  }

  void excludes() {
    const bool is_empty = config_.excludes.empty() && options_.excludes.empty();
    line(is_empty ? "exclude: []" : "exclude:");
    for (std::size_t i = 0; i < config_.excludes.size(); ++i) {
      exclude(config_.excludes[i], config_.folder(), place(fmt::format("exclude.{}", i)));
    }
    for (const std::string& pattern : options_.excludes) exclude(pattern, "", "--exclude");
  }

  void exclude(const std::string& pattern, const std::string& folder, const std::string& from) {
    const bool is_match =
        !path_.empty() &&
        files::Globs({pattern}, folder == "." ? "" : folder).match_with_parents(path_);
    line("  - " + yaml_quoted(pattern), from + (is_match ? ", leaves the path out" : ""));
  }

  void overrides() {
    if (config_.overrides.empty()) return;
    line("overrides:");
    for (const Override& override : config_.overrides) {
      std::string paths;
      for (const std::string& pattern : override.paths) {
        if (!paths.empty()) paths += ", ";
        paths += yaml_quoted(pattern);
      }
      line(fmt::format("  - paths: [{}]", paths));
      line(override.levels.empty() ? "    rules: {}" : "    rules:");
      for (const auto& [rule, level] : override.levels) {
        line(fmt::format("      {}: {{level: {}}}", rule, to_word(level)));
      }
    }
  }

  const Options& options_;
  const Config& config_;
  const PathRules rules_;
  std::string path_;
  std::string out_;
};

}  // namespace

std::string print_config(const Options& options, const Config& config) {
  return Printer(options, config).print();
}

}  // namespace lint
