#include "lint/files/discover.hpp"

#include <dirent.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string_view>
#include <system_error>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "lint/files/glob.hpp"
#include "lint/result.hpp"
#include "lint/text/text.hpp"

namespace lint::files {
namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

constexpr std::array kSuffixes{".yaml"sv, ".yml"sv, ".json"sv};
/// One of the names that kustomize looks for (kustomize api/konfig/general.go).
constexpr std::string_view kKustomization = "Kustomization";
constexpr std::array kSkippedFolders{".git"sv, ".hg"sv, ".svn"sv, "node_modules"sv};

bool may_hold_manifests(std::string_view name) {
  return name == kKustomization || std::ranges::any_of(kSuffixes, [&](std::string_view suffix) {
           return name.size() >= suffix.size() &&
                  lower(name.substr(name.size() - suffix.size())) == suffix;
         });
}

bool is_skipped_folder(std::string_view name) {
  return std::ranges::find(kSkippedFolders, name) != kSkippedFolders.end();
}

/// Without a leading "./", which GitHub does not annotate; but a file called "-" keeps it.
std::string without_dot(const std::string& path) {
  std::string_view rest = path;
  while (rest.starts_with("./")) {
    rest.remove_prefix(std::min(rest.find_first_not_of('/', 1), rest.size()));
  }
  return rest == kStdin ? path : std::string(rest);
}

/// Whether a path is surely without `.`, `..` and doubled slashes. Most are.
bool is_surely_normal(std::string_view path) {
  return !path.starts_with('.') && path.find("/.") == path.npos && path.find("//") == path.npos;
}

/// A path without `.`, `..` and doubled slashes, as far as it can be.
std::string normal(std::string path) {
  return is_surely_normal(path) ? path : fs::path(std::move(path)).lexically_normal().string();
}

/// The same of a path that is written relative to a folder, which ends with a slash or is empty.
/// Most lead to a folder beside it, which a normal folder's own path shows.
std::string normal_in(std::string_view folder, std::string_view path) {
  constexpr std::string_view kUp = "../";
  const auto leads_up = [&] {
    return path.size() > kUp.size() && path.starts_with(kUp) && path[kUp.size()] != '/';
  };
  while (leads_up() && folder.size() > 1 && is_surely_normal(folder)) {
    folder = folder.substr(0, folder.rfind('/', folder.size() - 2) + 1);
    path.remove_prefix(kUp.size());
  }
  return normal(std::string(folder) + std::string(path));
}

/// What a folder holds.
struct Entry {
  std::string name;
  fs::file_type type;  // of what a link leads to
  bool is_link = false;
  std::string path = {};             // from where the walk began
  std::optional<Buffer> bytes = {};  // once it was read for what it names
};

/// Asks the file system only where the folder itself does not say it.
Entry entry_of(const std::string& folder, const dirent& found) {
  const auto status = [&] {
    std::error_code error;
    return fs::status(folder + '/' + found.d_name, error).type();
  };
  switch (found.d_type) {
    case DT_DIR:
      return {found.d_name, fs::file_type::directory};
    case DT_REG:
      return {found.d_name, fs::file_type::regular};
    case DT_LNK:
      return {found.d_name, status(), true};
    case DT_UNKNOWN: {
      std::error_code error;
      return {found.d_name, status(), fs::is_symlink(folder + '/' + found.d_name, error)};
    }
    default:
      return {found.d_name, fs::file_type::unknown};
  }
}

/// What a walk cares for in a folder, by name. std::filesystem takes several times as long.
Result<std::vector<Entry>> entries_of(const std::string& folder, bool takes_all) {
  const std::unique_ptr<DIR, int (*)(DIR*)> stream(opendir(folder.c_str()), closedir);
  if (!stream) return Error{std::strerror(errno)};
  std::vector<Entry> entries;
  errno = 0;
  while (const dirent* const found = readdir(stream.get())) {
    const std::string_view name = found->d_name;
    const bool is_file = found->d_type == DT_REG;
    const bool is_taken = takes_all || may_hold_manifests(name);
    if (name == "." || name == ".." || (is_file && !is_taken)) continue;
    Entry entry = entry_of(folder, *found);
    const bool is_folder = entry.type == fs::file_type::directory;
    if (is_folder ? !is_skipped_folder(name) : is_taken) entries.push_back(std::move(entry));
    errno = 0;
  }
  if (errno != 0) return Error{std::strerror(errno)};
  std::ranges::sort(entries, {}, &Entry::name);
  return entries;
}

class Walk {
 public:
  Walk(const Selection& selection, const std::function<void(File)>& found)
      : globs_(selection.excludes),
        config_globs_(selection.config_excludes, folder_of(selection.config_path)),
        stdin_name_(selection.stdin_name),
        force_exclude_(selection.force_exclude),
        is_only_argument_(selection.paths.size() + selection.listed.size() == 1),
        advice_(selection.advice),
        found_(found) {}

