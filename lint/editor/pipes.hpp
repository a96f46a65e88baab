#pragma once
/// The ends of a session's pipes, and what else ends it: a parent process that is gone.

#include <atomic>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "lint/editor/json.hpp"

namespace lint::editor {

/// One thread reads and another one writes; any may stop them.
class Pipes {
 public:
  /// Descriptors that are somebody else's.
  Pipes(int in, int out);
  Pipes(const Pipes&) = delete;
  Pipes& operator=(const Pipes&) = delete;
  ~Pipes();

  /// Waits for bytes and fills the beginning of the buffer; returns how many there are, 0 when no
  /// more come: at the end of the input, when it fails, when the parent is gone or after stop().
  std::size_t read(std::span<char> buffer);
  /// Writes all; returns whether that worked. It does not after stop().
  bool write(std::string_view bytes);
  /// Ends both.
  void stop();

  /// From now on the end of the process of this number (LSP 3.17, `processId`) ends the reading.
  void watch(const Json& process);
  /// Whether that process has ended.
  bool is_orphaned() const { return is_orphaned_; }

 private:
  int in_;
  int out_;
  int stopped_ = -1;  // an event that stays once it has come
  int parent_ = -1;   // a descriptor of the process, where the system has such
  int process_ = 0;   // its number, where the system has none
  std::atomic<bool> is_orphaned_ = false;
};

}  // namespace lint::editor
