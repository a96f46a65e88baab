#include "lint/manifest/kubernetes/set_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "lint/manifest/kubernetes/paths.hpp"
#include "lint/manifest/kubernetes/pod.hpp"
#include "lint/manifest/kubernetes/substitution.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

constexpr std::string_view kProfile = "seccompProfile";
constexpr std::string_view kOption = "--set";
constexpr std::string_view kOpening = "{[";

/// Values of JSON are followed this far.
constexpr std::size_t kDeepest = 100;

bool is_quote(char c) {
  return c == '"' || c == '\'';
}

/// Without the quotes around it. In a shell's quotes, those of JSON are written after backslashes.
std::string_view unquoted(std::string_view text) {
  constexpr std::string_view kAround = "\"'\\ \t";
  const std::size_t begin = std::min(text.find_first_not_of(kAround), text.size());
  return text.substr(begin, text.find_last_not_of(kAround) + 1 - begin);
}

/// Offset after the quote that closes the one at `at`; `at` when none does.
std::size_t quote_end(std::string_view text, std::size_t at) {
  std::size_t close = text.find(text[at], at + 1);
  while (close != text.npos && text[close - 1] == '\\') close = text.find(text[at], close + 1);
  return close == text.npos ? at : close + 1;
}

/// Offset after the bracket that closes the one at `at`; `at` when none does.
std::size_t bracket_end(std::string_view text, std::size_t at) {
  std::size_t open = 0;
  for (std::size_t i = at; i < text.size(); ++i) {
    if (text[i] == '{' || text[i] == '[') ++open;
    if ((text[i] == '}' || text[i] == ']') && --open == 0) return i + 1;
  }
  return at;
}

/// Whether a value or a word begins at the offset.
bool begins_value(std::string_view text, std::size_t at) {
  return at == 0 || text[at - 1] == '=' || is_quote(text[at - 1]);
}

/// Goes through the words of options. A blank in quotes, or in a value of JSON, belongs to its
/// word. Not by split_shell_words(): no shell reads most of these texts, and a backslash before a
/// dot belongs to the path.
class Words {
 public:
  explicit Words(std::string_view text) : rest_(text) {}

  bool is_over() const { return rest_.empty(); }

  std::string_view next() {
    std::size_t end = 0;
    while (end < rest_.size() && rest_[end] != ' ') {
      const std::size_t after = begins_value(rest_, end) ? value_end(end) : end;
      end = std::max(after, end + 1);
    }
    const std::string_view word = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return word;
  }

 private:
  std::size_t value_end(std::size_t at) {
    if (is_quote(rest_[at])) return quote_end(rest_, at);
    if (kOpening.find(rest_[at]) == kOpening.npos || is_unbalanced_) return at;
    const std::size_t end = bracket_end(rest_, at);
    is_unbalanced_ = end == at;
    return end;
  }

  std::string_view rest_;
  bool is_unbalanced_ = false;  // so that the text is not gone over again and again
};

/// Goes through a value of JSON, and calls `use` with the path to each scalar under a key. What is
/// no JSON is read as far as its brackets, colons and commas tell.
template <typename Use>
class JsonWalk {
 public:
  JsonWalk(std::string_view path, const Use& use) : path_(path), use_(use) {}

  void run(std::string_view json) {
    std::size_t begin = 0;
    for (std::size_t at = 0; at < json.size(); ++at) {
      const char c = json[at];
      if (c == '"' && (at == 0 || json[at - 1] != '\\')) {
        at = std::max(quote_end(json, at), at + 1) - 1;
        continue;
      }
      if (std::string_view("{}[]:,").find(c) == std::string_view::npos) continue;
      sign(c, unquoted(json.substr(begin, at - begin)));
      begin = at + 1;
    }
  }

 private:
  struct Level {
    std::size_t path_size;  // of the path to it
    bool is_list;
    std::size_t index = 0;
  };

