/// The bytes of the protocol: messages in a stream, JSON, places, addresses.

#include "lint/editor/framing.hpp"
#include "lint/editor/inbox.hpp"
#include "lint/editor/json.hpp"
#include "lint/editor/message.hpp"
#include "lint/editor/positions.hpp"
#include "lint/editor/session.hpp"
#include "lint/editor/uri.hpp"
#include "tests/check.hpp"

namespace {

using lint::editor::ErrorCode;
using lint::editor::Framing;
using lint::editor::Json;
using lint::editor::Lines;
using lint::editor::Place;
using lint::editor::PositionEncoding;

/// All that comes of a stream, which is fed in pieces of `size` bytes.
std::vector<Framing::Frame> frames(std::string_view stream, std::size_t size) {
  Framing framing;
  std::vector<Framing::Frame> all;
  while (!stream.empty()) {
    framing.feed(stream.substr(0, size));
    stream.remove_prefix(std::min(size, stream.size()));
    while (auto frame = framing.next()) all.push_back(std::move(*frame));
  }
  return all;
}

}  // namespace

TEST_CASE("editor: messages are cut out of a stream, however it comes") {
  const std::string stream =
      "Content-Length: 2\r\n\r\n{}"
      "content-type: x; charset=utf-8\r\ncontent-length:3\r\n\r\n[1]"
      "Content-Length: 0\r\n\r\n"
      "Content-Length: 4\r\n\r\n\r\n\r\n";
  for (std::size_t size = 1; size <= stream.size(); ++size) {
    const auto found = frames(stream, size);
    REQUIRE(found.size() == 4);
    CHECK(found[0].bytes == "{}");
    CHECK(found[1].bytes == "[1]");
    CHECK(found[2].bytes.empty());
    CHECK(found[3].bytes == "\r\n\r\n");
  }
}

