/// A configuration, and after a line of `%%` the command line, an argument a line. Runs the whole
/// program in a folder of its own.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <vector>

#include "lint/app/cli.hpp"
#include "lint/app/config.hpp"
#include "tests/fuzz/invariants.hpp"
#include "tests/fuzz/scratch.hpp"

namespace {

namespace fs = std::filesystem;

constexpr const char* kConfig = ".seccomp-lint.yaml";

void write(const fs::path& path, std::string_view text) {
  std::ofstream(path, std::ios::binary) << text;
}

/// Goes to a new folder with something to find, in which the program can do no harm.
void enter(const fs::path& folder, std::string_view config) {
  fs::remove_all(folder / "in");
  fs::create_directories(folder / "in" / ".git");
  fs::current_path(folder / "in");
  write("a.yaml", "kind: Pod\nspec: {securityContext: {seccompProfile: {type: Unconfined}}}\n");
  write(kConfig, config);
}

struct Outcome {
  int code = 0;
  std::string out;
  std::string err;
};

/// A stream into memory.
class Stream {
 public:
  Stream() : file_(open_memstream(&text_, &size_)) {}
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() {
    std::fclose(file_);
    std::free(text_);
  }

  std::FILE* file() { return file_; }
  std::string text() {
    std::fflush(file_);
    return {text_, size_};
  }

 private:
  char* text_ = nullptr;
  std::size_t size_ = 0;
  std::FILE* file_;
};

Outcome run(const std::vector<std::string>& arguments) {
  std::vector<const char*> argv{"seccomp-lint"};
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  Stream out;
  Stream err;
  const int code =
      lint::cli::run(static_cast<int>(argv.size()), argv.data(), out.file(), err.file());
  return {code, out.text(), err.text()};
}

/// What would lead out of the folder, or to a file that has no end.
bool leads_out(std::string_view argument) {
  return argument.find('/') != argument.npos || argument.find("..") != argument.npos;
}

std::vector<std::string> arguments_of(std::string_view text) {
  std::vector<std::string> arguments;
  while (!text.empty()) {
    const std::string_view argument = fuzz::take(text, '\n');
    // The argument as the program gets it ends with a NUL byte.
    if (!leads_out(argument)) arguments.emplace_back(argument.substr(0, argument.find('\0')));
  }
  return arguments;
}

void expect_config(std::string_view text) {
  const auto config = lint::parse_config(kConfig, text);
  if (!config.ok()) {
    fuzz::expect_lines(config.error().message + '\n', "a mistake is told in one line");
    return;
  }
  const Outcome printed = run({"--print-config"});
  fuzz::expect(printed.code == lint::kClean, "a configuration can be printed");
  const auto again = lint::parse_config(kConfig, printed.out);
  fuzz::expect(again.ok(), "what --print-config prints is a configuration");
  fuzz::expect(again.value().excludes == config.value().excludes,
               "excludes are printed as they are");
  write(kConfig, printed.out);
  fuzz::expect(run({"--print-config"}).out == printed.out,
               "the printed configuration means the same");
  write(kConfig, text);
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  return std::freopen("/dev/null", "r", stdin) == nullptr ? 1 : 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzz::Scratch scratch;
  const std::string_view text = fuzz::as_text(data, size);
  const std::size_t end = std::min(text.find("%%\n"), size);
  enter(scratch.folder(), text.substr(0, end));
  expect_config(text.substr(0, end));
  const Outcome outcome = run(arguments_of(text.substr(std::min(end + 3, size))));
  fuzz::expect(outcome.code >= lint::kClean && outcome.code <= lint::kFailed,
               "exit codes are known");
  fuzz::expect(outcome.code != lint::kUsage || outcome.out.empty(), "no output without a check");
  fuzz::expect_lines(outcome.err, "what the program complains of is lines");
  return 0;
}
