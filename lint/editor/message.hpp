#pragma once
/// JSON-RPC 2.0: requests, notifications, answers.

#include <optional>
#include <string>
#include <string_view>

#include "lint/editor/json.hpp"

namespace lint::editor {

/// Codes of JSON-RPC and of LSP 3.17 for what went wrong.
enum class ErrorCode : int {
  parse_error = -32700,
  invalid_request = -32600,
  method_not_found = -32601,
  invalid_params = -32602,
  internal_error = -32603,
  not_initialized = -32002,
  cancelled = -32800,
  content_modified = -32801,
};

/// Ends the work on a request, which is answered with it.
struct Failure {
  ErrorCode code = ErrorCode::internal_error;
  std::string message;
};

/// Something that a client says.
struct Message {
  /// A number or a string; null for a notification.
  Json id;
  /// Empty for an answer to a request of ours.
  std::string method;
  Json params;

  bool is_request() const { return !id.is_null(); }
};

/// A message, or why it is none.
struct Incoming {
  Message message;
  std::optional<Failure> failure = {};
};

/// Reads a message's bytes. What it holds beside the message's own members does not count.
Incoming read_message(std::string_view bytes);

Json answer(const Json& id, Json result);
Json answer(const Json& id, const Failure& failure);
Json notification(std::string_view method, Json params);
Json request(std::string_view id, std::string_view method, Json params);

/// A message as bytes, with its header.
std::string written(const Json& message);

}  // namespace lint::editor
