#include "lint/input/discover.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <unordered_set>

#include "lint/input/glob.hpp"

namespace lint::input {
namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

constexpr std::array kSuffixes{".yaml"sv, ".yml"sv, ".json"sv};
constexpr std::array kSkippedFolders{".git"sv, ".hg"sv, ".svn"sv, "node_modules"sv};

bool has_suffix(const std::string& name) {
  return std::ranges::any_of(kSuffixes, [&](std::string_view suffix) {
    return name.size() > suffix.size() && name.ends_with(suffix);
  });
}

bool is_skipped_folder(const std::string& name) {
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

class Walk {
 public:
  explicit Walk(const Selection& selection)
      : globs_(selection.excludes),
        config_globs_(selection.config_excludes, folder_of(selection.config_path)),
        stdin_name_(selection.stdin_name),
        force_exclude_(selection.force_exclude) {}

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

  void folder(const std::string& path) {
    std::error_code error;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
      entries.push_back(*at);
    }
    if (error) {
      result_.failed.push_back({path, error.message()});
      return;
    }
    std::ranges::sort(entries, {}, [](const fs::directory_entry& e) -> const std::string& {
      return e.path().native();
    });
    for (const fs::directory_entry& entry : entries) this->entry(entry);
  }

  void entry(const fs::directory_entry& entry) {
    const std::string path = without_dot(entry.path().string());
    const std::string name = entry.path().filename().string();
    std::error_code error;
    const bool is_link = entry.is_symlink(error);
    const fs::file_type type = entry.status(error).type();
    const bool is_folder = type == fs::file_type::directory;
    if (is_folder ? is_skipped_folder(name) : !has_suffix(name)) return;
    if (globs_.match(path) || config_globs_.match(path)) return;
    if (is_folder && is_link) {
      result_.skipped.push_back({path, "a link to a folder, not followed"});
    } else if (is_folder) {
      folder(path);
    } else if (type == fs::file_type::regular) {
      add(path);
    } else {
      const bool is_dangling = is_link && type == fs::file_type::not_found;
      result_.skipped.push_back({path, is_dangling ? "a link to nothing" : "not a regular file"});
    }
  }

  void add(const std::string& path) {
    if (known_.insert(path).second) result_.files.push_back(path);
  }

  Globs globs_;
  Globs config_globs_;
  std::string stdin_name_;
  bool force_exclude_;
  Discovery result_;
  std::unordered_set<std::string> known_;
};

}  // namespace

Discovery discover(const Selection& selection) {
  return Walk(selection).run(selection.paths);
}

}  // namespace lint::input
