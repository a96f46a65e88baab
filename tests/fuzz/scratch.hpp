#pragma once
/// A folder for targets that read files.

#include <cstdlib>
#include <filesystem>
#include <string>

namespace fuzz {

/// An empty folder, which goes with the process.
class Scratch {
 public:
  Scratch() {
    std::string path =
        (std::filesystem::temp_directory_path() / "seccomp-lint-fuzz-XXXXXX").string();
    folder_ = mkdtemp(path.data());
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() { std::filesystem::remove_all(folder_); }

  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

}  // namespace fuzz
