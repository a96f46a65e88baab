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
#include "lint/text/text.hpp"

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

/// The place after a text that begins at `begin`, which may be within a character.
Position after(Position begin, std::string_view text) {
  const auto ends = std::ranges::count(text, '\n');
  if (ends > 0) {
    begin = {begin.line + static_cast<std::uint32_t>(ends), 1};
    text.remove_prefix(text.rfind('\n') + 1);
  }
  const auto characters = std::ranges::count_if(text, [](char c) { return begins_character(c); });
  return {begin.line, begin.column + static_cast<std::uint32_t>(characters)};
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
  if (text_.starts_with(kByteOrderMark)) {
    text_.remove_prefix(kByteOrderMark.size());
  } else if (is_wide(text_)) {
    transcoded_ = to_utf8(text_);
    text_ = transcoded_;
  }
}

const std::vector<Position>& Source::marks() const {
  std::call_once(marked_, [this] {
    marks_.reserve(text_.size() / kMarkDistance + 1);
    Position here;
    for (std::size_t at = 0; at <= text_.size(); at += kMarkDistance) {
      marks_.push_back(here);
      here = after(here, text_.substr(at, kMarkDistance));
    }
  });
  return marks_;
}

Position Source::position(std::uint32_t offset) const {
  const std::size_t mark = offset / kMarkDistance;
  const std::size_t begin = mark * kMarkDistance;
  return after(marks()[mark], text_.substr(begin, offset - begin));
}

std::uint32_t Source::offset(Position place) const {
  const auto later = std::ranges::upper_bound(marks(), place);
  const auto mark = static_cast<std::size_t>(later - marks_.begin()) - 1;
  auto at = static_cast<std::uint32_t>(mark * kMarkDistance);
  Position here = marks_[mark];
  while (at < text_.size() && here < place) {
    here = after(here, text_.substr(at, 1));
    ++at;
  }
  // The rest of a character that a mark stands in, or that was passed, is none.
  while (at < text_.size() && !begins_character(text_[at])) ++at;
  return at;
}

Span Source::span(ByteRange range) const {
  const Position begin = position(range.begin);
  const std::uint32_t size = std::max(range.begin, range.end) - range.begin;
  const Position end = size < kMarkDistance ? after(begin, text_.substr(range.begin, size))
                                            : position(range.begin + size);
  if (end.line == begin.line) return {begin, end};
  auto line_end = static_cast<std::uint32_t>(text_.find('\n', range.begin));
  if (line_end > range.begin && text_[line_end - 1] == '\r') --line_end;
  return {begin, position(line_end)};
}

}  // namespace lint
