#pragma once
/// JSON as it comes from a client: nothing in it is certain to be there, or to be what it should
/// be.

#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace lint::editor {

using Json = nlohmann::json;

/// The value under these keys, one within the other; null where there is none.
const Json& at(const Json& value, std::initializer_list<const char*> keys);

bool is_true(const Json& value, std::initializer_list<const char*> keys);
/// The string under these keys; nothing where there is none.
std::string_view text_at(const Json& value, std::initializer_list<const char*> keys);
/// The number under these keys, where it is an integer from 0 to 2^31-1, as the protocol has them.
std::optional<std::uint32_t> number_at(const Json& value, std::initializer_list<const char*> keys);
/// Whether a list of strings under these keys has this one.
bool lists(const Json& value, std::initializer_list<const char*> keys, std::string_view word);

/// A text of unknown origin for JSON, which is always UTF-8.
Json json_text(std::string_view text);

/// What comes of a message's bytes: JSON, or nothing where they are none, or nested deeper than any
/// message of the protocol. Clients write what is no Unicode in a text, lone surrogates and
/// bytes that are no UTF-8, as they have it; that becomes U+FFFD.
std::optional<Json> parse_json(std::string_view bytes);

}  // namespace lint::editor