TEST_CASE("editor: what is no header ends a stream") {
  for (const std::string_view header :
       {"Content-Length: x\r\n\r\n", "Content-Length: -1\r\n\r\n", "Content-Length: 1.5\r\n\r\n",
        "Content-Length: 99999999999999999999999\r\n\r\n", "Content-Length: \r\n\r\n",
        "Content-Type: x\r\n\r\n", "\r\n\r\n", "Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "{}\r\n\r\n"}) {
    CAPTURE(header);
    for (const std::size_t size : {std::size_t{1}, std::size_t{1000}}) {
      const auto found = frames(std::string(header) + "Content-Length: 2\r\n\r\n{}", size);
      REQUIRE(found.size() == 1);
      CHECK(found[0].kind == Framing::Kind::broken);
    }
  }
  const auto endless = frames(std::string(100'000, 'a'), 1000);
  REQUIRE(endless.size() == 1);
  CHECK(endless[0].kind == Framing::Kind::broken);
}

TEST_CASE("editor: a message that is too long is passed over") {
  const std::uint64_t size = lint::editor::kLongestMessage + 5;
  Framing framing;
  framing.feed("Content-Length: " + std::to_string(size) + "\r\n\r\n");
  const auto first = framing.next();
  REQUIRE(first);
  CHECK(first->kind == Framing::Kind::too_long);
  const std::string chunk(1024 * 1024, 'x');
  for (std::uint64_t fed = 0; fed + chunk.size() <= size; fed += chunk.size()) {
    framing.feed(chunk);
    REQUIRE_FALSE(framing.next());
  }
  framing.feed("xxxxxContent-Length: 1\r\n\r\n1");
  const auto second = framing.next();
  REQUIRE(second);
  CHECK(second->kind == Framing::Kind::message);
  CHECK(second->bytes == "1");
}

TEST_CASE("editor: what is no message is told apart") {
  const auto code = [](std::string_view bytes) {
    const auto incoming = lint::editor::read_message(bytes);
    return incoming.failure ? static_cast<int>(incoming.failure->code) : 0;
  };
  CHECK(code(R"({"method": "x"})") == 0);
  CHECK(code(R"({"id": 1, "result": null})") == 0);
  CHECK(code("") == -32700);
  CHECK(code("{") == -32700);
  CHECK(code("[]") == -32600);
  CHECK(code("{}") == -32600);
  CHECK(code(R"({"id": 1})") == -32600);
  CHECK(code(R"({"id": 1, "method": 2})") == -32600);
  CHECK(code(R"({"id": 1, "method": ""})") == -32600);
  CHECK(code(R"({"id": {}, "method": "x"})") == -32600);
  CHECK(code(std::string(100'000, '[')) == -32700);
  CHECK(code(std::string(100'000, '[') + std::string(100'000, ']')) == -32700);
}

TEST_CASE("editor: what is no Unicode in a text becomes a replacement character") {
  const auto text = [](std::string_view json) {
    const auto parsed = lint::editor::parse_json(json);
    REQUIRE(parsed);
    return parsed->get<std::string>();
  };
  CHECK(text(R"("\ud83d\ude00")") == "😀");
  CHECK(text(R"("a\ud83db\ude00c")") == "a\uFFFDb\uFFFDc");
  CHECK(text(R"("\ud83d\ud83d\ude00\\ud83d")") == "\uFFFD😀\\ud83d");
  CHECK(text("\"a\xFF\xC3z\"") == "a\uFFFD\uFFFDz");
  CHECK_FALSE(lint::editor::parse_json("\"\xFF"));
  CHECK_FALSE(lint::editor::parse_json(R"("\ud83)"));
}

TEST_CASE("editor: places are counted in each encoding, within lines") {
  const std::string text = "a😀é\r\nb\rc\n";
  const Lines lines(text);
  REQUIRE(lines.count() == 4);
  const auto offset = [&](std::uint32_t line, std::uint32_t character, PositionEncoding encoding) {
    return lines.offset(text, Place{line, character}, encoding);
  };
  using enum PositionEncoding;
  CHECK(offset(0, 5, utf8) == 5);
  CHECK(offset(0, 3, utf16) == 5);
  CHECK(offset(0, 2, utf32) == 5);
  // Within the emoji is at its begin.
  CHECK(offset(0, 3, utf8) == 1);
  CHECK(offset(0, 2, utf16) == 1);
  // Past the line's end is its end.
  for (const auto encoding : {utf8, utf16, utf32}) {
    CHECK(offset(0, 99, encoding) == 7);
    CHECK(offset(1, 99, encoding) == 10);
    CHECK(offset(2, 1, encoding) == 12);
    CHECK(offset(3, 5, encoding) == text.size());
    CHECK(offset(4, 0, encoding) == text.size());
    CHECK(offset(0xFFFF'FFFF, 0, encoding) == text.size());
  }
}

TEST_CASE("editor: addresses are paths, and paths addresses") {
  using lint::editor::path_of;
  using lint::editor::uri_of;
  CHECK(path_of("file:///a/b%20c.yaml") == "/a/b c.yaml");
  CHECK(path_of("file://localhost/a/../b/") == "/b");
  CHECK(path_of("file:///%F0%9F%98%80") == "/😀");
  CHECK(path_of("file:///") == "/");
  for (const std::string_view other : {"", "file:", "file://", "file://host/a", "untitled:a",
                                       "file:///%", "file:///%0", "file:///%zz", "file:///%00"}) {
    CAPTURE(other);
    CHECK_FALSE(path_of(other));
  }
  const std::string path = "/a b/%:#?😀\n.yaml";
  CHECK(path_of(uri_of(path)) == path);
}

TEST_CASE("editor: what waits tells which work is void") {
  lint::editor::Inbox inbox;
  const auto put = [&](Json id, std::string method, Json params) {
    inbox.put({.message = {std::move(id), std::move(method), std::move(params)}, .failure = {}}, 1);
  };
  const Json document{{"textDocument", {{"uri", "a"}}}};
  put(1, "textDocument/diagnostic", document);
  put(nullptr, "textDocument/didChange", document);
  put(nullptr, "textDocument/didSave", document);
  CHECK(inbox.is_outdated("a"));
  CHECK_FALSE(inbox.is_outdated("b"));
  CHECK_FALSE(inbox.is_cancelled(1));
  put(nullptr, "$/cancelRequest", {{"id", 1}});
  put(nullptr, "$/cancelRequest", {{"id", 2}});
  CHECK(inbox.is_cancelled(1));
  CHECK_FALSE(inbox.is_cancelled(2));
  CHECK(inbox.take(true)->message.id == 1);
  CHECK(inbox.is_outdated("a"));
  CHECK(inbox.take(true)->message.method == "textDocument/didChange");
  CHECK_FALSE(inbox.is_outdated("a"));
  CHECK(inbox.take(true)->message.method == "textDocument/didSave");
  CHECK_FALSE(inbox.take(false));
  CHECK(inbox.is_cancelled(1));
  inbox.answered(1);
  CHECK_FALSE(inbox.is_cancelled(1));
  CHECK_FALSE(inbox.has_ended());
  inbox.end();
  CHECK(inbox.has_ended());
  CHECK_FALSE(inbox.take(true));
  // Work that nobody waits for is to end.
  inbox.stop();
  CHECK(inbox.is_outdated("b"));
}

TEST_CASE("editor: work gives way to messages, and is dropped when one changes its text") {
  std::vector<Json> told;
  bool is_outdated = false;
  bool is_cancelled = false;
  bool has_any = false;
  lint::editor::Session session(
      "test",
      [](const std::string&, const auto&) {
        auto made = std::make_shared<lint::editor::Configuration>();
        made->settings = tests::default_rules();
        static const std::shared_ptr<const lint::editor::Configuration> kMade = made;
        return kMade;
      },
      [&](const Json& message) { told.push_back(message); },
      {.is_cancelled = [&](const Json&) { return is_cancelled; },
       .is_outdated = [&](std::string_view) { return is_outdated; },
       .has_any = [&] { return has_any; }});
  const auto say = [&](Json id, std::string method, Json params) {
    session.handle(
        {.message = {std::move(id), std::move(method), std::move(params)}, .failure = {}});
  };
  const std::string uri = "untitled:a";
  say(1, "initialize", Json::object());
  say(nullptr, "textDocument/didOpen",
      {{"textDocument", {{"uri", uri}, {"languageId", "yaml"}, {"text", "a: 1"}}}});
  told.clear();
  is_outdated = true;
  while (session.work()) {
  }
  CHECK(told.empty());
  const Json hover{{"textDocument", {{"uri", uri}}}, {"position", {{"line", 0}, {"character", 0}}}};
  say(2, "textDocument/hover", hover);
  REQUIRE(told.size() == 1);
  CHECK(told[0]["error"]["code"] == static_cast<int>(ErrorCode::content_modified));
  is_outdated = false;
  is_cancelled = true;
  say(3, "textDocument/hover", hover);
  CHECK(told.back()["error"]["code"] == static_cast<int>(ErrorCode::cancelled));
  is_cancelled = false;
  say(nullptr, "textDocument/didChange",
      {{"textDocument", {{"uri", uri}}}, {"contentChanges", Json::array()}});
  has_any = true;
  told.clear();
  CHECK(session.work());
  CHECK(told.empty());
  // A client that never pauses is told, too.
  while (session.work()) {
  }
  REQUIRE(told.size() == 1);
  CHECK(told[0]["method"] == "textDocument/publishDiagnostics");
}
