#include "lint/template/pipeline.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace lint::templates {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kBlanks = " \t\r\n";
/// Parentheses within parentheses, and pipes, are followed this far.
constexpr int kDeepest = 50;

bool is_word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

class Parser {
 public:
  Parser(std::string_view text, std::size_t begin, std::size_t end)
      : text_(text.substr(0, end)), at_(begin) {}

  ParsedAction run() {
    ParsedAction action;
    constexpr std::array kKeywords{"if"sv,     "range"sv, "with"sv,  "block"sv,   "else"sv,
                                   "define"sv, "end"sv,   "break"sv, "continue"sv};
    for (;;) {
      skip_blanks();
      const std::size_t begin = at_;
      const std::string word = take_word();
      if (std::ranges::find(kKeywords, word) == kKeywords.end()) {
        at_ = begin;
        break;
      }
      if (!action.keyword.empty()) action.keyword += ' ';
      action.keyword += word;
    }
    take_variable(action);
    auto pipeline = this->pipeline();
    skip_blanks();
    if (!has_failed_ && at_ == text_.size()) action.pipeline = std::move(pipeline);
    return action;
  }

 private:
  void skip_blanks() { at_ = std::min(text_.find_first_not_of(kBlanks, at_), text_.size()); }
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  std::string take_word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_word_char(text_[at_])) ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  /// `$x :=`, `$x =`, and `$i, $x :=` of a range, which gives the last name.
  void take_variable(ParsedAction& action) {
    const std::size_t begin = at_;
    std::string name;
    while (peek() == '$') {
      ++at_;
      name = "$" + take_word();
      skip_blanks();
      if (peek() == ',') ++at_;
      skip_blanks();
    }
    const std::string_view rest = text_.substr(at_);
    const bool is_set = !name.empty() && (rest.starts_with(":=") ||
                                          (rest.starts_with("=") && !rest.starts_with("==")));
    if (!is_set) {
      at_ = begin;
      return;
    }
    at_ += rest.starts_with(":=") ? 2 : 1;
    action.variable = name;
  }

  std::optional<Expression> pipeline() {
    if (++depth_ > kDeepest) has_failed_ = true;
    std::optional<Expression> result;
    for (int commands = 0; !has_failed_; ++commands) {
      if (commands == kDeepest) has_failed_ = true;
      auto command = this->command(std::move(result));
      if (!command) has_failed_ = true;
      result = std::move(command);
      skip_blanks();
      if (peek() != '|') break;
      ++at_;
    }
    --depth_;
    return result;
  }

  /// A command; `piped` is its last argument.
  std::optional<Expression> command(std::optional<Expression> piped) {
    std::vector<Expression> words;
    for (;;) {
      skip_blanks();
      const char c = peek();
      if (has_failed_ || c == '\0' || c == '|' || c == ')') break;
      auto word = operand();
      if (!word) return std::nullopt;
      words.push_back(std::move(*word));
    }
    if (words.empty()) return std::nullopt;
    Expression command = std::move(words.front());
    command.arguments.insert(command.arguments.end(), std::make_move_iterator(words.begin() + 1),
                             std::make_move_iterator(words.end()));
    const bool is_called = words.size() > 1 || piped;
    if (piped) command.arguments.push_back(std::move(*piped));
    // The method of a value, which nobody knows here.
    if (is_called && command.kind != Expression::Kind::call) {
      command.kind = Expression::Kind::call;
      command.text = "call";
    }
    return command;
  }

  std::optional<Expression> operand() {
    const auto begin = static_cast<std::uint32_t>(at_);
    const char c = peek();
    Expression word;
    word.offset = begin;
    if (c == '"' || c == '`') {
      word.kind = Expression::Kind::string;
      if (!take_string(word.text)) return std::nullopt;
      return word;
    }
    if (c == '(') {
      ++at_;
      auto inner = pipeline();
      skip_blanks();
      if (!inner || peek() != ')') return std::nullopt;
      ++at_;
      if (peek() != '.') return inner;
      word.kind = Expression::Kind::fields;
      word.arguments.push_back(std::move(*inner));
      take_path(word.path);
      return word;
    }
    if (c == '.' || c == '$') {
      word.kind = c == '.' ? Expression::Kind::dot : Expression::Kind::variable;
      if (c == '$') {
        ++at_;
        word.text = "$" + take_word();
      }
      take_path(word.path);
      return word;
    }
    if (is_word_char(c) || c == '-' || c == '+') {
      ++at_;
      word.text = std::string(1, c) + take_word();
      const bool is_number = c == '-' || c == '+' || (c >= '0' && c <= '9');
      const bool is_constant =
          is_number || word.text == "true" || word.text == "false" || word.text == "nil";
      if (is_number && peek() == '.') {
        ++at_;
        word.text += "." + take_word();
      }
      word.kind = is_constant ? Expression::Kind::word : Expression::Kind::call;
      return word;
    }
    return std::nullopt;
  }

  /// `.a.b`; a lone dot is an empty path.
  void take_path(std::vector<std::string>& path) {
    while (peek() == '.') {
      ++at_;
      std::string name = take_word();
      if (!name.empty()) path.push_back(std::move(name));
    }
  }

  bool take_string(std::string& out) {
    const char quote = text_[at_++];
    while (at_ < text_.size() && text_[at_] != quote) {
      if (quote == '`' || text_[at_] != '\\') {
        out += text_[at_++];
      } else if (!take_escape(out)) {
        return false;
      }
    }
    if (at_ == text_.size()) return false;
    ++at_;
    return true;
  }

  /// Only what real templates use.
  bool take_escape(std::string& out) {
    constexpr std::string_view kEscapes = "ntr\"\\'";
    constexpr std::string_view kMeanings = "\n\t\r\"\\'";
    if (at_ + 1 >= text_.size()) return false;
    const std::size_t which = kEscapes.find(text_[at_ + 1]);
    if (which == kEscapes.npos) return false;
    out += kMeanings[which];
    at_ += 2;
    return true;
  }

  std::string_view text_;
  std::size_t at_;
  int depth_ = 0;
  bool has_failed_ = false;
};

}  // namespace

ParsedAction parse_action(std::string_view action) {
  std::size_t begin = std::min<std::size_t>(2, action.size());
  std::size_t end = action.size();
  if (!action.ends_with("}}") || action.size() < 4) return {};
  end -= 2;
  const auto is_blank_at = [&](std::size_t at) { return kBlanks.find(action[at]) != kBlanks.npos; };
  if (begin + 1 < end && action[begin] == '-' && is_blank_at(begin + 1)) ++begin;
  if (end > begin + 1 && action[end - 1] == '-' && is_blank_at(end - 2)) --end;
  return Parser(action, begin, end).run();
}

}  // namespace lint::templates
