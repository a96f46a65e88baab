#include <csignal>
#include <cstdio>
#include <exception>

#include "lint/cli.hpp"

int main(int argc, char** argv) {
  // Writing to a pipe that nobody reads is an ordinary error here, not a signal.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return lint::cli::run(argc, argv, stdout, stderr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "seccomp-lint: internal error: %s\n", error.what());
    return lint::kFailed;
  }
}
