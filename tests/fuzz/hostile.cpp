/// Every fixture cut off at every byte, and with every byte replaced by each of some nasty ones.
/// usage: fuzz-hostile FOLDER [N [once]]     only every N-th of these texts (default: all); `once`
/// checks each a single time and asks for no more than that nothing crashes

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "lint/check/select.hpp"
#include "lint/files/discover.hpp"
#include "tests/fuzz/invariants.hpp"

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::string_view_literals;

constexpr std::string_view kNasty = "\0\t\n\r\x85\xFF{\"&*#:"sv;

/// Counts, and remembers the slowest text.
class Trial {
 public:
  Trial(std::size_t step, bool is_once) : step_(step), is_once_(is_once) {}

  void go_through(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    for (std::size_t at = 0; at < whole.size(); ++at) {
      attempt(path, at, "cut off", std::string_view(whole).substr(0, at));
      std::string changed = whole;
      for (const char nasty : kNasty) {
        changed[at] = nasty;
        attempt(path, at, "replaced", changed);
      }
    }
  }

  /// Prints the counts; returns how many texts broke a promise.
  std::size_t close() const {
    std::printf("%zu texts, %zu broken promises; the slowest took %.3f s: %s\n", tried_, broken_,
                std::chrono::duration<double>(slowest_).count(), slowest_name_.c_str());
    return broken_;
  }

 private:
  void attempt(const std::string& path, std::size_t at, const char* how, std::string_view text) {
    if (number_++ % step_ != 0) return;
    ++tried_;
    const std::string name = path + ", byte " + std::to_string(at) + ' ' + how;
    const Clock::time_point begin = Clock::now();
    try {
      const lint::Role role = lint::role_of(path, charts_);
      is_once_ ? fuzz::lint_text(path, role, text, fuzz::all_rules())
               : fuzz::check(path, role, text);
    } catch (const std::exception& failure) {
      ++broken_;
      std::printf("%s: not so: %s\n%.*s\n", name.c_str(), failure.what(),
                  static_cast<int>(text.size()), text.data());
    }
    const Clock::duration taken = Clock::now() - begin;
    if (taken <= slowest_) return;
    slowest_ = taken;
    slowest_name_ = name;
  }

  lint::templates::Charts charts_;
  std::size_t step_;
  bool is_once_;
  std::size_t number_ = 0;
  std::size_t tried_ = 0;
  std::size_t broken_ = 0;
  Clock::duration slowest_{};
  std::string slowest_name_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  Trial trial(argc > 2 ? std::max(1UL, std::strtoul(argv[2], nullptr, 10)) : 1, argc > 3);
  lint::files::discover({{argv[1]}, {}},
                        [&](const lint::files::File& file) { trial.go_through(file.path); });
  return trial.close() == 0 ? 0 : 1;
}
