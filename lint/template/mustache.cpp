#include "lint/template/mustache.hpp"

#include <cstddef>

#include "lint/text/text.hpp"

namespace lint::templates {
namespace {

/// What stands between the braces, without the marks with which Handlebars trims blanks.
std::string_view inside(std::string_view tag) {
  constexpr std::size_t kBraces = 2;
  tag.remove_prefix(kBraces);
  tag.remove_suffix(kBraces);
  if (tag.starts_with('~')) tag.remove_prefix(1);
  if (tag.ends_with('~')) tag.remove_suffix(1);
  return trimmed(tag);
}

/// Goes through the tags from the first to the last.
class Joiner {
 public:
  Joiner(std::string_view text, std::vector<Action>& tags) : text_(text), tags_(tags) {}

  void run() {
    for (std::size_t i = 0; i < tags_.size(); ++i) {
      if (tags_[i].kind == ActionKind::open) open(i);
      if (tags_[i].kind == ActionKind::end) end(i);
    }
  }

 private:
  struct Section {
    char sign = '#';
    std::string_view name;
    bool is_joined = false;
  };

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::string_view text_of(const Action& tag) const {
    return text_.substr(tag.range.begin, tag.range.end - tag.range.begin);
  }

  void open(std::size_t i) {
    const std::string_view tag = inside(text_of(tags_[i]));
    const Section section{tag[0], trimmed(tag.substr(1))};
    const bool is_else = last_end_ != kNone && is_alternative(ended_, section) && follows(i);
    if (is_else) {
      tags_[last_end_].kind = ActionKind::middle;
      tags_[i].kind = ActionKind::silent;
    }
    last_end_ = kNone;
    open_.push_back({section.sign, section.name, is_else});
  }

  void end(std::size_t i) {
    last_end_ = open_.empty() ? kNone : i;
    if (open_.empty()) return;
    ended_ = open_.back();
    open_.pop_back();
  }

  static bool is_alternative(const Section& section, const Section& other) {
    return !section.is_joined && section.sign != other.sign && section.name == other.name;
  }

  /// Whether nothing but blanks and comments stands between the last end and a tag.
  bool follows(std::size_t i) const {
    for (std::size_t at = last_end_; at < i; ++at) {
      if (at > last_end_ && tags_[at].kind != ActionKind::comment) return false;
      const std::uint32_t begin = tags_[at].range.end;
      const std::string_view between = text_.substr(begin, tags_[at + 1].range.begin - begin);
      if (!trimmed(between).empty()) return false;
    }
    return true;
  }

  std::string_view text_;
  std::vector<Action>& tags_;
  std::vector<Section> open_;
  Section ended_;                 // by the last end
  std::size_t last_end_ = kNone;  // the tag, if no section was opened after it
};

}  // namespace

ActionKind mustache_kind(std::string_view markup) {
  const std::string_view tag = inside(markup);
  if (tag.empty()) return ActionKind::output;
  if (tag[0] == '!') return ActionKind::comment;
  // Handlebars' `{{^}}` is its else.
  if (tag == "^") return ActionKind::middle;
  if (tag[0] == '#' || tag[0] == '^') return ActionKind::open;
  if (tag[0] == '/') return ActionKind::end;
  const bool is_else = tag.substr(0, tag.find_first_of(" \t\r\n")) == "else";
  return is_else ? ActionKind::middle : ActionKind::output;
}

void join_sections(std::string_view text, std::vector<Action>& tags) {
  Joiner(text, tags).run();
}

}  // namespace lint::templates
