#pragma once
/// The JSON library, and how every format uses it: members in the order of writing, always UTF-8.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "lint/text/text.hpp"

namespace lint::report {

using Json = nlohmann::ordered_json;

/// A text of unknown origin as a JSON string.
inline Json json_string(std::string_view text) {
  return valid_utf8(text);
}

inline std::string dump(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace lint::report
