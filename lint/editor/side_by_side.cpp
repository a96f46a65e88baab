#include "lint/editor/side_by_side.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace lint::editor {
namespace {

/// Fewer are done before a thread has begun.
constexpr std::size_t kWorthAThread = 4;

class Work {
 public:
  Work(std::size_t pieces, const std::function<void(std::size_t)>& piece)
      : pieces_(pieces), piece_(piece) {}

  void run() {
    try {
      for (std::size_t i = next_++; i < pieces_; i = next_++) piece_(i);
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      next_ = pieces_;
    }
  }

  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  std::size_t pieces_;
  const std::function<void(std::size_t)>& piece_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;
  std::exception_ptr failure_;
};

}  // namespace

void do_side_by_side(std::size_t pieces, const std::function<void(std::size_t)>& piece) {
  static const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  Work work(pieces, piece);
  std::vector<std::jthread> helpers;
  try {
    while (helpers.size() + 1 < std::min(cores, pieces / kWorthAThread)) {
      helpers.emplace_back([&work] { work.run(); });
    }
  } catch (const std::system_error&) {
    // Where no more threads may run, fewer do the work.
  }
  work.run();
  helpers.clear();
  work.rethrow();
}

}  // namespace lint::editor
