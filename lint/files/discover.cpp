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
#include <unordered_set>
#include <utility>

#include "lint/files/glob.hpp"
#include "lint/result.hpp"

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
           return name.size() > suffix.size() && name.ends_with(suffix);
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

/// What a folder holds.
struct Entry {
  std::string name;
  fs::file_type type;  // of what a link leads to
  bool is_link = false;
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
Result<std::vector<Entry>> entries_of(const std::string& folder) {
  const std::unique_ptr<DIR, int (*)(DIR*)> stream(opendir(folder.c_str()), closedir);
  if (!stream) return Error{std::strerror(errno)};
  std::vector<Entry> entries;
  errno = 0;
  while (const dirent* const found = readdir(stream.get())) {
    const std::string_view name = found->d_name;
    const bool is_file = found->d_type == DT_REG;
    if (name == "." || name == ".." || (is_file && !may_hold_manifests(name))) continue;
    Entry entry = entry_of(folder, *found);
    const bool is_folder = entry.type == fs::file_type::directory;
    if (is_folder ? !is_skipped_folder(name) : may_hold_manifests(name))
      entries.push_back(std::move(entry));
    errno = 0;
  }
  if (errno != 0) return Error{std::strerror(errno)};
  std::ranges::sort(entries, {}, &Entry::name);
  return entries;
}

class Walk {
 public:
  Walk(const Selection& selection, const std::function<void(std::string)>& found)
      : globs_(selection.excludes),
        config_globs_(selection.config_excludes, folder_of(selection.config_path)),
        stdin_name_(selection.stdin_name),
        force_exclude_(selection.force_exclude),
        found_(found) {}

  Discovery run(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) argument(path);
    return std::move(result_);
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
      folder(path);
    } else {
      add(without_dot(path));
    }
  }

  void stdin_argument() {
    if (force_exclude_ && !stdin_name_.empty() && is_excluded(stdin_name_)) {
      result_.skipped.push_back({stdin_name_, "excluded"});
    } else {
      add(kStdin);
    }
  }

  bool is_excluded(const std::string& path) const {
    return globs_.match_with_parents(path) || config_globs_.match_with_parents(path);
  }

  /// `path` as it was given or found, without a slash at its end unless it is the root.
  void folder(const std::string& path) {
    Result<std::vector<Entry>> entries = entries_of(path);
    if (!entries.ok()) {
      result_.failed.push_back({path, entries.error().message});
      return;
    }
    const std::string prefix = without_dot(path.ends_with('/') ? path : path + '/');
    for (const Entry& entry : entries.value()) this->entry(prefix + entry.name, entry);
  }

  void entry(const std::string& path, const Entry& entry) {
    if (globs_.match(path) || config_globs_.match(path)) return;
    if (entry.is_link && entry.type == fs::file_type::directory) {
      result_.skipped.push_back({path, "a link to a folder, not followed"});
    } else if (entry.type == fs::file_type::directory) {
      folder(path);
    } else if (entry.type == fs::file_type::regular) {
      add(path);
    } else {
      const bool is_dangling = entry.is_link && entry.type == fs::file_type::not_found;
      result_.skipped.push_back({path, is_dangling ? "a link to nothing" : "not a regular file"});
    }
  }

  void add(const std::string& path) {
    if (known_.insert(path).second) found_(path);
  }

  Globs globs_;
  Globs config_globs_;
  std::string stdin_name_;
  bool force_exclude_;
  const std::function<void(std::string)>& found_;
  Discovery result_;
  std::unordered_set<std::string> known_;
};

}  // namespace

Discovery discover(const Selection& selection, const std::function<void(std::string)>& found) {
  return Walk(selection, found).run(selection.paths);
}

}  // namespace lint::files
