#include "lint/editor/workspace.hpp"

#include <filesystem>
#include <system_error>
#include <utility>

#include "lint/check/checker.hpp"
#include "lint/check/select.hpp"
#include "lint/editor/uri.hpp"

namespace lint::editor {
namespace {

namespace fs = std::filesystem;

/// A root with more folders, such as that of the whole system, is not walked to its end: what is
/// named beyond is known by its place alone.
constexpr int kMostFolders = 50'000;

/// Ends a walk.
struct TooMany {};

std::string with_slash(std::string path) {
  if (!path.ends_with('/')) path += '/';
  return path;
}

files::Selection selection_of(const Area& area) {
  files::Selection selection;
  selection.paths = {area.folder};
  selection.excludes = area.holding->more_excludes;
  selection.config_excludes = area.holding->excludes;
  selection.config_path = area.holding->path;
  return selection;
}

/// Languages in which manifests are written, as clients call them. A text that has no name yet can
/// only be known by them.
bool is_of_manifests(std::string_view language) {
  return language.starts_with("yaml") || language.starts_with("json") ||
         language == "dockercompose" || language == "kubernetes";
}

}  // namespace

bool read_regular(const std::string& path, Buffer& buffer) {
  std::error_code error;
  return fs::is_regular_file(path, error) && read_file(path, buffer).ok();
}

void Workspace::set_roots(const std::vector<std::string>& roots) {
  for (const std::string& root : roots) {
    std::error_code error;
    if (!fs::is_directory(root, error)) continue;
    Area area;
    area.is_root = true;
    area.folder = root;
    if (areas_.empty()) {
      fs::current_path(root, error);
      if (!error) {
        here_ = with_slash(root);
        area.folder = ".";
      }
    }
    areas_.try_emplace(root, std::move(area));
  }
}

std::string Workspace::name_of(const std::string& path) const {
  const bool is_here = !here_.empty() && path.starts_with(here_) && path.size() > here_.size();
  return is_here ? path.substr(here_.size()) : path;
}

/// Asks the system only where it must: it knows the current folder by another name than the client
/// where links lead to it.
std::string Workspace::path_to(const std::string& name) const {
  std::error_code ignored;
  const fs::path path = here_.empty() ? fs::absolute(name, ignored) : fs::path(here_) / name;
  return path.lexically_normal().string();
}

bool Workspace::refresh(Area& area) {
  const auto now = configure_(area.folder, documents_.texts());
  if (now == area.read) return false;
  area.read = now;
  if (area.holding == nullptr || now->problems.empty()) area.holding = now;
  area.is_walked = false;
  return true;
}

bool Workspace::refresh() {
  bool is_changed = false;
  for (auto& [folder, area] : areas_) is_changed = refresh(area) || is_changed;
  return is_changed;
}

void Workspace::forget_walks() {
  for (auto& [folder, area] : areas_) area.is_walked = false;
}

/// The innermost root around a file; outside of all, the folder that it stands in.
Area& Workspace::area_of(const std::string& name) {
  const std::string path = path_to(name);
  Area* found = nullptr;
  for (auto& [folder, area] : areas_) {
    // They come in the order of their names, so that the innermost is the last.
    if (area.is_root && path.starts_with(with_slash(folder))) found = &area;
  }
  if (found == nullptr) {
    const std::string folder = fs::path(path).parent_path().string();
    found = &areas_[folder];
    found->folder = folder;
  }
  if (found->read == nullptr) refresh(*found);
  return *found;
}

files::Discovery Workspace::discover(const Area& area,
                                     const std::function<void(files::File)>& found) {
  templates::Charts charts(&documents_.texts());
  files::Selection selection = selection_of(area);
  selection.advice = advice_of(charts, &documents_.texts());
  int folders = 0;
  selection.advice.takes_all = [&, ask = selection.advice.takes_all](const std::string& folder) {
    if (++folders > kMostFolders) throw TooMany();
    return ask(folder);
  };
  try {
    return files::discover(selection, found);
  } catch (const TooMany&) {
    return {};
  }
}

void Workspace::walk(Area& area) {
  area.is_walked = true;
  area.named.clear();
  discover(area, [&](const files::File& file) {
    const bool is_special = file.role || !files::is_called_like_manifest(file.path);
    if (is_special) area.named.emplace(file.path, file.role);
  });
}

bool Workspace::takes(const Document& document) {
  if (document.name.empty()) return is_of_manifests(document.language);
  Area& area = area_of(document.name);
  if (area.is_root && !area.is_walked) walk(area);
  if (area.named.contains(document.name)) return true;
  templates::Charts charts(&documents_.texts());
  files::Selection selection = selection_of(area);
  selection.advice = advice_of(charts, &documents_.texts());
  return files::would_take(selection, document.name);
}

FileResult Workspace::check(const Document& document, const Source& source, Fixing fixing,
                            const DoAll& do_all) {
  Area& area = area_of(document.name.empty() ? "./-" : document.name);
  Settings settings = area.holding->settings;
  settings.fixing = fixing;
  settings.needs.edits = true;
  Checker checker(settings, &documents_.texts());
  const auto named = area.named.find(document.name);
  const auto role = named == area.named.end() ? std::nullopt : named->second;
  const std::string name =
      document.name.empty() ? std::string(report::kUnnamedStdin) : document.name;
  FileResult result = checker.check(name, role, source, do_all);
  if (!area.holding->baseline || result.findings.empty()) return result;
  // Each text is compared with all of it: what it excuses is counted by file.
  Baseline baseline = *area.holding->baseline;
  baseline.apply(result);
  return result;
}

std::vector<std::string> Workspace::files() {
  std::vector<std::string> names;
  for (auto& entry : areas_) {
    Area& area = entry.second;
    if (!area.is_root) continue;
    if (area.read == nullptr) refresh(area);
    if (!area.is_walked) walk(area);
    discover(area, [&](const files::File& file) {
      if (&area_of(file.path) == &area) names.push_back(file.path);
    });
  }
  return names;
}

std::unique_ptr<Document> Workspace::closed(const std::string& name) const {
  auto document = std::make_unique<Document>();
  document->name = name;
  document->path = path_to(name);
  document->uri = uri_of(document->path);
  return document;
}

std::vector<Problem> Workspace::problems() const {
  std::vector<Problem> problems;
  for (const auto& [folder, area] : areas_) {
    if (area.read == nullptr) continue;
    for (const Problem& problem : area.read->problems) {
      problems.push_back({path_to(problem.path), problem.place, problem.message});
    }
  }
  return problems;
}

}  // namespace lint::editor
