#pragma once
/// Which files to lint: arguments and lists of names in, ordered paths out.

#include <functional>
#include <string>
#include <vector>

namespace lint::files {

/// Stands for standard input where a path is expected.
inline constexpr const char* kStdin = "-";

struct Selection {
  std::vector<std::string> paths;     // files, folders, or "-"
  std::vector<std::string> excludes;  // patterns, see Globs
  bool force_exclude = false;         // excludes hold for files that are named, too
  /// More patterns, relative to the folder of the configuration file that they stand in.
  std::vector<std::string> config_excludes = {};
  std::string config_path = {};
  /// What "-" is called where excludes look at it; empty when it has no name.
  std::string stdin_name = {};
};

/// Something about a path that the user should hear of.
struct PathNote {
  std::string path;
  std::string text;
};

/// What a walk came across beside the files.
struct Discovery {
  std::vector<PathNote> skipped;  // what a folder holds that is not read though its name fits
  std::vector<PathNote> failed;   // what could not be looked at
};

/// Calls `found` with each file once, in the order of the arguments, within a folder by name. Paths
/// are as given, with the leading "./" left out. Named files are taken whatever they are called.
/// Folders are walked for .yaml, .yml, .json and files called Kustomization; version control's
/// folders and node_modules are left out, links to folders are not followed, and only regular files
/// are taken.
Discovery discover(const Selection& selection, const std::function<void(std::string)>& found);

}  // namespace lint::files
