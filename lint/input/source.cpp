#include "lint/input/source.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "lint/input/encoding.hpp"
#include "lint/text.hpp"

namespace lint::input {
namespace {

Result<std::string> read_descriptor(int descriptor) {
  struct stat status {};
  if (fstat(descriptor, &status) != 0) return Error{std::strerror(errno)};
  if (S_ISDIR(status.st_mode)) return Error{"is a folder"};
  // One byte more than the file is said to hold, so that its end is seen without growing.
  constexpr std::size_t kChunk = 64 * 1024;
  const bool has_size = S_ISREG(status.st_mode) && status.st_size > 0;
  std::string bytes(has_size ? static_cast<std::size_t>(status.st_size) + 1 : kChunk, '\0');
  std::size_t filled = 0;
  while (true) {
    const ssize_t got = read(descriptor, bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Error{std::strerror(errno)};
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
    if (filled > kLargestText) return Error{"is larger than 4 GiB"};
    if (filled == bytes.size()) bytes.resize(bytes.size() * 2);
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace

Source::Source(std::string bytes) : text_(to_utf8(std::move(bytes))) {}

void Source::index_lines() const {
  if (!lines_.empty()) return;
  lines_.push_back(0);
  for (std::size_t at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1)) {
    lines_.push_back(static_cast<std::uint32_t>(at + 1));
  }
}

Position Source::position(std::uint32_t offset) const {
  index_lines();
  const auto after = std::upper_bound(lines_.begin(), lines_.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - lines_.begin());
  std::uint32_t from = *(after - 1);
  std::uint32_t column = 1;
  if (last_.line == line && last_offset_ <= offset && last_offset_ >= from) {
    from = last_offset_;
    column = last_.column;
  }
  column += static_cast<std::uint32_t>(std::count_if(text_.begin() + from, text_.begin() + offset,
                                                     [](char c) { return (c & 0xC0) != 0x80; }));
  last_offset_ = offset;
  last_ = {line, column};
  return last_;
}

Span Source::span(ByteRange range) const {
  const Position begin = position(range.begin);
  std::size_t line_end = begin.line < lines_.size() ? lines_[begin.line] - 1 : text_.size();
  if (line_end > range.begin && text_[line_end - 1] == '\r') --line_end;
  const std::size_t end =
      std::clamp<std::size_t>(range.end, range.begin, std::max<std::size_t>(line_end, range.begin));
  return {begin, position(static_cast<std::uint32_t>(end))};
}

Result<std::string> read_file(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (descriptor < 0) return Error{std::strerror(errno)};
  Result<std::string> bytes = read_descriptor(descriptor);
  close(descriptor);
  return bytes;
}

Result<std::string> read_stdin() {
  return read_descriptor(STDIN_FILENO);
}

}  // namespace lint::input
