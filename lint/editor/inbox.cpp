#include "lint/editor/inbox.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace lint::editor {
namespace {

constexpr std::size_t kMostBytes = std::size_t{64} * 1024 * 1024;
/// What a message takes beside its own bytes.
constexpr std::size_t kOverhead = 1024;

constexpr std::array<std::string_view, 3> kChanging{
    "textDocument/didChange", "textDocument/didClose", "textDocument/didOpen"};

}  // namespace

void Inbox::put(Incoming incoming, std::size_t size) {
  std::unique_lock lock(mutex_);
  const Message& message = incoming.message;
  if (message.method == "$/cancelRequest") {
    const Json& id = at(message.params, {"id"});
    if (unanswered_.contains(id)) cancelled_.insert(id);
    return;
  }
  went_.wait(lock, [&] { return bytes_ < kMostBytes || is_stopped_; });
  if (is_stopped_) return;
  if (message.is_request() && !message.method.empty()) unanswered_.insert(message.id);
  Item item;
  item.size = size + kOverhead;
  if (std::ranges::find(kChanging, message.method) != kChanging.end()) {
    item.changed = text_at(message.params, {"textDocument", "uri"});
    ++changed_[item.changed];
  }
  bytes_ += item.size;
  item.incoming = std::move(incoming);
  items_.push_back(std::move(item));
  came_.notify_one();
}

void Inbox::end() {
  const std::lock_guard lock(mutex_);
  has_ended_ = true;
  came_.notify_one();
}

void Inbox::stop() {
  const std::lock_guard lock(mutex_);
  is_stopped_ = true;
  has_ended_ = true;
  items_.clear();
  came_.notify_one();
  went_.notify_one();
}

std::optional<Incoming> Inbox::take(bool may_wait) {
  std::unique_lock lock(mutex_);
  if (may_wait) came_.wait(lock, [&] { return !items_.empty() || has_ended_; });
  if (items_.empty()) return std::nullopt;
  Item item = std::move(items_.front());
  items_.pop_front();
  bytes_ -= item.size;
  const auto changed = changed_.find(item.changed);
  if (changed != changed_.end() && --changed->second == 0) changed_.erase(changed);
  went_.notify_one();
  return std::move(item.incoming);
}

bool Inbox::has_ended() const {
  const std::lock_guard lock(mutex_);
  return has_ended_ && items_.empty();
}

void Inbox::answered(const Json& id) {
  const std::lock_guard lock(mutex_);
  unanswered_.erase(id);
  cancelled_.erase(id);
}

bool Inbox::is_cancelled(const Json& id) const {
  const std::lock_guard lock(mutex_);
  return is_stopped_ || cancelled_.contains(id);
}

bool Inbox::is_outdated(std::string_view uri) const {
  const std::lock_guard lock(mutex_);
  return is_stopped_ || changed_.contains(uri);
}

bool Inbox::has_any() const {
  const std::lock_guard lock(mutex_);
  return !items_.empty();
}

}  // namespace lint::editor