  /// `before` is the word before the sign.
  void sign(char c, std::string_view before) {
    const bool opens = c == '{' || c == '[';
    if (opens ? levels_.size() == kDeepest : levels_.empty()) return;
    if (opens) {
      levels_.push_back({path_.size(), c == '['});
      if (c == '[') path_ += "[0]";
    } else if (c == ':') {
      path_.resize(levels_.back().path_size);
      if (!path_.empty()) path_ += '.';
      path_ += before;
    } else {
      if (!before.empty()) use_(path_, before);
      end_entry(c);
    }
  }

  void end_entry(char c) {
    Level& level = levels_.back();
    path_.resize(level.path_size);
    if (c != ',') {
      levels_.pop_back();
    } else if (level.is_list) {
      path_ += fmt::format("[{}]", ++level.index);
    }
  }

  std::string path_;
  const Use& use_;
  std::vector<Level> levels_;
};

/// Where a value of JSON begins in a text, or the text's size.
std::size_t value_of_json(std::string_view text) {
  std::size_t at = std::min(text.find_first_of(kOpening), text.size());
  while (at < text.size() && !begins_value(text, at)) {
    at = std::min(text.find_first_of(kOpening, at + 1), text.size());
  }
  return at;
}

/// Calls `use` with each path and word in what an option sets: `a.b=x,c={"d":"y"}`.
template <typename Use>
void each_set(std::string_view settings, const Use& use) {
  settings = unquoted(settings);
  for (bool is_unbalanced = false; !settings.empty();) {
    std::size_t end = std::min(settings.find(','), settings.size());
    const std::string_view pair = settings.substr(0, end);
    const std::size_t json = value_of_json(pair);
    const std::size_t after = json < end && !is_unbalanced ? bracket_end(settings, json) : json;
    if (after > json) {
      const std::string_view path = unquoted(pair.substr(0, json));
      JsonWalk(path.substr(0, path.find('=')), use).run(settings.substr(json, after - json));
      end = after;
    } else {
      is_unbalanced |= json < end;
      const std::size_t equals = pair.rfind('=');
      if (equals != pair.npos)
        use(unquoted(pair.substr(0, equals)), unquoted(pair.substr(equals + 1)));
    }
    settings.remove_prefix(std::min(end + 1, settings.size()));
  }
}

/// What a word sets that begins with an option, as in `--set=a.b=x`; else the word itself.
std::string_view settings_of(std::string_view word) {
  if (!word.starts_with(kOption)) return word;
  return word.substr(std::min(word.find('='), word.size() - 1) + 1);
}

}  // namespace

bool may_set_options(std::string_view text) {
  if (text.find(kProfile) == text.npos) return false;
  const bool may_set = text.find('=') != text.npos || text.find(kOption) != text.npos;
  // A script is no list of options.
  return may_set && text.find('\n') == text.npos;
}

void find_set_options(const Document& document, const Value& text, ProfileHolder holder,
                      Workload& workload) {
  const std::string_view all = document.text(text);
  if (!may_set_options(all)) return;
  const auto add_off = [&](std::string_view path, std::string_view word) {
    if (!is_off_word(substitute(word).text)) return;
    const Field field = field_at_end(path);
    if (field == Field::other) return;
    workload.seccomp_profiles.push_back({fmt::format("option {}", quoted(path)), text,
                                         field == Field::type, holder, std::string(word)});
  };
  Words words(all);
  for (bool is_first = true, is_after_set = false; !words.is_over(); is_first = false) {
    const std::string_view word = words.next();
    // All of a text that is JSON is more than a setting.
    const bool is_only_word = is_first && words.is_over() && value_of_json(unquoted(word)) > 0;
    const bool is_set = word.starts_with(kOption);
    if (is_only_word || is_set || is_after_set) each_set(settings_of(word), add_off);
    is_after_set = is_set;
  }
}

}  // namespace lint::manifest
