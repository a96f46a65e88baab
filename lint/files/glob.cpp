#include "lint/files/glob.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <filesystem>
#include <span>

namespace lint::files {
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

/// `path` as seen from an absolute `folder` that it lies below; as it is when it does not.
std::string below(const std::filesystem::path& path, const std::filesystem::path& folder) {
  const std::filesystem::path relative = path.lexically_relative(folder);
  const bool is_below = !relative.empty() && *relative.begin() != "..";
  return is_below ? relative.string() : path.string();
}

}  // namespace

Globs::Globs(const std::vector<std::string>& patterns, const std::string& folder) {
  std::error_code error;
  if (!folder.empty()) folder_ = std::filesystem::absolute(folder, error).lexically_normal();
  if (folder_.ends_with('/') && folder_.size() > 1) folder_.pop_back();
  for (const std::string& text : patterns) {
    const std::string_view pattern = text;
    const std::size_t slash = pattern.find('/');
    const bool any_folder = slash == std::string_view::npos || slash + 1 == pattern.size();
    const std::filesystem::path normal = std::filesystem::path(pattern).lexically_normal();
    const bool is_absolute = normal.is_absolute();
    Pattern parsed{split(is_absolute ? relative(pattern) : normal.string()), any_folder};
    if (!parsed.segments.empty()) patterns_.push_back(std::move(parsed));
  }
}

/// `path` as patterns see it: relative to the folder where it is below it, without "." and doubled
/// slashes.
std::string Globs::relative(std::string_view path) const {
  std::error_code error;
  std::filesystem::path normal = std::filesystem::path(path).lexically_normal();
  if (!normal.is_absolute() && folder_.empty()) return normal.string();
  const std::filesystem::path current = std::filesystem::current_path(error);
  if (error) return normal.string();
  if (!normal.is_absolute()) normal = (current / normal).lexically_normal();
  return below(normal, folder_.empty() ? current : std::filesystem::path(folder_));
}

bool Globs::match(std::string_view path) const {
  return !patterns_.empty() && match_relative(relative(path));
}

bool Globs::match_with_parents(std::string_view path) const {
  if (patterns_.empty()) return false;
  const std::string whole = relative(path);
  const std::string_view view = whole;
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

}  // namespace lint::files
