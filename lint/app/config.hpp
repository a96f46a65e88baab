#pragma once
/// The configuration file, .seccomp-lint.yaml or .seccomp-lint.yml; its schema is
/// lint/share/config.schema.json.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"
#include "lint/result.hpp"

namespace lint {

enum class Level : std::uint8_t { off, warning, error };

/// The severity of a level that is not off.
constexpr Severity severity_of(Level level) {
  return level == Level::error ? Severity::error : Severity::warning;
}

using Levels = std::map<std::string, Level, std::less<>>;

/// Levels that hold for some paths only.
struct Override {
  /// Patterns, relative to the folder of the file.
  std::vector<std::string> paths;
  Levels levels;
};

struct Config {
  /// The file that it was read from; empty when there is none.
  std::string path;
  /// Patterns, relative to the folder of the file.
  std::vector<std::string> excludes;
  std::optional<Severity> fail_level;
  /// What a container without a profile runs with on these clusters' nodes; empty when not known.
  std::string unset_means;
  Levels levels;
  /// Each wins over those before it.
  std::vector<Override> overrides;
  /// As it is written: relative to the folder of the file; empty when there is none.
  std::string baseline;
  /// The lines on which settings stand, by their paths: "exclude.0", "overrides.0.rules.ID".
  std::map<std::string, std::uint32_t, std::less<>> lines;

  /// The folder of the file.
  std::string folder() const;
};

/// Whether a file of this name is a configuration.
bool is_config_name(std::string_view path);

/// Paths of .seccomp-lint.yaml and .seccomp-lint.yml in the nearest folder that has any: `folder`
/// or one above it, up to the one that holds .git.
std::vector<std::string> nearest_configs(const std::string& folder);

/// The path of the nearest one; empty when there is none. Both in one folder are an error.
Result<std::string> find_config(const std::string& folder);

/// Reads a configuration. The error begins with the place: `path:line:col: `.
Result<Config> parse_config(const std::string& path, std::string_view text);

}  // namespace lint
