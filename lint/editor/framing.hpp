#pragma once
/// Cuts a stream of bytes into the messages of the base protocol: a header with their length, a
/// blank line, and so many bytes (LSP 3.17, "Base Protocol").

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lint::editor {

/// A longer message is passed over: no text that people edit comes near it.
inline constexpr std::uint64_t kLongestMessage = std::uint64_t{256} * 1024 * 1024;

class Framing {
 public:
  enum class Kind : std::uint8_t {
    message,
    too_long,  // passed over as its bytes come
    broken,    // no header: where the next message begins, nobody knows; the last of all
  };
  struct Frame {
    Kind kind = Kind::message;
    std::string bytes;
  };

  /// Takes what comes next.
  void feed(std::string_view bytes);
  /// The next message that is whole, or what is wrong; nothing while more bytes are needed.
  std::optional<Frame> next();

 private:
  std::optional<std::string_view> take_header();
  void compact();

  std::string buffer_;
  std::size_t taken_ = 0;                // of the buffer
  std::size_t scanned_ = 0;              // for a header's end
  std::uint64_t to_skip_ = 0;            // bytes of a message that is too long
  std::optional<std::uint64_t> length_;  // of the message whose header was read
  bool is_broken_ = false;
};

/// A message with its header.
std::string framed(std::string_view message);

}  // namespace lint::editor