  Discovery run(const Selection& selection) {
    for (const std::string& path : selection.paths) argument(path);
    for (const std::string& path : selection.listed) listed(path);
    return std::move(result_);
  }

  /// Whether the walk would come to a file, and take it.
  bool comes_to(const std::string& root, const std::string& path) const {
    const std::string begin = without_dot(root.ends_with('/') ? root : root + '/');
    if (!path.starts_with(begin) || is_excluded(path) || !takes(path)) return false;
    for (std::size_t slash = path.find('/', begin.size()), last = begin.size();
         slash != std::string::npos; last = slash + 1, slash = path.find('/', last)) {
      std::error_code error;
      const std::string_view name = std::string_view(path).substr(last, slash - last);
      if (is_skipped_folder(name) || fs::is_symlink(path.substr(0, slash), error)) return false;
    }
    return true;
  }

 private:
  static std::string folder_of(const std::string& path) {
    const std::string folder = fs::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
  }

  void argument(const std::string& path) {
    if (path == kStdin) return stdin_argument();
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found || status.type() == fs::file_type::none) {
      result_.failed.push_back({path, error ? error.message() : "No such file or directory"});
    } else if (force_exclude_ && is_excluded(path)) {
      result_.skipped.push_back({path, "excluded"});
    } else if (fs::is_directory(status)) {
      walk(path);
    } else {
      add(File(without_dot(path)));
    }
  }

  /// Git lists what it knows, and not all of that is still there.
  void listed(const std::string& path) {
    std::error_code error;
    const fs::file_status status = fs::symlink_status(path, error);
    if (status.type() == fs::file_type::not_found) {
      result_.failed.push_back({path,
                                "No such file or directory; where git deleted it, leave it out of "
                                "the list: 'git diff --name-only --diff-filter=d'"});
    } else if (status.type() != fs::file_type::regular || takes(path)) {
      argument(path);
    } else if (force_exclude_ && is_excluded(path)) {
      result_.skipped.push_back({path, "excluded"});
    } else {
      File file(without_dot(path));
      file.is_doubtful = true;
      add(std::move(file));
    }
  }

  /// Whether a walk would take a file.
  bool takes(const std::string& path) const {
    return is_called_like_manifest(path) ||
           takes_all(without_dot(path.substr(0, path.rfind('/') + 1)));
  }

  bool takes_all(const std::string& folder) const {
    return advice_.takes_all && advice_.takes_all(folder);
  }

  void stdin_argument() {
    if (force_exclude_ && !stdin_name_.empty() && is_excluded(stdin_name_)) {
      result_.skipped.push_back({stdin_name_, "excluded"});
    } else {
      add(File(kStdin));
    }
  }

  bool is_excluded(const std::string& path) const {
    return globs_.match_with_parents(path) || config_globs_.match_with_parents(path);
  }

  /// Walks a folder that was given, and takes what the files in it name.
  void walk(const std::string& path) {
    root_ = normal(without_dot(path.ends_with('/') ? path : path + '/'));
    folder(path);
  }

