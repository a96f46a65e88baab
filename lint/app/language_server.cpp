#include "lint/app/language_server.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lint/app/path_rules.hpp"
#include "lint/editor/serve.hpp"
#include "lint/text/text.hpp"

namespace lint {
namespace {

using editor::Configuration;
using editor::Problem;
using templates::OpenTexts;

std::string absolute(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::absolute(path, ignored).lexically_normal().string();
}

/// What an editor has open of a file; nothing where it is not open.
std::optional<std::string_view> open_text(const OpenTexts& open, const std::string& path) {
  for (const std::string& name : {path, absolute(path)}) {
    const auto found = open.find(name);
    if (found != open.end()) return found->second;
  }
  return std::nullopt;
}

/// The text of a configuration. Throws a ConfigError where it cannot be read.
std::string text_of(const std::string& path, const OpenTexts& open) {
  if (path.empty()) return {};
  if (const auto text = open_text(open, path)) return std::string(*text);
  return needed_text(path);
}

/// Another text for a file that has changed.
std::string stamp_of(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return path;
  return fmt::format("{} {} {} {}.{}", path, status.st_ino, status.st_size, status.st_mtim.tv_sec,
                     status.st_mtim.tv_nsec);
}

/// Takes a number and the colon after it off the front of a text.
std::optional<std::uint32_t> take_number(std::string_view& text) {
  std::uint32_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [last, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || last == end || *last != ':') return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(last - text.data()) + 1);
  return number;
}

/// What a message says of a file, with the place that it begins with.
Problem problem_in(const std::string& path, std::string_view message) {
  Problem problem{path, {}, std::string(message)};
  const std::string begin = printable(path) + ":";
  if (!message.starts_with(begin)) return problem;
  message.remove_prefix(begin.size());
  const auto line = take_number(message);
  const auto column = line ? take_number(message) : std::nullopt;
  if (line && column) problem.place = {*line, *column};
  problem.message = trimmed(message);
  return problem;
}

/// What rules are found by, for as long as a configuration is used.
struct Kept {
  Options options;
  Config config;
  PathRules rules{options, config};

  Kept(Options given, Config read) : options(std::move(given)), config(std::move(read)) {}
};

std::shared_ptr<Configuration> configuration_of(const std::shared_ptr<const Kept>& kept) {
  auto result = std::make_shared<Configuration>();
  result->path = kept->config.path;
  result->excludes = kept->config.excludes;
  result->more_excludes = kept->options.excludes;
  result->settings = settings_of(kept->options, kept->config);
  if (kept->rules.has_overrides()) {
    // The configuration keeps it.
    const PathRules& rules = kept->rules;
    result->settings.rules_for = [&rules](const std::string& path) {
      return rules.rules_for(path);
    };
  }
  result->kept = kept;
  return result;
}

/// The configurations of folders, each as it was read last.
class Configurations {
 public:
  explicit Configurations(Options options) : options_(std::move(options)) {}

  std::shared_ptr<const Configuration> in(const std::string& folder, const OpenTexts& open) {
    Entry& entry = entries_[folder];
    Origin now;
    try {
      now.path = config_path(options_, folder);
      now.text = text_of(now.path, open);
    } catch (const ConfigError& error) {
      now.problem = error.message;
    }
    const bool is_known = entry.configuration != nullptr && now == entry.origin &&
                          stamp_of(entry.baseline) == entry.baseline_stamp;
    if (!is_known) read(entry, std::move(now), folder);
    return entry.configuration;
  }

 private:
  /// What a configuration is made of.
  struct Origin {
    std::string path;
    std::string text;
    std::string problem;  // why there is none
    friend bool operator==(const Origin&, const Origin&) = default;
  };
  struct Entry {
    Origin origin;
    std::string baseline;
    std::string baseline_stamp;
    std::shared_ptr<const Configuration> configuration;
  };

  void read(Entry& entry, Origin origin, const std::string& folder) {
    entry.origin = std::move(origin);
    const auto& [path, text, trouble] = entry.origin;
    std::optional<Problem> problem;
    if (!trouble.empty()) problem = problem_in(path.empty() ? first_in(folder) : path, trouble);
    Config config;
    try {
      if (!path.empty() && !problem) config = parsed_config(path, text);
    } catch (const ConfigError& error) {
      problem = problem_in(path, error.message);
    }
    const auto kept = std::make_shared<const Kept>(options_, std::move(config));
    const auto configuration = configuration_of(kept);
    entry.baseline = baseline_path(options_, kept->config);
    entry.baseline_stamp = stamp_of(entry.baseline);
    try {
      configuration->baseline = baseline_of(entry.baseline, kept->config);
    } catch (const ConfigError& error) {
      if (!problem) problem = problem_in(entry.baseline, error.message);
    }
    if (problem) configuration->problems.push_back(std::move(*problem));
    entry.configuration = configuration;
  }

  /// One that never ends would be waited for.
  std::optional<Baseline> baseline_of(const std::string& path, const Config& config) const {
    std::error_code error;
    const bool is_special =
        std::filesystem::exists(path, error) && !std::filesystem::is_regular_file(path, error);
    if (is_special) throw ConfigError{"the baseline is not a regular file"};
    return read_baseline(options_, config);
  }

  /// Of two configurations in one folder, the first.
  static std::string first_in(const std::string& folder) {
    const std::vector<std::string> found = nearest_configs(folder);
    return absolute(found.empty() ? folder : found.front());
  }

  Options options_;
  std::map<std::string, Entry> entries_;
};

}  // namespace

int serve_editor(const Options& options, int out, std::string_view version) {
  Options kept = options;
  // The session works in the workspace's folder.
  for (std::string* const path : {&kept.config, &kept.baseline}) {
    if (!path->empty()) *path = absolute(*path);
  }
  static_cast<void>(enabled_rules(kept, {}));  // says which rule there is none of
  Configurations configurations(std::move(kept));
  return editor::serve(STDIN_FILENO, out, version,
                       [&](const std::string& folder, const OpenTexts& open) {
                         return configurations.in(folder, open);
                       });
}

}  // namespace lint
