#include "lint/yaml/libyaml_reader.hpp"

#include <fmt/format.h>
#include <yaml.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "lint/search/escapes.hpp"
#include "lint/text/base64.hpp"
#include "lint/text/text.hpp"
#include "lint/yaml/documents.hpp"
#include "lint/yaml/plain_scalar.hpp"

namespace lint::yaml {
namespace {

using namespace std::string_view_literals;

/// libyaml counts characters; this turns its counts into byte offsets. Questions come nearly in
/// the order of the text, so walking from the last answer costs one pass over it in all.
class Offsets {
 public:
  Offsets(const PlacedText& source, ByteRange document)
      : text_(source[document]), base_(document.begin) {}

  std::uint32_t of(const yaml_mark_t& mark) {
    // Most documents are never asked for a place.
    if (!is_ascii_) {
      is_ascii_ =
          std::ranges::all_of(text_, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    }
    if (*is_ascii_) return base_ + static_cast<std::uint32_t>(std::min(mark.index, text_.size()));
    while (characters_ < mark.index && bytes_ < text_.size()) {
      ++characters_;
      bytes_ += utf8_length(static_cast<unsigned char>(text_[bytes_]));
    }
    while (characters_ > mark.index) {
      --characters_;
      do {
        --bytes_;
      } while (!begins_character(text_[bytes_]));
    }
    return base_ + static_cast<std::uint32_t>(std::min(bytes_, text_.size()));
  }

  std::string_view text() const { return text_; }

  std::uint32_t of_byte(std::size_t offset) const {
    return base_ + static_cast<std::uint32_t>(std::min(offset, text_.size()));
  }

  bool is_end(const yaml_mark_t& mark) { return of(mark) >= base_ + text_.size(); }

 private:
  std::string_view text_;
  std::uint32_t base_;
  std::optional<bool> is_ascii_;
  std::size_t characters_ = 0;
  std::size_t bytes_ = 0;
};

/// Where the line of the first directive begins that is too many, among those that begin the
/// document. As libyaml knows more line ends than LF, a line may hold several directives.
std::optional<std::size_t> excess_directive(std::string_view text) {
  std::size_t directives = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if ("%# \t\r\n"sv.find(text[begin]) == text.npos) break;
    for (std::size_t at = begin; at < end; ++at) {
      if (text[at] != '%') continue;
      const bool begins_line = at == begin || "\r\x85\xA8\xA9"sv.find(text[at - 1]) != text.npos;
      directives += begins_line ? 1U : 0U;
    }
    if (directives > kMostDirectives) return begin;
    begin = end + 1;
  }
  return std::nullopt;
}

std::string_view view(const yaml_char_t* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

/// libyaml decodes all that it is given before it looks at any of it. It is given little at a time,
/// for many a template, read as it is written, has its mistake in the first lines. What may hold a
/// malformed byte is given whole: such a byte is told before other mistakes.
class Parser {
 public:
  explicit Parser(std::string_view text)
      : rest_(text), piece_(has_plain_bytes(text) ? kPiece : text.size()) {
    if (yaml_parser_initialize(&yaml) == 0) throw std::bad_alloc();
    yaml_parser_set_encoding(&yaml, YAML_UTF8_ENCODING);
    yaml_parser_set_input(&yaml, &Parser::read, this);
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  ~Parser() { yaml_parser_delete(&yaml); }

  yaml_parser_t yaml{};

 private:
  static constexpr std::size_t kPiece = 1024;

  static int read(void* data, unsigned char* buffer, std::size_t room, std::size_t* bytes) {
    Parser& parser = *static_cast<Parser*>(data);
    *bytes = parser.rest_.copy(reinterpret_cast<char*>(buffer), std::min(room, parser.piece_));
    parser.rest_.remove_prefix(*bytes);
    constexpr int kSuccess = 1;
    return kSuccess;
  }

  std::string_view rest_;
  std::size_t piece_;
};

struct Event {
  yaml_event_t yaml{};
  Event() = default;
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  ~Event() { yaml_event_delete(&yaml); }
};

/// One walk over a document's events.
class EventWalk {
 public:
  EventWalk(const PlacedText& source, ByteRange document, TreeBuilder* builder,
            const Patterns* hidden)
      : offsets_(source, document), builder_(builder), hidden_(hidden), parser_(source[document]) {}

  Parse run() {
    if (const auto excess = excess_directive(offsets_.text())) {
      result_.error = SyntaxError{offsets_.of_byte(*excess),
                                  {},
                                  0,
                                  fmt::format("more than {} directives", kMostDirectives)};
    }
    while (!result_.error) {
      Event event;
      if (yaml_parser_parse(&parser_.yaml, &event.yaml) == 0) {
        result_.error = reader_error();
      } else if (event.yaml.type == YAML_STREAM_END_EVENT) {
        break;
      } else {
        take(event.yaml);
      }
    }
    return std::move(result_);
  }

 private:
  /// A collection whose end has not been seen.
  struct Open {
    yaml_mark_t mark;
    bool is_mapping;
    bool is_flow;
  };

  void take(const yaml_event_t& event) {
    switch (event.type) {
      case YAML_SCALAR_EVENT:
        scalar(event);
        break;
      case YAML_ALIAS_EVENT:
        alias(event);
        break;
      case YAML_MAPPING_START_EVENT:
        begin(event, event.data.mapping_start.anchor, event.data.mapping_start.tag, true);
        break;
      case YAML_SEQUENCE_START_EVENT:
        begin(event, event.data.sequence_start.anchor, event.data.sequence_start.tag, false);
        break;
      case YAML_MAPPING_END_EVENT:
      case YAML_SEQUENCE_END_EVENT:
        end(event);
        break;
      default:
        break;
    }
  }

  void scalar(const yaml_event_t& event) {
    const auto& scalar = event.data.scalar;
    const std::string_view text(reinterpret_cast<const char*>(scalar.value), scalar.length);
    if (open_.size() == 1) root_.add(text);
    if (hidden_ != nullptr) look_for_hidden_words(scalar, text);
    NodeId id = next_id_;
    if (builder_ != nullptr) {
      const ByteRange range{offsets_.of(event.start_mark), offsets_.of(event.end_mark)};
      const bool is_plain = scalar.style == YAML_PLAIN_SCALAR_STYLE;
      id = builder_->scalar(range, text, is_plain ? ScalarStyle::plain : ScalarStyle::quoted,
                            tag_of(view(scalar.tag)),
                            scalar.anchor != nullptr || scalar.tag != nullptr);
    }
    added(event, id, scalar.anchor);
  }

  template <typename Scalar>
  void look_for_hidden_words(const Scalar& scalar, std::string_view text) {
    const bool is_binary = scalar.tag != nullptr && tag_of(view(scalar.tag)) == Tag::binary;
    std::optional<std::string> decoded;
    if (is_binary) decoded = decode_base64(text);
    if (decoded) text = *decoded;
    result_.has_hidden_word = result_.has_hidden_word || may_spell(text, *hidden_);
  }

  void alias(const yaml_event_t& event) {
    const auto target = anchors_.find(view(event.data.alias.anchor));
    if (target == anchors_.end()) {
      refuse(event.start_mark, fmt::format("the anchor of the alias '*{}' is not defined",
                                           printable(view(event.data.alias.anchor))));
      return;
    }
    if (open_.size() == 1) root_.add({});
    if (builder_ != nullptr) {
      builder_->alias({offsets_.of(event.start_mark), offsets_.of(event.end_mark)}, target->second);
    }
    added(event, next_id_, nullptr);
  }

  void begin(const yaml_event_t& event, const yaml_char_t* anchor, const yaml_char_t* tag,
             bool is_mapping) {
    if (open_.size() == kDeepest) {
      refuse(event.start_mark, fmt::format("nested deeper than {} levels", kDeepest));
      return;
    }
    if (open_.size() == 1) root_.add({});
    NodeId id = next_id_;
    if (builder_ != nullptr) {
      const bool has_properties = anchor != nullptr || tag != nullptr;
      const std::uint32_t offset = offsets_.of(event.start_mark);
      id = is_mapping ? builder_->begin_mapping(offset, tag_of(view(tag)), has_properties)
                      : builder_->begin_sequence(offset, tag_of(view(tag)), has_properties);
    }
    added(event, id, anchor);
    if (open_.empty()) root_.begin_root(is_mapping);
    const bool is_flow = is_mapping ? event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
                                    : event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
    open_.push_back({event.start_mark, is_mapping, is_flow});
  }

  void end(const yaml_event_t& event) {
    open_.pop_back();
    if (builder_ == nullptr) return;
    // A block collection ends where the next token begins and has no end of its own.
    const bool has_bracket = event.start_mark.index < event.end_mark.index;
    builder_->end(has_bracket ? offsets_.of(event.end_mark) : 0);
  }

  void added(const yaml_event_t& event, NodeId id, const yaml_char_t* anchor) {
    result_.is_empty = false;
    ++next_id_;
    if (anchor == nullptr) return;
    anchors_.insert_or_assign(std::string(view(anchor)), id);
    if (builder_ != nullptr) builder_->anchor(id, offsets_.of(event.start_mark));
  }

  void refuse(const yaml_mark_t& mark, std::string problem) {
    result_.error = SyntaxError{offsets_.of(mark), {}, 0, std::move(problem)};
  }

  SyntaxError reader_error() {
    const yaml_parser_t& yaml = parser_.yaml;
    if (yaml.error == YAML_MEMORY_ERROR) throw std::bad_alloc();
    SyntaxError error;
    error.problem = yaml.problem == nullptr ? "cannot be read" : yaml.problem;
    if (yaml.error == YAML_READER_ERROR) {
      error.offset = offsets_.of_byte(yaml.problem_offset);
      return error;
    }
    error.offset = offsets_.of(yaml.problem_mark);
    if (yaml.context != nullptr) {
      error.context = yaml.context;
      error.context_offset = offsets_.of(yaml.context_mark);
    }
    if (offsets_.is_end(yaml.problem_mark)) name_unfinished(error);
    return error;
  }

  /// For an error at the end of the document: what goes wrong there begins somewhere above.
  void name_unfinished(SyntaxError& error) {
    if (!open_.empty() && open_.back().is_flow && error.context_offset >= error.offset) {
      error.context = open_.back().is_mapping ? "while parsing a flow mapping"
                                              : "while parsing a flow sequence";
      error.context_offset = offsets_.of(open_.back().mark);
      error.problem = open_.back().is_mapping ? "did not find expected ',' or '}'"
                                              : "did not find expected ',' or ']'";
    }
    if (!error.context.empty()) error.offset = error.context_offset;
  }

  Offsets offsets_;
  TreeBuilder* builder_;
  const Patterns* hidden_;
  Parser parser_;
  Parse result_;
  RootEntries root_{result_};
  std::map<std::string, NodeId, std::less<>> anchors_;
  NodeId next_id_ = 0;
  std::vector<Open> open_;  // from the root inwards
};

}  // namespace

Parse parse_with_libyaml(const PlacedText& source, ByteRange document, TreeBuilder* builder,
                         const Patterns* hidden) {
  if (const auto separator = disputed_separator(source[document])) {
    Parse result;
    result.error =
        SyntaxError{document.begin + *separator, {}, 0, "only some readers begin a document here"};
    return result;
  }
  return EventWalk(source, document, builder, hidden).run();
}

}  // namespace lint::yaml
