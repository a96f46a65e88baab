#include "lint/text/source.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>

#include "lint/text/encoding.hpp"

namespace lint {
namespace {

/// Memory to be freed by free(); in huge pages, if that much is asked for and the system has them.
/// Reading files into one of these was measured to take half as long.
char* allocate(std::size_t size) {
  constexpr std::size_t kHugePage = std::size_t{2} * 1024 * 1024;
  const bool is_huge = size >= kHugePage;
  const std::size_t whole = (size + kHugePage - 1) / kHugePage * kHugePage;
  void* const data = is_huge ? std::aligned_alloc(kHugePage, whole) : std::malloc(size);
  if (data == nullptr) throw std::bad_alloc();
  if (is_huge) madvise(data, whole, MADV_HUGEPAGE);
  return static_cast<char*>(data);
}

}  // namespace

Buffer::Buffer(std::string_view bytes) {
  reserve(bytes.size());
  std::ranges::copy(bytes, data_.get());
  size_ = bytes.size();
}

void Buffer::reserve(std::size_t capacity) {
  if (capacity <= capacity_) return;
  decltype(data_) larger(allocate(capacity));
  std::copy_n(data_.get(), size_, larger.get());
  data_ = std::move(larger);
  capacity_ = capacity;
}

Result<std::size_t> Buffer::read(int descriptor) {
  size_ = 0;
  struct stat status {};
  if (fstat(descriptor, &status) != 0) return Error{std::strerror(errno)};
  if (S_ISDIR(status.st_mode)) return Error{"is a folder"};
  const bool is_regular = S_ISREG(status.st_mode);
  if (is_regular && static_cast<std::uint64_t>(status.st_size) > kLargestText) {
    return Error{"is larger than 4 GiB"};
  }
  // One byte more than the file is said to hold: a read that leaves it free has seen the end. Once
  // there is a second file there may be many: then room for most of them is made at once, for
  // memory that is never touched costs nothing.
  constexpr std::size_t kRoom = std::size_t{64} * 1024;
  constexpr std::size_t kRoomForMany = 64 * kRoom;
  const std::size_t expected = is_regular ? static_cast<std::size_t>(status.st_size) + 1 : 0;
  reserve(std::max(capacity_ == 0 ? kRoom : kRoomForMany, expected));
  while (true) {
    const std::size_t wanted = capacity_ - size_;
    const ssize_t got = ::read(descriptor, data_.get() + size_, wanted);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Error{std::strerror(errno)};
    size_ += static_cast<std::size_t>(got);
    if (size_ > kLargestText) return Error{"is larger than 4 GiB"};
    if (got == 0 || (is_regular && status.st_size > 0 && static_cast<std::size_t>(got) < wanted)) {
      return size_;
    }
    if (size_ == capacity_) reserve(capacity_ * 2);
  }
}

Result<std::size_t> read_file(const std::string& path, Buffer& buffer) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (descriptor < 0) return Error{std::strerror(errno)};
  Result<std::size_t> size = buffer.read(descriptor);
  close(descriptor);
  return size;
}

Result<std::size_t> read_stdin(Buffer& buffer) {
  return buffer.read(STDIN_FILENO);
}

Source::Source(Buffer bytes) : bytes_(std::move(bytes)), text_(bytes_.view()) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (text_.starts_with(kMark)) {
    text_.remove_prefix(kMark.size());
  } else if (is_wide(text_)) {
    transcoded_ = to_utf8(text_);
    text_ = transcoded_;
  }
}

const std::vector<Source::Mark>& Source::marks() const {
  std::call_once(marked_, [this] {
    constexpr std::uint32_t kFarthest = 256;
    Mark last{0, {}};
    marks_.push_back(last);
    std::uint32_t column = 1;
    for (std::uint32_t at = 0; at < text_.size(); ++at) {
      const bool begins_character = (text_[at] & 0xC0) != 0x80;
      if (begins_character && at - last.offset >= kFarthest) {
        last = {at, {last.position.line, column}};
        marks_.push_back(last);
      }
      if (text_[at] == '\n') {
        last = {at + 1, {last.position.line + 1, 1}};
        marks_.push_back(last);
        column = 1;
      } else if (begins_character) {
        ++column;
      }
    }
  });
  return marks_;
}

Position Source::position(std::uint32_t offset) const {
  const auto after = std::ranges::upper_bound(marks(), offset, {}, &Mark::offset);
  const Mark& mark = *(after - 1);
  const std::string_view between = text_.substr(mark.offset, offset - mark.offset);
  const auto characters = std::ranges::count_if(between, [](char c) { return (c & 0xC0) != 0x80; });
  return {mark.position.line, mark.position.column + static_cast<std::uint32_t>(characters)};
}

Span Source::span(ByteRange range) const {
  const Position begin = position(range.begin);
  const Position end = position(std::max(range.begin, range.end));
  if (end.line == begin.line) return {begin, end};
  auto line_end = static_cast<std::uint32_t>(text_.find('\n', range.begin));
  if (line_end > range.begin && text_[line_end - 1] == '\r') --line_end;
  return {begin, position(line_end)};
}

}  // namespace lint
