/// How a run shares out files, and hands over their results.

#include "lint/check/run.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "tests/check.hpp"

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::string_view kBad =
    "kind: Pod\nmetadata: {name: a}\nspec: {securityContext: {seccompProfile: {type: Bad}}}\n";

/// A folder of files that goes with its scope.
class Folder {
 public:
  Folder() : path_((fs::temp_directory_path() / "seccomp-lint-XXXXXX").string()) {
    REQUIRE(mkdtemp(path_.data()) != nullptr);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }

  std::string write(const std::string& name, std::string_view text) const {
    std::ofstream(path_ + "/" + name) << text;
    return path_ + "/" + name;
  }
  /// A file that is read to its end only when somebody has written it.
  std::string slow(const std::string& name) const {
    REQUIRE(mkfifo((path_ + "/" + name).c_str(), 0600) == 0);
    return path_ + "/" + name;
  }

 private:
  std::string path_;
};

/// Writes a slow file when `may_end` says so, or after a while.
void write_slowly(const std::string& path, const std::function<bool()>& may_end) {
  const int file = open(path.c_str(), O_WRONLY | O_CLOEXEC);
  for (auto waited = 0ms; waited < 5s && !may_end(); waited += 1ms)
    std::this_thread::sleep_for(1ms);
  [[maybe_unused]] const auto written = write(file, kBad.data(), kBad.size());
  close(file);
}

lint::FileList list_of(const std::vector<std::string>& paths) {
  return [&paths](const auto& add) {
    for (const std::string& path : paths) add(lint::files::File(path));
  };
}

/// As many files with a finding each.
std::vector<std::string> bad_files(const Folder& folder, std::size_t count) {
  std::vector<std::string> paths;
  for (std::size_t i = 0; i < count; ++i) {
    paths.push_back(folder.write(fmt::format("{:03}.yaml", i), kBad));
  }
  return paths;
}

TEST_CASE("run: results are handed over in the order of the files, whoever is done first") {
  const Folder folder;
  std::vector<std::string> paths = bad_files(folder, 200);
  paths.insert(paths.begin(), folder.slow("slow.yaml"));
  lint::Settings settings = tests::default_rules();
  settings.threads = 4;
  std::atomic<std::size_t> begun = 0;
  settings.rules_for = [&, rules = settings.rules](const std::string&) {
    ++begun;
    return rules;
  };
  // All others are checked while the first one is still being read.
  std::atomic<std::size_t> begun_before_end = 0;
  const std::jthread writer([&] {
    write_slowly(paths.front(), [&] {
      begun_before_end = begun.load();
      return begun_before_end + 1 == paths.size();
    });
  });
  std::vector<std::string> found;
  lint::check_files(list_of(paths), settings, [&](const lint::FileResult& file) {
    CHECK(file.findings.size() == 1);
    found.push_back(file.name);
  });
  CHECK(found == paths);
  CHECK(begun_before_end + 1 == paths.size());
}

TEST_CASE("run: a result is handed over while later files are still being checked") {
  const Folder folder;
  std::vector<std::string> paths = bad_files(folder, 3);
  paths.push_back(folder.slow("slow.yaml"));
  lint::Settings settings = tests::default_rules();
  for (const unsigned threads : {1U, 2U, 4U}) {
    settings.threads = threads;
    std::atomic<std::size_t> taken = 0;
    std::atomic<std::size_t> taken_before_end = 0;
    const std::jthread writer([&] { write_slowly(paths.back(), [&] { return taken == 3; }); });
    lint::check_files(list_of(paths), settings, [&](const lint::FileResult& file) {
      if (file.name == paths.back()) taken_before_end = taken.load();
      ++taken;
    });
    CHECK(taken_before_end == 3);
    CHECK(taken == 4);
  }
}

TEST_CASE("run: where much waits for a slow file, no other file is begun, and it goes on") {
  const Folder folder;
  std::vector<std::string> paths = bad_files(folder, 200);
  paths.insert(paths.begin(), folder.slow("slow.yaml"));
  lint::Settings settings = tests::default_rules();
  settings.threads = 4;
  settings.most_waiting = 1;
  std::atomic<std::size_t> begun = 0;
  settings.rules_for = [&, rules = settings.rules](const std::string&) {
    ++begun;
    return rules;
  };
  std::atomic<std::size_t> begun_before_end = 0;
  const std::jthread writer([&] {
    const auto ready = std::chrono::steady_clock::now() + 100ms;
    write_slowly(paths.front(), [&] {
      begun_before_end = begun.load();
      return std::chrono::steady_clock::now() > ready;
    });
  });
  std::vector<std::string> found;
  lint::check_files(list_of(paths), settings,
                    [&](const lint::FileResult& file) { found.push_back(file.name); });
  CHECK(found == paths);
  // Each of the other threads may have begun one before the first result waited.
  CHECK(begun_before_end <= 3);
}

TEST_CASE("run: the documents of a large file are shared out while much waits for it") {
  const Folder folder;
  std::string large;
  while (large.size() < 1'000'000) large.append(kBad).append("---\n");
  std::vector<std::string> paths = bad_files(folder, 20);
  paths.insert(paths.begin(), folder.write("large.yaml", large));
  lint::Settings settings = tests::default_rules();
  settings.threads = 4;
  settings.most_waiting = 1;
  std::vector<std::string> found;
  lint::check_files(list_of(paths), settings,
                    [&](const lint::FileResult& file) { found.push_back(file.name); });
  CHECK(found == paths);
}

TEST_CASE("run: who takes the results may fail") {
  const Folder folder;
  const std::vector<std::string> paths = bad_files(folder, 50);
  lint::Settings settings = tests::default_rules();
  settings.threads = 4;
  const auto fail = [](const lint::FileResult&) { throw std::runtime_error("full"); };
  CHECK_THROWS_WITH(lint::check_files(list_of(paths), settings, fail), "full");
}

}  // namespace
