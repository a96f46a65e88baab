/// What a session does when texts and files change, and how their findings get to the client.

#include <algorithm>
#include <filesystem>
#include <utility>

#include "lint/editor/diagnostics.hpp"
#include "lint/editor/session.hpp"
#include "lint/editor/uri.hpp"
#include "lint/manifest/kubernetes/kustomization.hpp"

namespace lint::editor {
namespace {

namespace fs = std::filesystem;

/// So many files change at once where a branch is switched.
constexpr std::size_t kMany = 50;
/// LSP 3.17, FileChangeType.
constexpr std::uint32_t kChanged = 2;

/// Whether the disk has another text for a document.
bool differs_from_disk(const Document& document) {
  Buffer buffer;
  if (!read_regular(document.path, buffer)) return true;
  return Source(std::move(buffer)).text() != document.text;
}

}  // namespace

Json Session::did_open(const Json& params) {
  const Json& item = at(params, {"textDocument"});
  if (!at(item, {"uri"}).is_string() || !at(item, {"text"}).is_string()) {
    throw Failure{ErrorCode::invalid_params, "the document has no address or no text"};
  }
  Document& document = documents_.open(std::string(text_at(item, {"uri"})));
  document.language = text_at(item, {"languageId"});
  document.text = text_at(item, {"text"});
  document.lines = Lines(document.text);
  const Json& version = at(item, {"version"});
  if (version.is_number_integer()) document.version = version.get<std::int64_t>();
  if (const auto path = path_of(document.uri)) {
    document.path = *path;
    document.name = workspace_.name_of(*path);
    documents_.note_change(document);
    if (problem_files_.erase(document.uri) > 0) publish(document.uri, nullptr, Json::array());
    if (differs_from_disk(document)) invalidate_around(document.name, &document);
  }
  set_waiting(document, true);
  return nullptr;
}

Json Session::did_change(const Json& params) {
  Document& document = document_in(params);
  document.checked.reset();
  const Json& version = at(params, {"textDocument", "version"});
  if (version.is_number_integer()) document.version = version.get<std::int64_t>();
  set_waiting(document, true);
  if (!document.name.empty()) invalidate_around(document.name, &document);
  try {
    change(document, at(params, {"contentChanges"}), client_.encoding);
  } catch (const Failure&) {
    documents_.note_change(document);
    throw;
  }
  documents_.note_change(document);
  return nullptr;
}

Json Session::did_close(const Json& params) {
  const Document& document = document_in(params);
  const std::string uri = document.uri;
  const std::string name = document.name;
  const bool is_lost = !name.empty() && differs_from_disk(document);
  std::erase(waiting_, uri);
  documents_.close(uri);
  if (!client_.pulls_diagnostics) publish(uri, nullptr, Json::array());
  if (is_lost) invalidate_around(name, nullptr);
  refresh();
  publish_problems();
  return nullptr;
}

Json Session::did_save(const Json&) {
  refresh();
  return nullptr;
}

Json Session::did_change_files(const Json& params) {
  const Json& changes = at(params, {"changes"});
  if (!changes.is_array()) throw Failure{ErrorCode::invalid_params, "there are no changes"};
  const bool are_many = changes.size() > kMany;
  for (const Json& change : changes) {
    const std::string_view uri = text_at(change, {"uri"});
    const auto path = path_of(uri);
    if (!path || are_many) continue;
    const bool is_there = number_at(change, {"type"}).value_or(0) == kChanged;
    if (!is_there) workspace_.forget_walks();
    // What is open does not count as it is on the disk.
    const Document* const open = documents_.find_named(workspace_.name_of(*path));
    if (open == nullptr || !is_there) invalidate_around(workspace_.name_of(*path), open);
  }
  if (are_many) {
    workspace_.forget_walks();
    invalidate_all();
  }
  refresh();
  return nullptr;
}

/// Notes that a document's findings are to be published. What the user changes comes first.
void Session::set_waiting(Document& document, bool is_urgent) {
  if (client_.pulls_diagnostics) return;
  if (document.is_waiting) {
    if (!is_urgent || waiting_.front() == document.uri) return;
    std::erase(waiting_, document.uri);
  }
  document.is_waiting = true;
  waiting_.insert(is_urgent ? waiting_.begin() : waiting_.end(), document.uri);
}

void Session::invalidate(Document& document) {
  document.checked.reset();
  wants_pull_ = client_.pulls_diagnostics && client_.refreshes_diagnostics;
  set_waiting(document, false);
}

void Session::invalidate_all() {
  for (const auto& [uri, document] : documents_.all()) invalidate(*document);
}

/// The folder of the outermost chart that a file stands in, with a slash at its end; empty where it
/// stands in none.
std::string Session::chart_around(const std::string& path) const {
  std::string found;
  for (fs::path folder = fs::path(path).parent_path();; folder = folder.parent_path()) {
    const std::string chart = (folder / "Chart.yaml").string();
    std::error_code error;
    const bool is_open = documents_.texts().contains(workspace_.name_of(chart));
    if (is_open || fs::exists(chart, error)) found = (folder / "").string();
    if (folder == folder.parent_path()) return found;
  }
}

/// Forgets what was found in the documents that depend on a file, but not in `itself`.
void Session::invalidate_around(const std::string& name, const Document* itself) {
  const bool names_files = manifest::has_kustomization_name(name);
  if (names_files) workspace_.forget_walks();
  if (documents_.all().size() < (itself == nullptr ? 1 : 2)) return;
  const std::string chart = names_files ? "" : chart_around(workspace_.path_to(name));
  if (!names_files && chart.empty()) return;
  for (const auto& [uri, document] : documents_.all()) {
    if (document.get() == itself || document->name.empty()) continue;
    if (names_files || document->path.starts_with(chart)) invalidate(*document);
  }
}

/// Reads configurations that have changed. All that was found may then be otherwise.
void Session::refresh() {
  if (!workspace_.refresh()) return;
  invalidate_all();
  publish_problems();
}

bool Session::work() {
  if (is_shut_down_) return false;
  if (wants_pull_) {
    wants_pull_ = false;
    ask("workspace/diagnostic/refresh", nullptr);
    return true;
  }
  if (!waiting_.empty()) {
    refresh();
    Document* const document = documents_.find(waiting_.front());
    waiting_.pop_front();
    if (document == nullptr) return true;
    document->is_waiting = false;
    publish(*document);
    return true;
  }
  if (!survey_) return false;
  continue_survey();
  return true;
}

void Session::publish(Document& document) {
  // The change that comes sets it waiting again.
  if (outlook_.is_outdated(document.uri)) return;
  try {
    publish(document.uri, document.version, check(document).diagnostics);
  } catch (const PutOff&) {
    ++times_put_off_;
    set_waiting(document, false);
  }
}

void Session::publish(const std::string& uri, const Json& version, Json diagnostics) {
  Json params{{"uri", uri}};
  if (client_.has_versions && !version.is_null()) params["version"] = version;
  params["diagnostics"] = std::move(diagnostics);
  send_(notification("textDocument/publishDiagnostics", std::move(params)));
}

/// What is wrong with configurations that are open is told with what is found in them.
void Session::publish_problems() {
  std::set<std::string> files;
  const std::vector<Problem> problems = workspace_.problems();
  for (const Problem& problem : problems) {
    const std::string& path = problem.path;
    if (documents_.find_named(workspace_.name_of(path)) != nullptr) continue;
    if (!files.insert(uri_of(path)).second) continue;
    Buffer buffer;
    const bool is_read = read_regular(path, buffer);
    publish(uri_of(path), nullptr,
            diagnostics_of(problems, path, is_read ? buffer.view() : std::string_view(), client_));
  }
  for (const std::string& uri : problem_files_) {
    if (!files.contains(uri)) publish(uri, nullptr, Json::array());
  }
  problem_files_ = std::move(files);
}

}  // namespace lint::editor
