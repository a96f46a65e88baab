#include "lint/app/unused.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "lint/files/glob.hpp"
#include "lint/text/text.hpp"

namespace lint {
namespace {

namespace fs = std::filesystem;

std::string canonical(const std::string& path) {
  std::error_code ignored;
  return fs::weakly_canonical(fs::absolute(path, ignored), ignored).string();
}

}  // namespace

void Unused::see_file(const std::string& path) {
  if (is_config_name(path) &&
      (config_.path.empty() || canonical(path) != canonical(config_.path))) {
    nested_.insert(path);
  }
  for (std::size_t i = 0; i < config_.overrides.size(); ++i) {
    for (std::size_t j = 0; j < config_.overrides[i].paths.size(); ++j) {
      if (!used_paths_.contains({i, j}) && rules_.matches(i, j, path)) used_paths_.emplace(i, j);
    }
  }
}

void Unused::see_excluded(const std::string& path) {
  for (std::size_t i = 0; i < config_.excludes.size(); ++i) {
    if (used_excludes_.contains(i)) continue;
    if (files::Globs({config_.excludes[i]}, config_.folder()).match(path)) used_excludes_.insert(i);
  }
}

std::vector<Note> Unused::notes() const {
  std::vector<Note> notes;
  for (const std::string& path : nested_) {
    notes.push_back({path, 0,
                     config_.path.empty()
                         ? "a configuration that is not used: no configuration holds in this run"
                         : fmt::format("a configuration that is not used: {} holds in this run",
                                       printable(config_.path))});
  }
  if (!walks_folder()) return notes;
  const auto add = [&](const std::string& setting, std::string_view key, std::string_view pattern) {
    const auto line = config_.lines.find(setting);
    notes.push_back(
        {config_.path, line == config_.lines.end() ? 0 : line->second,
         fmt::format("the pattern {} of {} matches nothing", lint::quoted(pattern), key)});
  };
  for (std::size_t i = 0; i < config_.excludes.size(); ++i) {
    if (used_excludes_.contains(i)) continue;
    add(fmt::format("exclude.{}", i), "exclude", config_.excludes[i]);
  }
  for (std::size_t i = 0; i < config_.overrides.size(); ++i) {
    const std::vector<std::string>& paths = config_.overrides[i].paths;
    for (std::size_t j = 0; j < paths.size(); ++j) {
      if (used_paths_.contains({i, j})) continue;
      add(fmt::format("overrides.{}.paths.{}", i, j), "an override", paths[j]);
    }
  }
  return notes;
}

bool Unused::walks_folder() const {
  if (config_.path.empty() || !options_.files_from.empty()) return false;
  const std::string folder = canonical(config_.folder());
  const auto holds_folder = [&](const std::string& path) {
    std::error_code ignored;
    const fs::path below = fs::path(folder).lexically_relative(canonical(path));
    return fs::is_directory(path, ignored) && !below.empty() && *below.begin() != "..";
  };
  return options_.paths.empty() ? holds_folder(".")
                                : std::ranges::any_of(options_.paths, holds_folder);
}

}  // namespace lint
