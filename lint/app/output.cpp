#include "lint/app/output.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "lint/text/source.hpp"
#include "lint/text/text.hpp"

namespace lint {

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

namespace {

namespace fs = std::filesystem;

Error last_error() {
  return Error{std::strerror(errno)};
}

/// Keeps requests to end the program waiting.
class HeldSignals {
 public:
  HeldSignals() {
    sigset_t held;
    sigemptyset(&held);
    for (const int signal : {SIGHUP, SIGINT, SIGTERM}) sigaddset(&held, signal);
    pthread_sigmask(SIG_BLOCK, &held, &before_);
  }
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;
  ~HeldSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_{};
};

/// Closes and, on failure, removes what it opened. The program does not end in between.
class NewFile {
 public:
  explicit NewFile(std::string pattern)
      : path_(std::move(pattern)), descriptor_(mkostemp(path_.data(), O_CLOEXEC)) {}
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile() {
    if (descriptor_ < 0) return;
    close(descriptor_);
    if (!is_moved_) unlink(path_.c_str());
  }

  int descriptor() const { return descriptor_; }

  bool move_to(const std::string& path) {
    is_moved_ = rename(path_.c_str(), path.c_str()) == 0;
    return is_moved_;
  }

 private:
  HeldSignals held_;
  std::string path_;
  int descriptor_;
  bool is_moved_ = false;
};

std::optional<Error> write_in_place(const std::string& path, const std::function<bool(int)>& fill) {
  const int descriptor = open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
  if (descriptor < 0) return last_error();
  std::optional<Error> error;
  if (!fill(descriptor) && errno != EPIPE) error = last_error();
  if (close(descriptor) != 0 && !error) error = last_error();
  return error;
}

/// The rights of a file that is replaced, else those that any new file would have.
mode_t mode_for(const fs::path& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) == 0) return status.st_mode & 07777U;
  const mode_t mask = umask(0);
  umask(mask);
  return 0666U & ~mask;
}

/// Only root can give a file away; for others it is theirs already, or stays theirs.
void keep_owner(int descriptor, const fs::path& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return;
  [[maybe_unused]] const int ignored = fchown(descriptor, status.st_uid, status.st_gid);
}

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

/// The pattern of a new file's name.
std::string new_name_in(const fs::path& folder) {
  return (folder / ".seccomp-lint-XXXXXX").string();
}

/// The file that links lead to, whether or not it exists.
fs::path target_of_links(fs::path path) {
  std::error_code error;
  for (int links = 0; links < 40 && fs::is_symlink(path, error); ++links) {
    path = path.parent_path() / fs::read_symlink(path, error);
  }
  return path;
}

}  // namespace

std::optional<Error> write_stream(std::FILE* stream, std::string_view text) {
  errno = 0;
  const std::size_t written = std::fwrite(text.data(), 1, text.size(), stream);
  if ((written == text.size() && std::fflush(stream) == 0) || errno == EPIPE) return std::nullopt;
  return last_error();
}

std::optional<Error> write_file(const std::string& path, std::string_view text) {
  return write_file(path, [text](int descriptor) { return write_all(descriptor, text); });
}

std::optional<Error> write_file(const std::string& path, const std::function<bool(int)>& fill) {
  std::error_code ignored;
  const fs::file_type type = fs::status(path, ignored).type();
  if (type == fs::file_type::directory) return Error{"is a folder"};
  const bool is_new = type == fs::file_type::not_found;
  if (!is_new && type != fs::file_type::regular) return write_in_place(path, fill);
  // A link stays a link: what it leads to is replaced.
  const fs::path target = target_of_links(path);
  NewFile file(new_name_in(folder_of(target)));
  if (file.descriptor() < 0) return last_error();
  keep_owner(file.descriptor(), target);
  if (!fill(file.descriptor()) || fchmod(file.descriptor(), mode_for(target)) != 0 ||
      fsync(file.descriptor()) != 0 || !file.move_to(target.string())) {
    return last_error();
  }
  return std::nullopt;
}

std::string cannot_write(const std::string& file, const Error& error) {
  const std::string name = file.empty() ? "" : " " + printable(file);
  return "cannot write" + name + ": " + error.message;
}

int open_unnamed_for(const std::string& path) {
  std::error_code ignored;
  const fs::file_type type = fs::status(path, ignored).type();
  const bool is_file = type == fs::file_type::regular || type == fs::file_type::not_found;
  // Where a device or a pipe is, files are out of place.
  const fs::path folder =
      is_file ? folder_of(target_of_links(path)) : fs::temp_directory_path(ignored);
  const int unnamed = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (unnamed >= 0) return unnamed;
  // Not every file system has files without a name.
  const HeldSignals held;
  std::string name = new_name_in(folder);
  const int named = mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) unlink(name.c_str());
  return named;
}

std::optional<Error> replace_file(const std::string& path, std::string_view before,
                                  std::string_view after) {
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored))
    return Error{"is not a regular file, and was not changed"};
  Buffer now;
  const auto size = read_file(path, now);
  if (!size.ok()) return size.error();
  // Two names may lead to one file.
  if (now.view() == after) return std::nullopt;
  if (now.view() != before) return Error{"changed while it was checked, and was left as it is"};
  return write_file(path, after);
}

}  // namespace lint
