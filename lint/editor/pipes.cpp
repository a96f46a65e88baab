#include "lint/editor/pipes.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdint>

namespace lint::editor {
namespace {

/// How often a process is looked for that cannot be waited for.
constexpr int kMilliseconds = 3000;

bool has_come(const pollfd& event) {
  return event.revents != 0;
}

/// A descriptor that can be read when the process ends: Linux 5.3 has them.
int open_process(int process) {
  return static_cast<int>(syscall(SYS_pidfd_open, process, 0));
}

}  // namespace

Pipes::Pipes(int in, int out) : in_(in), out_(out), stopped_(eventfd(0, EFD_CLOEXEC)) {}

Pipes::~Pipes() {
  if (stopped_ >= 0) close(stopped_);
  if (parent_ >= 0) close(parent_);
}

void Pipes::stop() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(stopped_, &one, sizeof(one));
}

void Pipes::watch(const Json& process) {
  if (!process.is_number_integer() || parent_ >= 0) return;
  const auto number = process.get<std::int64_t>();
  if (number <= 0 || number > INT_MAX) return;
  parent_ = open_process(static_cast<int>(number));
  if (parent_ < 0 && errno == ESRCH) is_orphaned_ = true;
  if (parent_ < 0) process_ = static_cast<int>(number);
}

std::size_t Pipes::read(std::span<char> buffer) {
  while (!is_orphaned_) {
    std::array<pollfd, 3> events{
        {{in_, POLLIN, 0}, {stopped_, POLLIN, 0}, {parent_, POLLIN, 0}}};  // -1 is passed over
    const int ready = poll(events.data(), events.size(), process_ > 0 ? kMilliseconds : -1);
    if (ready < 0 && errno == EINTR) continue;
    if (ready < 0 || has_come(events[1])) return 0;
    const bool is_gone = process_ > 0 && kill(process_, 0) != 0 && errno == ESRCH;
    is_orphaned_ = has_come(events[2]) || is_gone;
    if (is_orphaned_ || !has_come(events[0])) continue;
    const ssize_t got = ::read(in_, buffer.data(), buffer.size());
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    return got < 0 ? 0 : static_cast<std::size_t>(got);
  }
  return 0;
}

bool Pipes::write(std::string_view bytes) {
  while (!bytes.empty()) {
    std::array<pollfd, 2> events{{{out_, POLLOUT, 0}, {stopped_, POLLIN, 0}}};
    const int ready = poll(events.data(), events.size(), -1);
    if (ready < 0 && errno == EINTR) continue;
    if (ready < 0 || has_come(events[1])) return false;
    // So much fits into a pipe that is ready, so that this does not wait where stop() cannot end
    // it.
    const std::size_t size = std::min<std::size_t>(bytes.size(), PIPE_BUF);
    const ssize_t done = ::write(out_, bytes.data(), size);
    if (done < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (done < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
  return true;
}

}  // namespace lint::editor
