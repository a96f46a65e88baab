#include "lint/editor/framing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "lint/text/text.hpp"

namespace lint::editor {
namespace {

/// Clients write one or two short fields.
constexpr std::size_t kLongestHeader = 4096;
constexpr std::string_view kHeaderEnd = "\r\n\r\n";
/// A buffer that held a large text is given back afterwards.
constexpr std::size_t kKeptBuffer = std::size_t{1024} * 1024;

/// The length that a header gives; nothing where it is none.
std::optional<std::uint64_t> length_in(std::string_view header) {
  std::optional<std::uint64_t> length;
  while (!header.empty()) {
    const std::size_t end = std::min(header.find("\r\n"), header.size());
    const std::string_view field = header.substr(0, end);
    header.remove_prefix(std::min(end + 2, header.size()));
    const std::size_t colon = field.find(':');
    if (colon == field.npos) return std::nullopt;
    if (lower(field.substr(0, colon)) != "content-length") continue;
    const std::string_view digits = trimmed(field.substr(colon + 1));
    std::uint64_t value = 0;
    const auto [last, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool is_number = error == std::errc() && last == digits.data() + digits.size();
    if (!is_number || length) return std::nullopt;
    length = value;
  }
  return length;
}

}  // namespace

void Framing::feed(std::string_view bytes) {
  if (is_broken_) return;
  const auto skipped = static_cast<std::size_t>(std::min<std::uint64_t>(to_skip_, bytes.size()));
  to_skip_ -= skipped;
  buffer_ += bytes.substr(skipped);
}

/// The fields of the header that the rest of the buffer begins with, once it is whole.
std::optional<std::string_view> Framing::take_header() {
  const std::string_view all = buffer_;
  const std::size_t end = all.find(kHeaderEnd, std::max(taken_, scanned_));
  const std::size_t size = std::min(end, all.size()) - taken_;
  if (size > kLongestHeader) is_broken_ = true;
  if (is_broken_ || end == all.npos) {
    scanned_ = all.size() - std::min(all.size(), kHeaderEnd.size() - 1);
    return std::nullopt;
  }
  const std::string_view header = all.substr(taken_, size);
  taken_ = end + kHeaderEnd.size();
  scanned_ = taken_;
  return header;
}

/// Gives back what was taken.
void Framing::compact() {
  if (taken_ < buffer_.size() && taken_ < kKeptBuffer) return;
  buffer_.erase(0, taken_);
  taken_ = 0;
  scanned_ = 0;
  if (buffer_.capacity() > kKeptBuffer && buffer_.size() <= kKeptBuffer / 2) {
    buffer_.shrink_to_fit();
  }
}

std::optional<Framing::Frame> Framing::next() {
  if (is_broken_) return std::nullopt;
  if (!length_) {
    const auto header = take_header();
    if (header) length_ = length_in(*header);
    if (header && !length_) is_broken_ = true;
    if (is_broken_) return Frame{Kind::broken, {}};
    if (!length_) return std::nullopt;
  }
  const std::size_t here = buffer_.size() - taken_;
  if (*length_ > kLongestMessage) {
    const auto skipped = static_cast<std::size_t>(std::min<std::uint64_t>(*length_, here));
    to_skip_ = *length_ - skipped;
    taken_ += skipped;
    length_.reset();
    compact();
    return Frame{Kind::too_long, {}};
  }
  if (here < *length_) return std::nullopt;
  Frame frame{Kind::message, buffer_.substr(taken_, static_cast<std::size_t>(*length_))};
  taken_ += frame.bytes.size();
  length_.reset();
  compact();
  return frame;
}

std::string framed(std::string_view message) {
  return fmt::format("Content-Length: {}\r\n\r\n{}", message.size(), message);
}

}  // namespace lint::editor
