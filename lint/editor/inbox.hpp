#pragma once
/// What has come from the client and is not handled yet. One thread puts, another one takes.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "lint/editor/message.hpp"

namespace lint::editor {

class Inbox {
 public:
  /// Waits while a great many bytes wait, so that a client that never stops is slowed down. `size`
  /// is that of the message as it came.
  void put(Incoming incoming, std::size_t size);
  /// No more will come.
  void end();
  /// Nobody will take any more, and what is being worked on is for nobody.
  void stop();

  /// The next one; where there is none, nothing, or where it may wait, nothing once no more come.
  std::optional<Incoming> take(bool may_wait);
  bool has_ended() const;

  /// A request has got its answer.
  void answered(const Json& id);
  /// Whether the client takes a request back that has no answer yet.
  bool is_cancelled(const Json& id) const;
  /// Whether a message that waits changes the document, or nobody cares any more.
  bool is_outdated(std::string_view uri) const;
  bool has_any() const;

 private:
  struct Item {
    Incoming incoming;
    std::size_t size = 0;
    std::string changed;  // the address of the document that it changes
  };

  mutable std::mutex mutex_;  // guards all below
  std::condition_variable came_;
  std::condition_variable went_;
  std::deque<Item> items_;
  std::size_t bytes_ = 0;
  std::map<std::string, std::size_t, std::less<>> changed_;  // documents, and by how many items
  std::set<Json> unanswered_;
  std::set<Json> cancelled_;  // of those
  bool has_ended_ = false;
  bool is_stopped_ = false;
};

}  // namespace lint::editor
