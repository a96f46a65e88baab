#include "lint/input/glob.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <filesystem>
#include <span>

namespace lint::input {
namespace {

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> segments;
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, slash);
    if (!segment.empty() && segment != ".") segments.emplace_back(segment);
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return segments;
}

using Segments = std::span<const std::string>;

/// Row by row over the pattern: reachable[i] says whether the pattern so far matches i segments.
bool match_segments(Segments pattern, Segments path) {
  std::vector<bool> reachable(path.size() + 1, false);
  reachable[0] = true;
  for (const std::string& wanted : pattern) {
    std::vector<bool> next(path.size() + 1, false);
    bool is_open = false;
    for (std::size_t i = 0; i <= path.size(); ++i) {
      if (wanted == "**") {
        is_open = is_open || reachable[i];
        next[i] = is_open;
      } else if (i > 0) {
        next[i] = reachable[i - 1] && fnmatch(wanted.c_str(), path[i - 1].c_str(), 0) == 0;
      }
    }
    reachable = std::move(next);
  }
  return reachable[path.size()];
}

/// `path` as patterns see it: relative to the current folder where it is below it, without "." and
/// doubled slashes.
std::string relative_to_current(std::string_view path) {
  std::error_code error;
  const std::filesystem::path normal = std::filesystem::path(path).lexically_normal();
  if (!normal.is_absolute()) return normal.string();
  const std::filesystem::path relative =
      normal.lexically_relative(std::filesystem::current_path(error));
  const bool is_below = !error && !relative.empty() && *relative.begin() != "..";
  return is_below ? relative.string() : normal.string();
}

}  // namespace

Globs::Globs(const std::vector<std::string>& patterns) {
  for (const std::string& text : patterns) {
    const std::string_view pattern = text;
    const std::size_t slash = pattern.find('/');
    const bool any_folder = slash == std::string_view::npos || slash + 1 == pattern.size();
    Pattern parsed{split(relative_to_current(pattern)), any_folder};
    if (!parsed.segments.empty()) patterns_.push_back(std::move(parsed));
  }
}

bool Globs::match(std::string_view path) const {
  return !patterns_.empty() && match_relative(relative_to_current(path));
}

bool Globs::match_with_parents(std::string_view path) const {
  if (patterns_.empty()) return false;
  const std::string relative = relative_to_current(path);
  const std::string_view view = relative;
  for (std::size_t slash = view.find('/', 1); slash != std::string_view::npos;
       slash = view.find('/', slash + 1)) {
    if (match_relative(view.substr(0, slash))) return true;
  }
  return match_relative(view);
}

bool Globs::match_relative(std::string_view path) const {
  const std::vector<std::string> segments = split(path);
  if (segments.empty()) return false;
  const Segments all = segments;
  return std::ranges::any_of(patterns_, [&](const Pattern& pattern) {
    return match_segments(pattern.segments, pattern.any_folder ? all.last(1) : all);
  });
}

}  // namespace lint::input