  /// `path` as it was given or found, without a slash at its end unless it is the root.
  void folder(const std::string& path) {
    const std::string prefix = without_dot(path.ends_with('/') ? path : path + '/');
    Result<std::vector<Entry>> entries = entries_of(path, takes_all(prefix));
    if (!entries.ok()) {
      result_.failed.push_back({path, entries.error().message});
      return;
    }
    for (Entry& entry : entries.value()) {
      entry.path = prefix + entry.name;
      if (entry.type == fs::file_type::directory) folders_.insert(entry.path);
    }
    std::vector<File> named;
    for (Entry& entry : entries.value()) {
      if (entry.type == fs::file_type::regular) find_named(prefix, entry, named);
    }
    for (Entry& entry : entries.value()) this->entry(entry);
    for (File& file : named) add(std::move(file));
  }

  /// Adds the files that the entry of a folder names, and remembers what they are, for when the
  /// walk comes to those that are called as manifests are.
  void find_named(const std::string& folder, Entry& entry, std::vector<File>& named) {
    if (!advice_.named_by || is_left_out(entry.path)) return;
    Named found = advice_.named_by(entry.path);
    entry.bytes = std::move(found.bytes);
    for (File& file : found.files) {
      // A manifest by its name that is nothing special needs nothing but the walk.
      const bool is_walked = is_called_like_manifest(file.path);
      if (is_walked && !file.role) continue;
      file.path = normal_in(folder, file.path);
      // What a walk would take anyhow is a file when the walk comes to it.
      const bool is_taken =
          is_below_root(file.path) && (is_walked || is_file(file.path)) && !is_excluded(file.path);
      if (!is_taken) continue;
      if (file.role) roles_.try_emplace(file.path, *file.role);
      if (!is_walked) named.push_back(std::move(file));
    }
  }

  /// Asks the file system unless the walk knows better: most of what kustomizations name are
  /// folders beside or above theirs.
  bool is_file(const std::string& path) const {
    std::error_code error;
    return !path.ends_with('/') && !folders_.contains(path) && fs::is_regular_file(path, error);
  }

  /// Only what a walk could have come to.
  bool is_below_root(const std::string& path) const {
    const std::string root = root_.string();
    return root.empty() || root == "." || root == "./"
               ? !path.starts_with("../") && !path.starts_with('/')
               : path.starts_with(root);
  }

  bool is_left_out(const std::string& path) const {
    return globs_.match(path) || config_globs_.match(path);
  }

  void entry(Entry& entry) {
    const std::string& path = entry.path;
    if (is_left_out(path)) {
      if (config_globs_.match(path)) result_.excluded.push_back(path);
      return;
    }
    if (entry.is_link && entry.type == fs::file_type::directory) {
      result_.skipped.push_back({path, "a link to a folder, not followed"});
    } else if (entry.type == fs::file_type::directory) {
      folder(path);
    } else if (entry.type == fs::file_type::regular) {
      File file(path);
      file.bytes = std::move(entry.bytes);
      add(std::move(file));
    } else {
      const bool is_dangling = entry.is_link && entry.type == fs::file_type::not_found;
      result_.skipped.push_back({path, is_dangling ? "a link to nothing" : "not a regular file"});
    }
  }

  void add(File file) {
    if (may_come_again(file.path) && !known_.insert(file.path).second) return;
    const auto role = roles_.find(file.path);
    if (role != roles_.end()) file.role = role->second;
    found_(std::move(file));
  }

  /// One walk comes to each file once, but what others name may be named again.
  bool may_come_again(const std::string& path) const {
    return !is_only_argument_ || !is_called_like_manifest(path);
  }

  Globs globs_;
  Globs config_globs_;
  std::string stdin_name_;
  bool force_exclude_;
  bool is_only_argument_;
  const Advice& advice_;
  const std::function<void(File)>& found_;
  Discovery result_;
  fs::path root_;  // of the walk that goes on
  std::unordered_set<std::string> known_;
  std::unordered_set<std::string> folders_;      // that the walk has come across
  std::unordered_map<std::string, Role> roles_;  // of files that others name
};

}  // namespace

Discovery discover(const Selection& selection, const std::function<void(File)>& found) {
  return Walk(selection, found).run(selection);
}

bool is_called_like_manifest(std::string_view path) {
  return may_hold_manifests(path.substr(path.rfind('/') + 1));
}

bool would_take(const Selection& selection, const std::string& path) {
  return Walk(selection, [](File) {}).comes_to(selection.paths.front(), path);
}

}  // namespace lint::files
