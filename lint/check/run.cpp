#include "lint/check/run.hpp"

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "lint/check/checker.hpp"
#include "lint/check/select.hpp"
#include "lint/files/discover.hpp"
#include "lint/text/source.hpp"

namespace lint {
namespace {

/// The work of a run. Threads hand over results whose turn it is, or else take the next file, or
/// else a piece of a large file that another thread checks. While there are files, that thread goes
/// on alone, so that it hardly ever waits for others to end their pieces.
class Run {
 public:
  Run(const Settings& settings, const TakeResult& hand_over)
      : settings_(settings), hand_over_(hand_over), checker_(settings) {}

  void go(const FileList& list) {
    try {
      list([this](files::File file) { add(std::move(file)); });
      hand_in();
    } catch (...) {
      fail();
    }
    {
      const std::lock_guard lock(mutex_);
      is_listed_ = true;
    }
    changed_.notify_all();
    work();
    helpers_.clear();
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  /// A file to check, and what was found in it. Many wait at a time, and hold no result yet.
  struct Task {
    files::File file;
    std::unique_ptr<FileResult> result = nullptr;  // once it is done
    std::size_t size = 0;                          // bytes of the result
  };

  /// What one file shares out.
  struct Shared {
    const std::function<void(std::size_t)>& piece;
    std::size_t unfinished = 0;
  };

  struct Piece {
    Shared* of = nullptr;
    std::size_t number = 0;
  };

  using Lock = std::unique_lock<std::mutex>;

  /// Hands in several files at a time: for each one by itself, threads would wait for the lock.
  void add(files::File file) {
    constexpr std::size_t kTogether = 16;
    added_.push_back(std::move(file));
    if (added_.size() == kTogether) hand_in();
  }

  /// The first file is left to the thread that adds it, until a second one shows that others help.
  void hand_in() {
    {
      const std::lock_guard lock(mutex_);
      for (files::File& file : added_) tasks_.push_back({std::move(file)});
      start_threads(listed_ += added_.size());
    }
    added_.clear();
    changed_.notify_all();
  }

  void fail() {
    const std::lock_guard lock(mutex_);
    failure_ = std::current_exception();
  }

  /// Makes sure that `tasks` can be done side by side, as far as the settings allow. A run over one
  /// small file never starts a second thread.
  void start_threads(std::size_t tasks) {
    // After a failure go() ends the threads, and none may come.
    if (failure_ || tasks <= helpers_.size() + 1) return;
    // Asked once, for that reads a file.
    static const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t most = settings_.threads == 0 ? cores : settings_.threads;
    try {
      while (helpers_.size() + 1 < std::min(tasks, most)) {
        helpers_.emplace_back([this] { work(); });
      }
    } catch (const std::system_error&) {
      // Where no more threads may run, fewer do the work.
    }
  }

  void work() {
    try {
      Lock lock(mutex_);
      while (!failure_) {
        if (is_turn()) {
          hand_over(lock);
        } else if (may_begin()) {
          take(tasks_[begun_++], lock);
        } else if (!pieces_.empty()) {
          do_piece(lock);
        } else if (is_listed_ && tasks_.empty() && !is_handing_over_) {
          break;
        } else {
          changed_.wait(lock);
        }
      }
    } catch (...) {
      fail();
    }
    changed_.notify_all();
  }

  /// Whether a result is to be handed over, and nobody does it.
  bool is_turn() const {
    return !is_handing_over_ && !tasks_.empty() && tasks_.front().result != nullptr;
  }

  /// Where much waits for a file, that file has been begun, and whoever checks it goes on: only
  /// what comes after it has to wait.
  bool may_begin() const { return begun_ < tasks_.size() && waiting_ <= settings_.most_waiting; }

  void hand_over(Lock& lock) {
    is_handing_over_ = true;
    std::unique_ptr<FileResult> result;
    std::size_t size = 0;
    {
      // Ends, and frees what it holds, before the lock is taken again.
      Task task = std::move(tasks_.front());
      tasks_.pop_front();
      --begun_;
      lock.unlock();
      result = std::move(task.result);
      size = task.size;
      hand_over_(std::move(*result));
    }
    lock.lock();
    spare_results_.push_back(std::move(result));
    waiting_ -= size;
    is_handing_over_ = false;
    changed_.notify_all();
  }

  /// Reads a file and checks it.
  void take(Task& task, Lock& lock) {
    Buffer buffer = taken_from(spare_).value_or(Buffer());
    auto result = taken_from(spare_results_).value_or(nullptr);
    lock.unlock();
    if (result == nullptr) result = std::make_unique<FileResult>();
    *result = check(task, buffer);
    const std::size_t size = result->memory();
    lock.lock();
    spare_.push_back(std::move(buffer));
    task.result = std::move(result);
    task.size = size;
    waiting_ += size;
  }

  /// The last one of what lies ready, if anything does.
  template <typename Spare>
  static std::optional<Spare> taken_from(std::vector<Spare>& spares) {
    if (spares.empty()) return std::nullopt;
    std::optional<Spare> spare = std::move(spares.back());
    spares.pop_back();
    return spare;
  }

  /// Reads the file into `spare`, unless the walk has read it.
  FileResult check(Task& task, Buffer& spare) {
    auto& [path, given_role, walked, is_doubtful] = task.file;
    FileResult result;
    const bool is_stdin = path == files::kStdin;
    const std::string& name = is_stdin ? settings_.stdin_name : path;
    Buffer& buffer = walked ? *walked : spare;
    if (!walked) {
      const Result<std::size_t> size = is_stdin ? read_stdin(buffer) : read_file(path, buffer);
      if (!size.ok()) {
        result.failed.push_back({name, 0, size.error().message});
        return result;
      }
    }
    Source source(std::move(buffer));
    if (is_doubtful && !holds_manifest(name, source.text())) {
      result.counts.skipped = 1;
      result.skipped.push_back({name, 0, "listed, and not a manifest by its name or contents"});
    } else {
      const auto share_out = [this](std::size_t pieces, const auto& piece) {
        share(pieces, piece);
      };
      result = checker_.check(name, given_role, source, share_out);
      if (result.mended) result.mended->is_stdin = is_stdin;
    }
    buffer = source.release();
    walked.reset();
    return result;
  }

  /// Lets other threads help with a file; returns when all of its pieces are done.
  void share(std::size_t pieces, const std::function<void(std::size_t)>& piece) {
    if (pieces < 2) return do_in_order(pieces, piece);
    Shared shared{piece, pieces};
    Lock lock(mutex_);
    for (std::size_t i = pieces; i > 0; --i) pieces_.push_back({&shared, i - 1});
    start_threads(pieces_.size());
    changed_.notify_all();
    // Every piece of it is either still in the list, where this thread finds it, or being done.
    while (shared.unfinished > 0) {
      if (pieces_.empty()) {
        changed_.wait(lock);
      } else {
        do_piece(lock);
      }
    }
    if (failure_) std::rethrow_exception(failure_);
  }

  void do_piece(Lock& lock) {
    const Piece piece = pieces_.back();
    pieces_.pop_back();
    lock.unlock();
    std::exception_ptr failure;
    try {
      piece.of->piece(piece.number);
    } catch (...) {
      failure = std::current_exception();
    }
    lock.lock();
    if (failure) failure_ = failure;
    if (--piece.of->unfinished == 0) changed_.notify_all();
  }

  const Settings& settings_;
  const TakeResult& hand_over_;
  Checker checker_;
  std::vector<files::File> added_;  // by the thread that lists, and not yet handed in

  std::mutex mutex_;  // guards all below
  std::condition_variable changed_;
  std::deque<Task> tasks_;   // not yet handed over; a deque, so that addresses stay valid
  std::size_t listed_ = 0;   // those that were added so far
  bool is_listed_ = false;   // all of them
  std::size_t begun_ = 0;    // of those in `tasks_`
  std::size_t waiting_ = 0;  // bytes of results that are done and not yet handed over
  bool is_handing_over_ = false;
  std::vector<Piece> pieces_;  // still to be taken, the next one last
  // For the next files: a thread that frees what another one asked for makes both wait.
  std::vector<Buffer> spare_;
  std::vector<std::unique_ptr<FileResult>> spare_results_;
  std::exception_ptr failure_;
  std::vector<std::jthread> helpers_;  // beside the thread that called
};

}  // namespace

void check_files(const FileList& list, const Settings& settings, const TakeResult& take) {
  Run(settings, take).go(list);
}

RunResult check_files(const FileList& list, const Settings& settings) {
  RunResult whole;
  check_files(list, settings, [&](FileResult file) { whole.append(std::move(file)); });
  return whole;
}

}  // namespace lint
