#include "tests/editor_client.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <memory>
#include <utility>

#include "lint/editor/positions.hpp"
#include "lint/editor/uri.hpp"
#include "lint/text/source.hpp"
#include "lint/text/text.hpp"

namespace tests {

using lint::editor::Configuration;
using lint::editor::Json;

EditorClient::EditorClient(const std::string& folder, std::string_view encoding,
                           const lint::Settings& settings)
    : folder_(folder),
      encoding_(lint::editor::encoding_for(Json::array({encoding}))),
      session_(
          "test",
          [configuration =
               [&] {
                 auto made = std::make_shared<Configuration>();
                 made->settings = settings;
                 return std::shared_ptr<const Configuration>(made);
               }()](const std::string&, const lint::templates::OpenTexts&) {
            return configuration;
          },
          [this](const Json& message) {
            if (!message.contains("method")) {
              answer_ = message;
            } else if (message["method"] == "textDocument/publishDiagnostics") {
              published_[message["params"]["uri"]] = message["params"]["diagnostics"];
            }
          }) {
  Json capabilities;
  capabilities["general"]["positionEncodings"] = Json::array({encoding});
  capabilities["textDocument"]["codeAction"]["codeActionLiteralSupport"] = Json::object();
  capabilities["textDocument"]["publishDiagnostics"]["relatedInformation"] = true;
  const Json result =
      ask("initialize", {{"capabilities", capabilities}, {"rootUri", uri("")}})["result"];
  REQUIRE(result["capabilities"]["positionEncoding"] == encoding);
  notify("initialized", Json::object());
}

void EditorClient::notify(std::string_view method, Json params) {
  session_.handle(
      {.message = {.id = {}, .method = std::string(method), .params = std::move(params)},
       .failure = {}});
}

Json EditorClient::ask(std::string_view method, Json params) {
  answer_ = nullptr;
  session_.handle({.message = {.id = 1, .method = std::string(method), .params = std::move(params)},
                   .failure = {}});
  wait();
  return std::move(answer_);
}

void EditorClient::wait() {
  while (session_.work()) {
  }
}

std::string EditorClient::uri(const std::string& path) const {
  return lint::editor::uri_of(path.empty() ? folder_ : folder_ + "/" + path);
}

void EditorClient::open(const std::string& path, std::string_view text) {
  notify("textDocument/didOpen",
         {{"textDocument",
           {{"uri", uri(path)}, {"languageId", "yaml"}, {"version", ++version_}, {"text", text}}}});
}

void EditorClient::change(const std::string& path, Json changes) {
  notify("textDocument/didChange", {{"textDocument", {{"uri", uri(path)}, {"version", ++version_}}},
                                    {"contentChanges", std::move(changes)}});
}

void EditorClient::close(const std::string& path) {
  notify("textDocument/didClose", {{"textDocument", {{"uri", uri(path)}}}});
}

Json EditorClient::diagnostics(const std::string& path) const {
  const auto found = published_.find(uri(path));
  return found == published_.end() ? Json() : found->second;
}

std::vector<std::string> EditorClient::lines(const std::string& path, std::string_view text) const {
  const lint::Source source(text);
  const std::size_t mark = source.bytes().size() - source.text().size();
  const lint::editor::Lines lines(text);
  std::vector<std::string> told;
  for (const Json& diagnostic : diagnostics(path)) {
    const Json& start = diagnostic["range"]["start"];
    const std::uint32_t offset = lines.offset(text, {start["line"], start["character"]}, encoding_);
    const auto [line, column] = source.position(offset - static_cast<std::uint32_t>(mark));
    told.push_back(fmt::format("{}:{}:{}: {}: {} [{}]", lint::printable(path), line, column,
                               diagnostic["severity"] == 1 ? "error" : "warning",
                               diagnostic["message"].get<std::string>(),
                               diagnostic["code"].get<std::string>()));
  }
  return told;
}

}  // namespace tests
