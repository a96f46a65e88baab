#include "lint/text/shell_words.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace lint {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

class Splitter {
 public:
  Splitter(std::string_view text, std::span<const ByteRange> wholes)
      : text_(text), wholes_(wholes) {}

  std::vector<ShellWord> run() {
    while (true) {
      while (at_ < text_.size() && ends_word()) pass_blank();
      if (at_ >= text_.size()) return std::move(words_);
      word();
    }
  }

 private:
  /// Whether a blank is next, or the end of a line that a backslash joins to the next one.
  bool ends_word() const { return is_blank(text_[at_]) || is_joint(); }
  bool is_joint() const { return joint_size() > 0; }
  std::size_t joint_size() const {
    const std::string_view rest = text_.substr(at_);
    return rest.starts_with("\\\n") ? 2 : rest.starts_with("\\\r\n") ? 3 : 0;
  }
  void pass_blank() { at_ += std::max<std::size_t>(joint_size(), 1); }

  void word() {
    ShellWord word;
    word.range.begin = static_cast<std::uint32_t>(at_);
    std::size_t end = at_;
    while (at_ < text_.size() && !is_blank(text_[at_])) {
      const bool is_word = !is_joint();
      piece(word.text);
      if (is_word) end = at_;
    }
    word.range.end = static_cast<std::uint32_t>(end);
    words_.push_back(std::move(word));
  }

  /// One character of a word, or all that quotes hold.
  void piece(std::string& word) {
    if (take_whole(word)) return;
    const char c = text_[at_];
    if (is_joint()) {
      pass_blank();
    } else if (c == '\\' && at_ + 1 < text_.size()) {
      word += text_[at_ + 1];
      at_ += 2;
    } else if (c == '\'' || c == '"') {
      ++at_;
      quoted(c, word);
    } else {
      word += c;
      ++at_;
    }
  }

  void quoted(char quote, std::string& word) {
    while (at_ < text_.size()) {
      if (take_whole(word)) continue;
      const char c = text_[at_++];
      if (c == quote) return;
      const bool is_escape = quote == '"' && c == '\\' && at_ < text_.size() &&
                             std::string_view("$`\"\\\n").find(text_[at_]) != text_.npos;
      if (!is_escape) {
        word += c;
      } else if (text_[at_++] != '\n') {
        word += text_[at_ - 1];
      }
    }
  }

  bool take_whole(std::string& word) {
    while (next_whole_ < wholes_.size() && wholes_[next_whole_].begin < at_) ++next_whole_;
    if (next_whole_ == wholes_.size() || wholes_[next_whole_].begin != at_) return false;
    const ByteRange whole = wholes_[next_whole_++];
    word += text_.substr(whole.begin, whole.end - whole.begin);
    at_ = whole.end;
    return true;
  }

  std::string_view text_;
  std::span<const ByteRange> wholes_;
  std::size_t next_whole_ = 0;
  std::size_t at_ = 0;
  std::vector<ShellWord> words_;
};

}  // namespace

std::vector<ShellWord> split_shell_words(std::string_view text, std::span<const ByteRange> wholes) {
  return Splitter(text, wholes).run();
}

}  // namespace lint
