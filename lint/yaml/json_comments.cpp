#include "lint/yaml/json_comments.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lint/text/byte_set.hpp"

namespace lint::yaml {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

class CommentMask {
 public:
  explicit CommentMask(std::span<char> text) : text_(text) {}

  bool run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (kBlanks.find(c) != kBlanks.npos) {
        ++at_;
      } else if (rest().starts_with("//")) {
        comment(rest().find_first_of("\r\n"));
      } else if (rest().starts_with("/*")) {
        const std::size_t close = rest().find("*/", 2);
        comment(close == std::string_view::npos ? close : close + 2);
      } else {
        token(c);
      }
    }
    return is_changed_;
  }

 private:
  /// What the last token leaves open.
  enum class After : std::uint8_t { nothing, open, comma, colon, value };

  std::string_view rest() const { return std::string_view(text_.data(), text_.size()).substr(at_); }

  void comment(std::size_t size) {
    for (const std::size_t end = at_ + std::min(size, text_.size() - at_); at_ < end; ++at_) {
      if (text_[at_] != '\n' && text_[at_] != '\r') text_[at_] = ' ';
    }
    is_changed_ = true;
  }

  void token(char c) {
    const std::size_t begin = at_;
    switch (c) {
      case ',':
        if (after_ == After::open || after_ == After::comma) return blot(at_++);
        comma_ = at_++;
        after_ = After::comma;
        return;
      case ':':
        ++at_;
        after_ = After::colon;
        return;
      case '}':
      case ']':
        if (after_ == After::comma) blot(comma_);
        ++at_;
        break;
      case '{':
      case '[':
        separate(begin);
        ++at_;
        after_ = After::open;
        return;
      case '"':
        separate(begin);
        pass_string();
        break;
      default:
        separate(begin);
        pass_word();
        break;
    }
    after_ = After::value;
    value_end_ = at_;
  }

  /// Parts what begins at `begin` from a value before it, if there is room for a comma.
  void separate(std::size_t begin) {
    if (after_ != After::value || value_end_ == begin) return;
    text_[value_end_] = ',';
    is_changed_ = true;
  }

  /// A string ends where its line does, at the latest.
  void pass_string() {
    for (++at_; at_ < text_.size() && text_[at_] != '\n'; ++at_) {
      if (text_[at_] == '"') {
        ++at_;
        return;
      }
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
    }
  }

  /// A word ends at the latest where a comment begins.
  void pass_word() {
    static constexpr ByteSet kEnds(" \t\r\n{}[],:\"/");
    const auto begins_comment = [&] {
      return rest().starts_with("//") || rest().starts_with("/*");
    };
    do {
      at_ = kEnds.first_in(rest(), 1) + at_;
    } while (rest().starts_with('/') && !begins_comment());
  }

  void blot(std::size_t at) {
    text_[at] = ' ';
    is_changed_ = true;
  }

  std::span<char> text_;
  std::size_t at_ = 0;
  std::size_t comma_ = 0;      // the last one
  std::size_t value_end_ = 0;  // of the last one
  After after_ = After::nothing;
  bool is_changed_ = false;
};

}  // namespace

bool mask_json_comments(std::span<char> text) {
  return CommentMask(text).run();
}

}  // namespace lint::yaml
