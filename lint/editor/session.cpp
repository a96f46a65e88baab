#include "lint/editor/session.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <utility>

#include "lint/editor/code_actions.hpp"
#include "lint/editor/diagnostics.hpp"
#include "lint/editor/hover.hpp"
#include "lint/editor/side_by_side.hpp"
#include "lint/editor/uri.hpp"
#include "lint/report/rules.hpp"
#include "rules/registry.hpp"

namespace lint::editor {
namespace {

constexpr std::string_view kExit = "exit";
constexpr std::string_view kInitialize = "initialize";
constexpr std::string_view kSurvey = "workspace/diagnostic";
/// LSP 3.17, TextDocumentSyncKind and MessageType.
constexpr int kIncremental = 2;
constexpr int kWarningMessage = 2;
constexpr int kInfoMessage = 3;
/// So often in a row work gives way to messages, so that a client that never pauses hears of its
/// large documents, too.
constexpr int kMostPutOffs = 16;

Failure wrong_params(std::string message) {
  return {ErrorCode::invalid_params, std::move(message)};
}

std::vector<std::string> roots_in(const Json& params) {
  std::vector<std::string> roots;
  const auto add = [&](std::string_view uri) {
    if (const auto path = path_of(uri)) roots.push_back(*path);
  };
  const Json& folders = at(params, {"workspaceFolders"});
  if (folders.is_array()) {
    for (const Json& folder : folders) add(text_at(folder, {"uri"}));
  }
  if (roots.empty()) add(text_at(params, {"rootUri"}));
  const std::string_view path = text_at(params, {"rootPath"});
  if (roots.empty() && path.starts_with('/')) add(uri_of(path));
  return roots;
}

/// The same for the same diagnostics.
std::string result_id(const Json& diagnostics) {
  return std::to_string(std::hash<Json>()(diagnostics));
}

/// A full report, or that nothing has changed since the result that the client has.
Json report_of(const Json& diagnostics, std::string_view previous) {
  const std::string id = result_id(diagnostics);
  if (id == previous) return {{"kind", "unchanged"}, {"resultId", id}};
  return {{"kind", "full"}, {"resultId", id}, {"items", diagnostics}};
}

}  // namespace

void Session::handle(Incoming incoming) {
  const Message& message = incoming.message;
  const bool is_answered = message.is_request() || incoming.failure;
  try {
    if (incoming.failure) throw Failure(std::move(*incoming.failure));
    if (message.is_request() && outlook_.is_cancelled(message.id)) {
      throw Failure{ErrorCode::cancelled, "cancelled"};
    }
    request_id_ = message.id;
    Json result = dispatch(message);
    if (message.is_request() && message.method != kSurvey && !message.method.empty()) {
      send_(answer(message.id, std::move(result)));
    }
  } catch (const Failure& failure) {
    if (is_answered) {
      send_(answer(message.id, failure));
    } else {
      log(message.method + ": " + failure.message);
    }
  } catch (const std::exception& error) {
    const Failure failure{ErrorCode::internal_error, error.what()};
    is_answered ? send_(answer(message.id, failure)) : log(failure.message);
  }
  request_id_ = nullptr;
}

void Session::log(const std::string& text) {
  send_(
      notification("window/logMessage", {{"type", kWarningMessage}, {"message", json_text(text)}}));
}

void Session::ask(std::string_view method, Json params) {
  send_(request("seccomp-lint-" + std::to_string(++asked_), method, std::move(params)));
}

Json Session::dispatch(const Message& message) {
  static constexpr std::array kRequests = std::to_array<Method>({
      {kInitialize, &Session::initialize},
      {"shutdown", &Session::shut_down},
      {"textDocument/codeAction", &Session::code_action},
      {"textDocument/diagnostic", &Session::pull},
      {"textDocument/hover", &Session::hover_at},
      {"workspace/executeCommand", &Session::execute},
  });
  static constexpr std::array kNotifications = std::to_array<Method>({
      {"initialized", &Session::initialized},
      {"textDocument/didChange", &Session::did_change},
      {"textDocument/didClose", &Session::did_close},
      {"textDocument/didOpen", &Session::did_open},
      {"textDocument/didSave", &Session::did_save},
      {"workspace/didChangeConfiguration", &Session::ignore},
      {"workspace/didChangeWatchedFiles", &Session::did_change_files},
  });
  const std::string& method = message.method;
  if (method.empty()) return nullptr;  // an answer: none that we wait for
  if (method == kExit && !message.is_request()) {
    exit_code_ = is_shut_down_ ? 0 : 1;
    return nullptr;
  }
  if (!is_initialized_ && method != kInitialize) {
    if (!message.is_request()) return nullptr;
    throw Failure{ErrorCode::not_initialized, "the first request must be 'initialize'"};
  }
  if (is_shut_down_) throw Failure{ErrorCode::invalid_request, "the session was shut down"};
  if (method == kSurvey && message.is_request()) {
    begin_survey(message);
    return nullptr;
  }
  const auto find = [&](const auto& methods) -> const Method* {
    const auto found = std::ranges::find(methods, std::string_view(method), &Method::name);
    return found == methods.end() ? nullptr : &*found;
  };
  const Method* const known = message.is_request() ? find(kRequests) : find(kNotifications);
  if (known != nullptr) return (this->*known->handler)(message.params);
  // A notification that nobody knows may be passed over.
  if (!message.is_request()) return nullptr;
  throw Failure{ErrorCode::method_not_found, "unknown method '" + method + "'"};
}

Json Session::initialize(const Json& params) {
  if (is_initialized_) throw Failure{ErrorCode::invalid_request, "'initialize' was there before"};
  is_initialized_ = true;
  client_ = Client(at(params, {"capabilities"}));
  workspace_.set_roots(roots_in(params));
  Json can{{"positionEncoding", to_string(client_.encoding)},
           {"textDocumentSync", {{"openClose", true}, {"change", kIncremental}, {"save", true}}},
           {"hoverProvider", true},
           {"executeCommandProvider", {{"commands", Json::array({kExplainCommand})}}},
           {"workspace", {{"workspaceFolders", {{"supported", true}}}}}};
  can["codeActionProvider"] = true;
  if (client_.has_code_action_literals) {
    can["codeActionProvider"] = {{"codeActionKinds", Json::array({kQuickFixKind, kFixAllKind})}};
  }
  if (client_.pulls_diagnostics) {
    can["diagnosticProvider"] = {{"identifier", "seccomp-lint"},
                                 {"interFileDependencies", true},
                                 {"workspaceDiagnostics", true}};
  }
  return {{"capabilities", std::move(can)},
          {"serverInfo", {{"name", "seccomp-lint"}, {"version", version_}}}};
}

Json Session::initialized(const Json&) {
  refresh();
  if (!client_.registers_watchers) return nullptr;
  Json watchers = Json::array();
  for (const std::string_view glob : {"**/*.{yaml,yml,json,tpl}", "**/Kustomization"}) {
    watchers.push_back({{"globPattern", glob}});
  }
  Json registration{{"id", "files"}, {"method", "workspace/didChangeWatchedFiles"}};
  registration["registerOptions"] = {{"watchers", std::move(watchers)}};
  ask("client/registerCapability", {{"registrations", Json::array({std::move(registration)})}});
  return nullptr;
}

Json Session::shut_down(const Json&) {
  is_shut_down_ = true;
  waiting_.clear();
  if (survey_) {
    send_(answer(survey_->id, Failure{ErrorCode::cancelled, "the session was shut down"}));
    survey_.reset();
  }
  return nullptr;
}

Json Session::ignore(const Json&) {
  return nullptr;
}

Json Session::pull(const Json& params) {
  Document& document = document_in(params);
  check_in_time(document);
  refresh();
  const Checked& checked = check(document);
  return report_of(checked.diagnostics, text_at(params, {"previousResultId"}));
}

Json Session::code_action(const Json& params) {
  Document& document = document_in(params);
  check_in_time(document);
  const Json& range = at(params, {"range"});
  const auto offset = [&](const char* which) {
    const auto line = number_at(range, {which, "line"});
    const auto character = number_at(range, {which, "character"});
    if (!line || !character) throw wrong_params("there is no good range");
    return document.lines.offset(document.text, {*line, *character}, client_.encoding);
  };
  const std::uint32_t begin = offset("start");
  const ByteRange part{begin, std::max(begin, offset("end"))};
  check(document);
  const auto try_text = [&](std::string_view text, Fixing fixing) {
    return check_text(document, text, fixing);
  };
  return code_actions(document, part, at(params, {"context", "only"}), client_, try_text);
}

Json Session::hover_at(const Json& params) {
  Document& document = document_in(params);
  check_in_time(document);
  const auto line = number_at(params, {"position", "line"});
  const auto character = number_at(params, {"position", "character"});
  if (!line || !character) throw wrong_params("there is no good position");
  check(document);
  return hover(document,
               document.lines.offset(document.text, {*line, *character}, client_.encoding),
               client_);
}

Json Session::execute(const Json& params) {
  if (text_at(params, {"command"}) != kExplainCommand) throw wrong_params("unknown command");
  const Json& arguments = at(params, {"arguments"});
  const bool has_one = arguments.is_array() && arguments.size() == 1 && arguments[0].is_string();
  const Rule* const rule =
      has_one ? rules::find(arguments[0].get_ref<const std::string&>()) : nullptr;
  if (rule == nullptr) throw wrong_params("the one argument is a rule's id");
  if (client_.shows_documents) {
    ask("window/showDocument", {{"uri", report::page_of(*rule)}, {"external", true}});
  } else {
    send_(notification("window/showMessage",
                       {{"type", kInfoMessage}, {"message", json_text(explained(*rule))}}));
  }
  return nullptr;
}

void Session::begin_survey(const Message& message) {
  if (survey_) {
    send_(answer(survey_->id, Failure{ErrorCode::cancelled, "asked again"}));
  }
  refresh();
  survey_.emplace();
  survey_->id = message.id;
  const Json& known = at(message.params, {"previousResultIds"});
  if (known.is_array()) {
    for (const Json& result : known) {
      survey_->known.emplace(text_at(result, {"uri"}), text_at(result, {"value"}));
    }
  }
  survey_->files = workspace_.files();
}

/// Checks the next file of all, or answers.
void Session::continue_survey() {
  Survey& survey = *survey_;
  if (outlook_.is_cancelled(survey.id)) {
    send_(answer(survey.id, Failure{ErrorCode::cancelled, "cancelled"}));
    survey_.reset();
    return;
  }
  if (survey.next == survey.files.size()) {
    send_(answer(survey.id, Json{{"items", std::move(survey.items)}}));
    survey_.reset();
    return;
  }
  const std::string& name = survey.files[survey.next++];
  Document* document = documents_.find_named(name);
  Json version = nullptr;
  std::unique_ptr<Document> closed;
  if (document != nullptr) {
    version = document->version;
  } else {
    closed = workspace_.closed(name);
    document = closed.get();
    Buffer buffer;
    if (!read_regular(name, buffer)) return;
    const Source source(std::move(buffer));
    document->text = source.text();
    document->lines = Lines(document->text);
  }
  const auto previous = survey.known.find(document->uri);
  try {
    check(*document);
  } catch (const PutOff&) {
    ++times_put_off_;
    --survey.next;  // once more when the messages have been heard
    return;
  }
  Json report = report_of(document->checked->diagnostics,
                          previous == survey.known.end() ? "" : previous->second);
  report["uri"] = document->uri;
  report["version"] = std::move(version);
  survey.items.push_back(std::move(report));
}

/// The open document that a request is about.
Document& Session::document_in(const Json& params) {
  Document* const document = documents_.find(text_at(params, {"textDocument", "uri"}));
  if (document == nullptr) throw wrong_params("the document is not open");
  return *document;
}

/// A document that the next messages change is not worth an answer.
void Session::check_in_time(const Document& document) {
  if (outlook_.is_outdated(document.uri)) {
    throw Failure{ErrorCode::content_modified, "the document has changed"};
  }
}

/// Whether work that no request waits for is to be left: the document changes, or a message waits,
/// as that of somebody who types in another one.
bool Session::gives_way(const Document& document) const {
  return outlook_.is_outdated(document.uri) ||
         (outlook_.has_any() && times_put_off_ < kMostPutOffs);
}

FileResult Session::check_text(const Document& document, std::string_view text, Fixing fixing) {
  const auto do_all = [&](std::size_t pieces, const auto& piece) {
    do_side_by_side(pieces, [&](std::size_t i) {
      if (request_id_.is_null() && gives_way(document)) throw PutOff();
      if (!request_id_.is_null() && outlook_.is_cancelled(request_id_)) {
        throw Failure{ErrorCode::cancelled, "cancelled"};
      }
      piece(i);
    });
  };
  const Source source(text);
  return workspace_.check(document, source, fixing, do_all);
}

const Checked& Session::check(Document& document) {
  if (document.checked) return *document.checked;
  Checked checked;
  if (workspace_.takes(document)) {
    checked.result = check_text(document, document.text, Fixing::none);
  }
  const Source source(document.text);
  checked.diagnostics = diagnostics_of(document, source, checked.result, client_);
  const std::vector<Problem> problems = workspace_.problems();
  if (!problems.empty() && !document.name.empty() && documents_.find(document.uri) != nullptr) {
    for (Json& problem : diagnostics_of(problems, document.path, document.text, client_)) {
      checked.diagnostics.push_back(std::move(problem));
    }
  }
  times_put_off_ = 0;
  return document.checked.emplace(std::move(checked));
}

}  // namespace lint::editor
