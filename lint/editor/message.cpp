#include "lint/editor/message.hpp"

#include <utility>

#include "lint/editor/framing.hpp"

namespace lint::editor {
namespace {

constexpr const char* kVersion = "2.0";

Incoming failed(ErrorCode code, std::string message, Json id = nullptr) {
  Incoming incoming;
  incoming.message.id = std::move(id);
  incoming.failure = Failure{code, std::move(message)};
  return incoming;
}

bool is_id(const Json& json) {
  return json.is_string() || json.is_number();
}

}  // namespace

Incoming read_message(std::string_view bytes) {
  auto json = parse_json(bytes);
  if (!json) return failed(ErrorCode::parse_error, "the message is not JSON");
  if (!json->is_object()) return failed(ErrorCode::invalid_request, "the message is not an object");
  const auto id = json->find("id");
  const bool has_id = id != json->end() && !id->is_null();
  if (has_id && !is_id(*id)) {
    return failed(ErrorCode::invalid_request, "the id is neither a number nor a string");
  }
  Incoming incoming;
  Message& message = incoming.message;
  if (has_id) message.id = std::move(*id);
  const auto method = json->find("method");
  const bool is_answer = json->contains("result") || json->contains("error");
  if (method == json->end() && has_id && is_answer) return incoming;
  const bool has_method =
      method != json->end() && method->is_string() && !method->get_ref<std::string&>().empty();
  if (!has_method) {
    return failed(ErrorCode::invalid_request, "the message has no method", std::move(message.id));
  }
  message.method = std::move(method->get_ref<std::string&>());
  const auto params = json->find("params");
  if (params != json->end()) message.params = std::move(*params);
  return incoming;
}

Json answer(const Json& id, Json result) {
  Json message{{"jsonrpc", kVersion}, {"id", id}};
  message["result"] = std::move(result);
  return message;
}

Json answer(const Json& id, const Failure& failure) {
  return {{"jsonrpc", kVersion},
          {"id", id},
          {"error",
           {{"code", static_cast<int>(failure.code)}, {"message", json_text(failure.message)}}}};
}

Json notification(std::string_view method, Json params) {
  Json message{{"jsonrpc", kVersion}, {"method", method}};
  if (!params.is_null()) message["params"] = std::move(params);
  return message;
}

Json request(std::string_view id, std::string_view method, Json params) {
  Json message = notification(method, std::move(params));
  message["id"] = id;
  return message;
}

std::string written(const Json& message) {
  return framed(message.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace lint::editor
