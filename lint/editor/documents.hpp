#pragma once
/// The texts that a client has open.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "lint/editor/json.hpp"
#include "lint/editor/positions.hpp"
#include "lint/report/run_result.hpp"
#include "lint/template/chart.hpp"

namespace lint::editor {

/// What was found in a text, as long as neither it nor anything that it depends on has changed.
struct Checked {
  FileResult result;
  /// As the client gets it.
  Json diagnostics;
};

struct Document {
  std::string uri;
  std::string language;
  /// The absolute path, and what findings call it; both empty where it is no file.
  std::string path;
  std::string name;
  std::int64_t version = 0;
  std::string text;
  Lines lines{std::string_view()};
  std::optional<Checked> checked;
  /// Whether its findings are to be published.
  bool is_waiting = false;

  /// Bytes of a byte order mark at the text's begin, which findings do not count.
  std::uint32_t mark_size() const;
  /// The text in which findings have their places, and such a place in the whole text.
  std::string_view marked_text() const { return std::string_view(text).substr(mark_size()); }
  ByteRange in_text(ByteRange place) const {
    return {place.begin + mark_size(), place.end + mark_size()};
  }
};

/// Makes the `contentChanges` of a notification. Throws a Failure where they are none; what came
/// before that is done.
void change(Document& document, const Json& changes, PositionEncoding encoding);

class Documents {
 public:
  Document& open(std::string uri);
  void close(const std::string& uri);
  /// Its text or its name is another one now.
  void note_change(const Document& document);
  /// Null when it is not open.
  Document* find(std::string_view uri);
  /// The one that findings call so; null when it is not open.
  Document* find_named(std::string_view name);

  /// All of them, by address.
  const std::map<std::string, std::unique_ptr<Document>, std::less<>>& all() const { return all_; }

  /// The texts of files, by name.
  const templates::OpenTexts& texts() const { return texts_; }

 private:
  std::map<std::string, std::unique_ptr<Document>, std::less<>> all_;
  templates::OpenTexts texts_;
};

}  // namespace lint::editor
