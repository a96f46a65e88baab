/// Report files, when the program is told to end while it writes one.

#include "lint/app/output.hpp"

#include <stdlib.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <string>

#include "tests/check.hpp"

namespace {

namespace fs = std::filesystem;

volatile std::sig_atomic_t is_writing = 0;
volatile std::sig_atomic_t ends = 0;
volatile std::sig_atomic_t ends_while_writing = 0;

void on_end(int) {
  ends = ends + 1;
  ends_while_writing = ends_while_writing + is_writing;
}

/// Called in the middle of writing, when a file has grown to its limit.
void on_limit(int) {
  is_writing = 1;
  std::raise(SIGTERM);
  is_writing = 0;
}

/// A signal's handler, while it is in scope.
class Handler {
 public:
  Handler(int signal, void (*handle)(int)) : signal_(signal) {
    struct sigaction action {};
    action.sa_handler = handle;
    sigaction(signal_, &action, &before_);
  }
  Handler(const Handler&) = delete;
  Handler& operator=(const Handler&) = delete;
  ~Handler() { sigaction(signal_, &before_, nullptr); }

 private:
  int signal_;
  struct sigaction before_ {};
};

/// The largest size that a file may have, while it is in scope.
class SizeLimit {
 public:
  explicit SizeLimit(rlim_t size) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{size, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  SizeLimit(const SizeLimit&) = delete;
  SizeLimit& operator=(const SizeLimit&) = delete;
  ~SizeLimit() { setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_{};
};

TEST_CASE("output: the end waits for the file that is being written") {
  std::string folder = (fs::temp_directory_path() / "seccomp-lint-XXXXXX").string();
  REQUIRE(mkdtemp(folder.data()) != nullptr);
  {
    const Handler end(SIGTERM, on_end);
    const Handler limit(SIGXFSZ, on_limit);
    const SizeLimit size(1000);
    CHECK(lint::write_file(folder + "/report", std::string(2000, 'x')));
  }
  CHECK(ends == 1);
  CHECK(ends_while_writing == 0);
  CHECK(fs::is_empty(folder));
  fs::remove_all(folder);
}

}  // namespace
