#pragma once
/// The configuration file, .seccomp-lint.yaml; its schema is lint/share/config.schema.json.

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

struct Config {
  /// The file that it was read from; empty when there is none.
  std::string path;
  /// Patterns, relative to the folder of the file.
  std::vector<std::string> excludes;
  std::optional<Severity> fail_level;
  /// What a container without a profile runs with on these clusters' nodes; empty when not known.
  std::string unset_means;
  std::map<std::string, Level, std::less<>> levels;
};

/// Path of the nearest .seccomp-lint.yaml in `folder` or above it, up to the folder that holds
/// .git; empty when there is none.
std::string find_config(const std::string& folder);

/// Reads a configuration. The error begins with the place: `path:line:col: `.
Result<Config> parse_config(const std::string& path, std::string_view text);

/// A text for YAML, in double quotes.
std::string yaml_quoted(std::string_view text);

}  // namespace lint
