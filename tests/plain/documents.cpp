#include "tests/plain/documents.hpp"

#include <algorithm>
#include <utility>

namespace tests {
namespace {

using Choices = std::vector<std::string_view>;

const Choices kIndents{"", "", " ", "  ", "  ", "   ", "    "};

const Choices kWords{"a",   "b",    "kind", "apiVersion", "a b",
                     "-1",  "a:b",  "a#b",  "é",          "http://x",
                     "~",   "null", "a'b",  "a\"b",       "-a",
                     "<<",  "a,b",  "x?",   "0x1",        "a - b",
                     "...", "---",  "a\\",  "[a]",        "\xF0\x9F\x98\x80"};

const Choices kQuoted{"'a'",         "\"a\"",          "''",
                      "\"\"",        "'a''b'",         "\"a\\nb\"",
                      "\"\\u0041\"", "\"\\x41\"",      "\"a\n  b\"",
                      "'a\n  b'",    "\"a\\\n  b\"",   "'a\n\n  b'",
                      "\"a\n  \"",   "\"\n  a\"",      "'a \n\n  '",
                      "\"kind\"",    "\"a\\\n\n  b\"", "\" a \"",
                      "'a: b'",      "\"a\t\"",        "\"\\/\\e\\0\"",
                      "\"\\u2028\"", "\"\\ud83d\"",    "\"a \\\n  \\ b\""};

const Choices kAnchors{"&a ", "&a-b_1  ", "&a\n  ", "&a", "& ", "&a.b ", "*a ", "&a &b "};

const Choices kBlocks{"|",   ">",   "|-",    ">-", "|+", ">+", "|2", ">1-",
                      "|-1", "|1+", "| # c", "|#", "|0", "|9", ">2"};

const Choices kTails{"", "", "", "", " # c", "#c", " ", " \t", " # \t", " x"};

const Choices kSoup{"a",
                    "b",
                    "a: ",
                    "- ",
                    ":",
                    ": ",
                    "\n",
                    "\n",
                    "\n  ",
                    "\n ",
                    "\n    ",
                    " ",
                    "  ",
                    "'",
                    "\"",
                    "[",
                    "]",
                    "{",
                    "}",
                    ",",
                    ", ",
                    "#",
                    " #",
                    "|",
                    ">",
                    "-",
                    "\\",
                    "\t",
                    "?",
                    "? ",
                    "&a",
                    "*a",
                    "!",
                    "%",
                    "@",
                    "`",
                    "\r",
                    "\n\n",
                    "|\n",
                    ">-\n",
                    "kind",
                    "apiVersion: v1",
                    "---",
                    "...",
                    "\n---",
                    "\xC2\x85",
                    "\xE2\x80\xA8",
                    "\xEF\xBB\xBF",
                    "\xC3\xA9",
                    "\xFF",
                    "\x01",
                    "\x7F",
                    "\xC2\xA0"};

constexpr std::size_t kMostLines = 7;

}  // namespace

const Choices kSigns{":",   "#",
                     "-",   "?",
                     "[",   "]",
                     "{",   "}",
                     ",",   "&",
                     "*",   "!",
                     "|",   ">",
                     "'",   "\"",
                     "%",   "@",
                     "`",   "\t",
                     "\r",  "\n",
                     " ",   "\xC2\x85",
                     "\\",  "\xEF\xBB\xBF",
                     "  ",  ": ",
                     "- ",  " #",
                     "a",   "\n\n",
                     "---", "\xE2\x80\xA9"};

RandomDocuments::RandomDocuments(unsigned seed, std::vector<std::string> real)
    : random_(seed), real_(std::move(real)) {}

const std::string& RandomDocuments::next() {
  text_.clear();
  const std::size_t way = below(8);
  if (way == 0) {
    make_soup();
  } else if (way < 5 || real_.empty()) {
    make_lines();
    while (below(3) == 0) mutate();
  } else {
    break_real();
  }
  return text_;
}

void RandomDocuments::make_soup() {
  for (std::size_t i = 1 + below(14); i > 0; --i) text_ += one_of(kSoup);
  text_ += '\n';
}

/// Lines of which each could be one of a document.
void RandomDocuments::make_lines() {
  for (std::size_t i = 1 + below(kMostLines); i > 0; --i) {
    text_ += one_of(kIndents);
    if (below(12) != 0) add_node(0);
    text_ += one_of(kTails);
    text_ += '\n';
  }
}

void RandomDocuments::add_node(int depth) {
  switch (below(depth > 2 ? 5 : 12)) {
    case 0:
      text_ += one_of(kBlocks);
      break;
    case 1:
      add_flow(0);
      break;
    case 2:
      text_ += "# c";
      break;
    case 3:
    case 4:
      add_scalar();
      break;
    case 5:
    case 6:
      text_ += below(8) == 0 ? "-  " : "- ";
      add_node(depth + 1);
      break;
    case 7:
      text_ += "-";
      break;
    case 8:
    case 9:
      add_scalar();
      text_ += below(12) == 0 ? " :" : ":";
      break;
    default:
      add_scalar();
      text_ += ": ";
      add_node(depth + 1);
  }
}

void RandomDocuments::add_flow(int depth) {
  const bool is_sequence = below(2) == 0;
  text_ += is_sequence ? '[' : '{';
  for (std::size_t i = below(4); i > 0; --i) {
    if (below(8) == 0) text_ += "\n ";
    if (is_sequence == (below(20) == 0)) {
      add_scalar();
      text_ += below(4) == 0 ? ":" : ": ";
    }
    if (depth < 2 && below(4) == 0) {
      add_flow(depth + 1);
    } else {
      add_scalar();
    }
    if (below(10) == 0) text_ += below(2) == 0 ? " # c\n" : "\n ";
    if (i > 1 || below(12) == 0) text_ += below(6) == 0 ? "," : ", ";
  }
  text_ += is_sequence == (below(30) != 0) ? ']' : '}';
}

void RandomDocuments::add_scalar() {
  if (below(24) == 0) text_ += one_of(kAnchors);
  text_ += below(4) == 0 ? one_of(kQuoted) : one_of(kWords);
}

/// A few lines of a real document, changed in one to three places.
void RandomDocuments::break_real() {
  const std::string& whole = real_[below(real_.size())];
  const std::size_t begin = whole.rfind('\n', below(whole.size())) + 1;
  std::size_t end = begin;
  for (std::size_t i = 2 + below(10); i > 0 && end < whole.size(); --i) {
    end = std::min(whole.find('\n', end), whole.size() - 1) + 1;
  }
  text_.assign(whole, begin, end - begin);
  // Most parts begin deeper than they end.
  const std::size_t margin = text_.find_first_not_of(' ');
  if (margin != std::string::npos && margin > 0 && text_[margin] != '\n' && below(4) != 0) {
    std::string moved;
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t line_end = std::min(text_.find('\n', at), text_.size() - 1) + 1;
      const std::size_t blanks = std::min(text_.find_first_not_of(' ', at), line_end) - at;
      const std::size_t cut = std::min(margin, blanks);
      moved.append(text_, at + cut, line_end - at - cut);
      at = line_end;
    }
    text_ = std::move(moved);
  }
  for (std::size_t i = 1 + below(3); i > 0; --i) mutate();
}

void RandomDocuments::mutate() {
  if (text_.empty()) return;
  const std::size_t at = below(text_.size());
  const std::size_t line = at == 0 ? 0 : text_.rfind('\n', at - 1) + 1;
  const std::size_t line_end = std::min(text_.find('\n', at), text_.size() - 1) + 1;
  switch (below(9)) {
    case 0:
      text_.erase(at, 1);
      break;
    case 1:
      text_.insert(at, 1, text_[at]);
      break;
    case 2:
      text_.replace(at, 1, one_of(kSigns));
      break;
    case 3:
      text_.insert(line, one_of(kIndents));
      break;
    case 4:
      if (text_[line] == ' ') text_.erase(line, 1 + below(2));
      break;
    case 5:
      text_.insert(line_end, text_.substr(line, line_end - line));
      break;
    case 6:
      text_.erase(line, line_end - line);
      break;
    case 7:
      // The line stands last.
      text_ += text_.substr(line, line_end - line);
      text_.erase(line, line_end - line);
      break;
    default:
      text_.insert(at, one_of(kSigns));
  }
  if (below(40) == 0) text_.resize(below(text_.size() + 1));
  if (below(8) != 0 && !text_.ends_with('\n')) text_ += '\n';
}

}  // namespace tests
