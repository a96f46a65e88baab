#pragma once
/// An editor in memory, for tests of its session.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lint/check/settings.hpp"
#include "lint/editor/session.hpp"

namespace tests {

/// Says things to a session, and keeps what it is told. The workspace's folder becomes the current
/// one.
class EditorClient {
 public:
  explicit EditorClient(const std::string& folder, std::string_view encoding,
                        const lint::Settings& settings);

  void notify(std::string_view method, lint::editor::Json params);
  /// The whole answer, with `result` or `error`.
  lint::editor::Json ask(std::string_view method, lint::editor::Json params);
  /// Lets the session do what is left to do.
  void wait();

  void open(const std::string& path, std::string_view text);
  void change(const std::string& path, lint::editor::Json changes);
  void close(const std::string& path);

  std::string uri(const std::string& path) const;
  /// The diagnostics of a file as they were published last.
  lint::editor::Json diagnostics(const std::string& path) const;
  /// The same as the lines of the text format.
  std::vector<std::string> lines(const std::string& path, std::string_view text) const;

 private:
  std::string folder_;
  lint::editor::PositionEncoding encoding_;
  std::map<std::string, lint::editor::Json> published_;
  lint::editor::Json answer_;
  lint::editor::Session session_;
  int version_ = 0;
};

}  // namespace tests
