#include "lint/app/destination.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "lint/app/output.hpp"

namespace lint {
namespace {

class Stream : public Destination {
 public:
  explicit Stream(std::FILE* stream) : stream_(stream) {}

  void write(std::string_view piece) override {
    constexpr std::size_t kMost = std::size_t{64} * 1024;
    text_ += piece;
    if (text_.size() >= kMost) flush();
  }

  void flush() override {
    if (!error_ && !text_.empty()) error_ = write_stream(stream_, text_);
    text_.clear();
  }

  std::optional<Error> end() override {
    flush();
    return error_;
  }

 private:
  std::FILE* stream_;
  std::string text_;  // not yet written
  std::optional<Error> error_;
};

class File : public Destination {
 public:
  explicit File(std::string path) : path_(std::move(path)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() override {
    if (spool_ >= 0) close(spool_);
  }

  void write(std::string_view piece) override {
    constexpr std::size_t kMost = std::size_t{1024} * 1024;
    if (error_) return;
    text_ += piece;
    if (text_.size() >= kMost) spool();
  }

  std::optional<Error> end() override {
    if (error_) return error_;
    return write_file(path_, [this](int to) { return copy_spool(to) && write_all(to, text_); });
  }

 private:
  void spool() {
    if (spool_ < 0) spool_ = open_unnamed_for(path_);
    if (spool_ < 0 || !write_all(spool_, text_)) error_ = Error{std::strerror(errno)};
    text_.clear();
  }

  bool copy_spool(int to) const {
    if (spool_ < 0) return true;
    if (lseek(spool_, 0, SEEK_SET) < 0) return false;
    std::array<char, std::size_t{64} * 1024> block{};
    while (true) {
      const ssize_t got = read(spool_, block.data(), block.size());
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return got == 0;
      if (!write_all(to, {block.data(), static_cast<std::size_t>(got)})) return false;
    }
  }

  std::string path_;
  std::string text_;  // what comes after the spool
  int spool_ = -1;
  std::optional<Error> error_;
};

}  // namespace

std::unique_ptr<Destination> to_stream(std::FILE* stream) {
  return std::make_unique<Stream>(stream);
}

std::unique_ptr<Destination> to_file(std::string path) {
  return std::make_unique<File>(std::move(path));
}

}  // namespace lint
