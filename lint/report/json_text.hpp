#pragma once
/// The JSON library, and how every format uses it: members in the order of writing, always UTF-8.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/report/run_result.hpp"
#include "lint/text/text.hpp"

namespace lint::report {

using Json = nlohmann::ordered_json;

/// A text of unknown origin as a JSON string.
inline Json json_string(std::string_view text) {
  return valid_utf8(text);
}

/// What was passed over, or could not be done.
inline Json notes_of(const std::vector<Note>& notes) {
  Json list = Json::array();
  for (const Note& note : notes) {
    Json json{{"path", json_string(note.path)}};
    if (note.line != 0) json["line"] = note.line;
    json["message"] = json_string(note.text);
    list.push_back(std::move(json));
  }
  return list;
}

inline constexpr int kIndent = 2;

inline std::string dump(const Json& json) {
  return json.dump(kIndent, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace lint::report
