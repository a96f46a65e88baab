#include "lint/editor/serve.hpp"

#include <atomic>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "lint/editor/framing.hpp"
#include "lint/editor/inbox.hpp"
#include "lint/editor/pipes.hpp"
#include "lint/editor/session.hpp"

namespace lint::editor {
namespace {

Incoming failed(ErrorCode code, std::string message) {
  return {.message = {}, .failure = Failure{code, std::move(message)}};
}

Incoming incoming_of(const Framing::Frame& frame) {
  switch (frame.kind) {
    case Framing::Kind::message:
      return read_message(frame.bytes);
    case Framing::Kind::too_long:
      return failed(ErrorCode::invalid_request, "the message is too long");
    case Framing::Kind::broken:
      break;
  }
  return failed(ErrorCode::parse_error, "there is no header with a Content-Length");
}

/// Puts the client's messages into the inbox until no more come.
void read_all(Pipes& pipes, Inbox& inbox) {
  constexpr std::size_t kChunk = std::size_t{64} * 1024;
  std::vector<char> chunk(kChunk);
  Framing framing;
  while (const std::size_t size = pipes.read(chunk)) {
    framing.feed({chunk.data(), size});
    while (const auto frame = framing.next()) {
      Incoming incoming = incoming_of(*frame);
      if (incoming.message.method == "initialize") {
        pipes.watch(at(incoming.message.params, {"processId"}));
      }
      inbox.put(std::move(incoming), frame->bytes.size());
      if (frame->kind == Framing::Kind::broken) return;
    }
  }
}

/// Reads in a thread of its own, so that what is worked on can be found to be outdated.
class Reader {
 public:
  Reader(Pipes& pipes, Inbox& inbox) : pipes_(pipes), inbox_(inbox), thread_([this] { run(); }) {}
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() {
    inbox_.stop();
    pipes_.stop();
  }

 private:
  void run() {
    try {
      read_all(pipes_, inbox_);
    } catch (const std::exception&) {
      // Without memory for what comes, nothing more can be read.
    }
    if (pipes_.is_orphaned()) {
      inbox_.stop();
      pipes_.stop();
    }
    inbox_.end();
  }

  Pipes& pipes_;
  Inbox& inbox_;
  std::jthread thread_;  // the last, for it uses the others
};

}  // namespace

int serve(int in, int out, std::string_view version, const Configure& configure) {
  Pipes pipes(in, out);
  Inbox inbox;
  bool is_heard = true;
  const auto send = [&](const Json& message) {
    if (!message.contains("method")) inbox.answered(message["id"]);
    is_heard = is_heard && pipes.write(written(message));
  };
  Session session(version, configure, send,
                  {.is_cancelled = [&](const Json& id) { return inbox.is_cancelled(id); },
                   .is_outdated = [&](std::string_view uri) { return inbox.is_outdated(uri); },
                   .has_any = [&] { return inbox.has_any(); }});
  const Reader reader(pipes, inbox);
  bool has_work = true;
  while (is_heard && !session.exit_code()) {
    if (auto incoming = inbox.take(!has_work)) {
      session.handle(std::move(*incoming));
      has_work = true;
    } else {
      if (!has_work && inbox.has_ended()) break;
      has_work = session.work();
    }
  }
  return session.exit_code().value_or(session.is_shut_down() ? 0 : 1);
}

}  // namespace lint::editor
