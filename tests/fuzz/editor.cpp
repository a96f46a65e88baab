/// What an editor says, a message a line, or as the bytes of a stream where the first one is `!`.
/// A session in a folder of its own answers; what a run would find is compared with what it tells.

#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <set>

#include "lint/editor/framing.hpp"
#include "lint/editor/session.hpp"
#include "lint/editor/uri.hpp"
#include "tests/fuzz/invariants.hpp"
#include "tests/fuzz/scratch.hpp"

namespace {

namespace fs = std::filesystem;
using lint::editor::Configuration;
using lint::editor::Framing;
using lint::editor::Incoming;
using lint::editor::Json;

void expect_range(const Json& range) {
  const auto place = [&](const char* which) {
    return std::pair(range[which]["line"].get<unsigned>(),
                     range[which]["character"].get<unsigned>());
  };
  fuzz::expect(place("start") <= place("end"), "a range begins before it ends");
}

/// Hears what a session says.
class Client {
 public:
  explicit Client(const std::string& folder)
      : session_(
            "fuzz",
            [](const std::string&, const auto&) {
              static const auto kConfiguration = [] {
                auto made = std::make_shared<Configuration>();
                made->settings = fuzz::all_rules();
                return std::shared_ptr<const Configuration>(made);
              }();
              return kConfiguration;
            },
            [this](const Json& message) { hear(message); }) {
    Json capabilities;
    capabilities["textDocument"]["codeAction"]["codeActionLiteralSupport"] = Json::object();
    capabilities["textDocument"]["publishDiagnostics"]["relatedInformation"] = true;
    Incoming first;
    first.message = {-1,
                     "initialize",
                     {{"capabilities", capabilities}, {"rootUri", lint::editor::uri_of(folder)}}};
    say(std::move(first));
  }

  void say(Incoming incoming) {
    const bool is_request = incoming.message.is_request() && !incoming.message.method.empty();
    const bool is_answered = is_request || incoming.failure;
    answers_ = 0;
    session_.handle(std::move(incoming));
    while (session_.work()) {
    }
    // Of two that ask for all files, the first one is answered with the second.
    fuzz::expect(answers_ == (is_answered ? 1 : 0),
                 "a request has one answer, and nothing else has");
  }

  bool has_ended() const { return session_.exit_code().has_value(); }

 private:
  void hear(const Json& message) {
    // Throws where it is no text.
    static_cast<void>(message.dump());
    if (!message.contains("method")) {
      ++answers_;
      const bool is_mistake = message.contains("error") && message["error"]["code"] == -32603;
      fuzz::expect(!is_mistake, "nothing goes wrong inside");
    } else if (message["method"] == "textDocument/publishDiagnostics") {
      for (const Json& one : message["params"]["diagnostics"]) expect_range(one["range"]);
    }
  }

  lint::editor::Session session_;
  int answers_ = 0;
};

/// Files elsewhere are no part of what is tried.
bool leads_out(std::string_view text) {
  return text.find("//") != text.npos && text.find("untitled:") == text.npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzz::Scratch scratch;
  std::string_view text = fuzz::as_text(data, size);
  Client client(scratch.folder().string());
  if (text.starts_with('!')) {
    Framing framing;
    framing.feed(text.substr(1));
    while (const auto frame = framing.next()) {
      if (frame->kind != Framing::Kind::message || leads_out(frame->bytes)) continue;
      client.say(lint::editor::read_message(frame->bytes));
    }
    return 0;
  }
  while (!text.empty() && !client.has_ended()) {
    const std::string_view line = fuzz::take(text, '\n');
    if (!leads_out(line)) client.say(lint::editor::read_message(line));
  }
  return 0;
}
