#pragma once
/// One client's session: what it says, one message after the other, and what it is told.

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lint/editor/client.hpp"
#include "lint/editor/configuration.hpp"
#include "lint/editor/documents.hpp"
#include "lint/editor/message.hpp"
#include "lint/editor/workspace.hpp"

namespace lint::editor {

/// What there is to know of messages that have come and are not handled yet.
struct Outlook {
  std::function<bool(const Json& id)> is_cancelled = [](const Json&) { return false; };
  /// Whether one of them changes or closes a document, so that work on it as it is would be lost.
  std::function<bool(std::string_view uri)> is_outdated = [](std::string_view) { return false; };
  /// Whether there is any.
  std::function<bool()> has_any = [] { return false; };
};

/// A `workspace/diagnostic` that is being answered, file by file.
struct Survey {
  Json id;
  std::map<std::string, std::string> known;  // results that the client has, by address
  std::vector<std::string> files;
  std::size_t next = 0;
  Json items = Json::array();
};

class Session {
 public:
  using Send = std::function<void(const Json& message)>;

  Session(std::string_view version, Configure configure, Send send, Outlook outlook = {})
      : version_(version),
        send_(std::move(send)),
        outlook_(std::move(outlook)),
        workspace_(std::move(configure), documents_) {}
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void handle(Incoming incoming);

  /// Does a piece of what is left to do when no message waits; returns whether there was any.
  bool work();

  /// Once the client has ended the session.
  std::optional<int> exit_code() const { return exit_code_; }
  bool is_shut_down() const { return is_shut_down_; }

 private:
  using Handler = Json (Session::*)(const Json& params);
  struct Method {
    std::string_view name;
    Handler handler;
  };
  /// Ends work on a text that has changed, or for which nobody waits while a message does.
  struct PutOff {};

  Json dispatch(const Message& message);
  Json initialize(const Json& params);
  Json initialized(const Json& params);
  Json shut_down(const Json& params);
  Json ignore(const Json& params);
  Json did_open(const Json& params);
  Json did_change(const Json& params);
  Json did_close(const Json& params);
  Json did_save(const Json& params);
  Json did_change_files(const Json& params);
  Json pull(const Json& params);
  Json code_action(const Json& params);
  Json hover_at(const Json& params);
  Json execute(const Json& params);
  void begin_survey(const Message& message);
  void continue_survey();

  Document& document_in(const Json& params);
  const Checked& check(Document& document);
  FileResult check_text(const Document& document, std::string_view text, Fixing fixing);
  void check_in_time(const Document& document);

  void set_waiting(Document& document, bool is_urgent);
  void invalidate(Document& document);
  void invalidate_all();
  void invalidate_around(const std::string& name, const Document* itself);
  std::string chart_around(const std::string& path) const;
  void refresh();
  bool gives_way(const Document& document) const;
  void publish(Document& document);
  void publish_problems();
  void publish(const std::string& uri, const Json& version, Json diagnostics);
  void log(const std::string& text);
  void ask(std::string_view method, Json params);

  std::string version_;
  Send send_;
  Outlook outlook_;
  Client client_;
  Documents documents_;
  Workspace workspace_;
  std::deque<std::string> waiting_;  // addresses of documents
  std::optional<Survey> survey_;
  std::set<std::string> problem_files_;  // that are not open and have diagnostics
  Json request_id_;                      // of the request that is being handled
  bool is_initialized_ = false;
  bool is_shut_down_ = false;
  int times_put_off_ = 0;    // that work gave way to a message since some was done
  bool wants_pull_ = false;  // whether the client is to ask for diagnostics again
  std::size_t asked_ = 0;    // requests of ours
  std::optional<int> exit_code_;
};

}  // namespace lint::editor
