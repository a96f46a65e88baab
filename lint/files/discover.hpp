#pragma once
/// Which files to lint: arguments and lists of names in, ordered paths out.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/role.hpp"
#include "lint/text/source.hpp"

namespace lint::files {

/// Stands for standard input where a path is expected.
inline constexpr const char* kStdin = "-";

/// A file to lint.
struct File {
  File(std::string found, std::optional<Role> named_as = std::nullopt)
      : path(std::move(found)), role(named_as) {}

  std::string path;
  /// What another file says that it is; nothing where only its place tells.
  std::optional<Role> role;
  /// Its bytes, where the walk has read them.
  std::optional<Buffer> bytes;
  /// Whether it merely stands in a list, and is not called as manifests are.
  bool is_doubtful = false;
};

/// What a file says of others: which of them are manifests, relative to the folder that it is in;
/// and its bytes, if it had to be read for that.
struct Named {
  std::vector<File> files;
  std::optional<Buffer> bytes;
};

/// What the walk asks of those who read files.
struct Advice {
  /// Whether all files in this folder are to be taken, whatever they are called. `folder` ends with
  /// a slash, or is empty for the one that the program runs in.
  std::function<bool(const std::string& folder)> takes_all = {};
  /// What the file at `path` names.
  std::function<Named(const std::string& path)> named_by = {};
};

struct Selection {
  std::vector<std::string> paths;     // files, folders, or "-"
  std::vector<std::string> excludes;  // patterns, see Globs
  bool force_exclude = false;         // excludes hold for files that are named, too
  /// More patterns, relative to the folder of the configuration file that they stand in.
  std::vector<std::string> config_excludes = {};
  std::string config_path = {};
  /// What "-" is called where excludes look at it; empty when it has no name.
  std::string stdin_name = {};
  /// More paths, from a list that somebody else made and that may hold anything.
  std::vector<std::string> listed = {};
  Advice advice = {};
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
  /// Files and folders that the configuration's patterns left out.
  std::vector<std::string> excluded = {};
};

/// Calls `found` with each file once, in the order of the arguments, within a folder by name. Paths
/// are as given, with the leading "./" left out. Named files are taken whatever they are called.
/// Folders are walked for .yaml, .yml, .json in any letter case and files called Kustomization, and
/// for what the selection's advice adds; version control's folders and node_modules are left out,
/// links to folders are not followed, and only regular files are taken.
Discovery discover(const Selection& selection, const std::function<void(File)>& found);

/// Whether a file is called as manifests are, so that a walk takes it wherever it is.
bool is_called_like_manifest(std::string_view path);

/// Whether a walk of the selection's only folder would take the file at `path`, which lies below it
/// and is written as the walk would write it, by what it is called; also if it is not there yet.
bool would_take(const Selection& selection, const std::string& path);

}  // namespace lint::files
