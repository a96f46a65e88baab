#pragma once
/// A text to lint, and where its bytes stand in lines and columns.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/finding.hpp"
#include "lint/result.hpp"

namespace lint {

/// Memory for one file after the other: it grows to the largest and is never cleared.
class Buffer {
 public:
  Buffer() = default;
  explicit Buffer(std::string_view bytes);
  Buffer(Buffer&& other) noexcept { *this = std::move(other); }
  Buffer& operator=(Buffer&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    return *this;
  }

  std::string_view view() const { return {data_.get(), size_}; }

  /// Fills it with a whole file, or with what a pipe gives to its end. The error says why not,
  /// without the path.
  Result<std::size_t> read(int descriptor);

 private:
  struct Free {
    void operator()(char* data) const { std::free(data); }
  };

  void reserve(std::size_t capacity);

  std::unique_ptr<char[], Free> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

/// Fills the buffer from a file, or from standard input.
Result<std::size_t> read_file(const std::string& path, Buffer& buffer);
Result<std::size_t> read_stdin(Buffer& buffer);

/// Largest text that is read: offsets are 32 bits wide.
inline constexpr std::uint64_t kLargestText = 0xFFFF'FFF0U;

/// One text as UTF-8 without a byte order mark. Views and byte offsets into text() stay valid as
/// long as the Source lives; it cannot be copied or moved for that reason. Any number of threads
/// may ask it at the same time.
class Source {
 public:
  /// Takes the bytes of a file: UTF-8, or UTF-16 or UTF-32 with a byte order mark. What is not
  /// well-formed stays visible as bytes that are no UTF-8, for YAML's readers to refuse.
  explicit Source(Buffer bytes);
  explicit Source(std::string_view bytes) : Source(Buffer(bytes)) {}
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  std::string_view text() const { return text_; }
  /// What it was made of: the bytes of the file.
  std::string_view bytes() const { return bytes_.view(); }
  /// Whether a byte order mark stood before UTF-8 text.
  bool has_mark() const { return transcoded_.empty() && text_.size() < bytes_.view().size(); }

  /// 1-based line and code point column of a byte offset. Lines end at LF or CRLF and nowhere else.
  Position position(std::uint32_t offset) const;

  /// The inverse of position(): the byte offset of a place that position() gave.
  std::uint32_t offset(Position place) const;

  /// The range as a span that ends with its first line at the latest.
  Span span(ByteRange range) const;

  /// 1-based line of a byte offset.
  std::uint32_t line(std::uint32_t offset) const { return position(offset).line; }

  /// Gives the memory back for the next file; the Source must not be used afterwards.
  Buffer release() { return std::move(bytes_); }

 private:
  /// So many bytes are between two places whose lines and columns are known.
  static constexpr std::size_t kMarkDistance = 256;
  const std::vector<Position>& marks() const;

  Buffer bytes_;
  std::string transcoded_;  // the text when the bytes are no UTF-8
  std::string_view text_;
  // Made by the first question: most texts are never asked.
  mutable std::once_flag marked_;
  mutable std::vector<Position> marks_;
};

}  // namespace lint
