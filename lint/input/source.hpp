#pragma once
/// A text to lint, and where its bytes stand in lines and columns.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"
#include "lint/result.hpp"

namespace lint::input {

/// Owns one text as UTF-8 without a byte order mark. Views and byte offsets into text() stay valid
/// as long as the Source lives; it cannot be copied or moved for that reason.
class Source {
 public:
  /// Takes the raw bytes of a file: UTF-8, or UTF-16 or UTF-32 with a byte order mark. What is not
  /// well-formed stays visible as bytes that are no UTF-8, for the survey to refuse.
  explicit Source(std::string bytes);
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  std::string_view text() const { return text_; }

  /// 1-based line and code point column of a byte offset. Lines end at LF or CRLF and nowhere else.
  Position position(std::uint32_t offset) const;

  /// The range as a span that ends with its first line at the latest.
  Span span(ByteRange range) const;

  /// 1-based line of a byte offset.
  std::uint32_t line(std::uint32_t offset) const { return position(offset).line; }

 private:
  void index_lines() const;

  std::string text_;
  /// Offsets at which lines begin; filled by the first question.
  mutable std::vector<std::uint32_t> lines_;
  /// The last answer: many questions about one long line cost one pass over it in all.
  mutable std::uint32_t last_offset_ = 0;
  mutable Position last_;
};

/// Largest text that is read: offsets are 32 bits wide.
inline constexpr std::uint64_t kLargestText = 0xFFFF'FFF0U;

/// Reads a whole file, or a pipe to its end. The error says why, without the path.
Result<std::string> read_file(const std::string& path);

/// Reads standard input to its end.
Result<std::string> read_stdin();

}  // namespace lint::input
