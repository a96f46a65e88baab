#include <csignal>
#include <cstdio>
#include <exception>
#include <new>

#include "lint/app/cli.hpp"

int main(int argc, char** argv) {
  // A pipe that nobody reads and a file that grows too large are ordinary errors here, not signals.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    return lint::cli::run(argc, argv, stdout, stderr);
  } catch (const std::bad_alloc&) {
    std::fputs("seccomp-lint: out of memory\n", stderr);
    return lint::kFailed;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "seccomp-lint: internal error: %s\n", error.what());
    return lint::kFailed;
  }
}
