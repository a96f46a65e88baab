#include "lint/check/readings.hpp"

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <utility>

#include "lint/manifest/docker/listing.hpp"
#include "lint/search/search.hpp"
#include "lint/template/dialects.hpp"
#include "lint/template/mask.hpp"
#include "lint/template/readings.hpp"
#include "lint/text/encoding.hpp"
#include "lint/text/text.hpp"
#include "lint/yaml/documents.hpp"
#include "lint/yaml/json_comments.hpp"
#include "lint/yaml/json_text.hpp"
#include "lint/yaml/margin.hpp"
#include "lint/yaml/reader.hpp"
#include "lint/yaml/tree.hpp"

namespace lint {
namespace {

/// The same place in the file, of which nothing is known yet.
Reading like(const Reading& outer, PlacedText text, std::vector<ByteRange> documents) {
  Reading reading = outer;
  reading.text = std::move(text);
  reading.documents = std::move(documents);
  reading.margin = nullptr;
  reading.parses.clear();
  return reading;
}

/// A masked copy of a part of the text, cut into its documents.
Reading copy_of(const Reading& outer, std::string masked, std::uint32_t begin) {
  std::vector<ByteRange> documents = yaml::split_documents(masked);
  for (ByteRange& document : documents) document = {begin + document.begin, begin + document.end};
  return like(outer, PlacedText::copy(std::move(masked), begin), std::move(documents));
}

/// kubectl takes actions for text, and sees what they hide. Most templates are not readable so.
Reading as_written(const Reading& outer, std::string_view text, ByteRange part) {
  std::vector<ByteRange> documents;
  const PlacedText whole(text);
  for (const ByteRange found : yaml::split_documents(whole[part])) {
    ByteRange range{part.begin + found.begin, part.begin + found.end};
    // It cuts at lines at which YAML does not.
    while (const auto separator = yaml::disputed_separator(whole[range])) {
      const std::uint32_t line = range.begin + *separator;
      documents.push_back({range.begin, line});
      const std::size_t line_end = find_bytes(text, "\n", line);
      range.begin = std::min(static_cast<std::uint32_t>(line_end), range.end);
    }
    documents.push_back(range);
  }
  Reading reading = like(outer, whole, std::move(documents));
  reading.way = Way::as_written;
  reading.is_first = false;
  return reading;
}

/// The masked copies of a part of a text, without what kubectl sees.
TemplateReadings masked_readings(const Reading& outer, std::string_view part, std::uint32_t begin,
                                 const templates::Actions& actions) {
  templates::TemplateReadings masked = templates::read_template(part, actions);
  TemplateReadings result;
  const auto add = [&](std::string copy, std::uint32_t at) -> Reading& {
    Reading& reading = result.readings.emplace_back(copy_of(outer, std::move(copy), at));
    reading.way = Way::masked;
    reading.is_first = outer.is_first && result.readings.size() == 1;
    return reading;
  };
  for (std::string& copy : masked.texts) add(std::move(copy), begin);
  Reading& first = result.readings.front();
  if (masked.parses.size() == first.documents.size()) first.parses = std::move(masked.parses);
  for (auto& [at, body] : masked.definitions) {
    add(std::move(body), begin + at).role = Role::definition;
  }
  // Notes are prose, but for the definitions in them.
  const std::size_t first_read = outer.role == Role::chart_notes ? masked.first_defined : 0;
  for (const ByteRange line : std::span(masked.unread).subspan(first_read)) {
    result.unread.push_back({begin + line.begin, begin + line.end});
  }
  return result;
}

/// Whether a control statement stands on the line of the offset.
bool has_control_on_line(std::string_view text, const templates::Actions& actions,
                         std::size_t offset) {
  offset = std::min(offset, text.size());
  const std::size_t begin = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;
  const std::size_t end = std::min(text.find('\n', offset), text.size());
  return std::ranges::any_of(actions.all, [&](const templates::Action& action) {
    return action.range.begin < end && action.range.end > begin &&
           templates::is_control(action, text);
  });
}

/// What libyaml finds wrong in a document when all markup is masked and nothing else is done.
std::optional<yaml::SyntaxError> error_beside_markup(std::string_view part, std::uint32_t begin,
                                                     const templates::Actions& actions) {
  const templates::MaskPlan plan;
  std::string masked = templates::mask_template(part, actions, plan).text;
  const ByteRange all{begin, begin + static_cast<std::uint32_t>(part.size())};
  return yaml::parse_document(PlacedText::copy(std::move(masked), begin), all, nullptr).error;
}

/// Whether control statements stand where libyaml stopped, so that only rendering can tell.
bool is_excused(const yaml::SyntaxError& error, std::string_view part, std::uint32_t begin,
                const templates::Actions& actions) {
  return has_control_on_line(part, actions, error.offset - begin) ||
         (!error.context.empty() &&
          has_control_on_line(part, actions, error.context_offset - begin));
}

/// Whether every malformed byte stands in a comment: outside of all scalars and after a `#` on its
/// line that begins one. Only scalars hold such a `#` that begins none.
bool is_malformed_in_comments_only(std::string_view text, const yaml::Tree& tree,
                                   std::uint32_t begin) {
  yaml::NodeId node = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text.substr(at));
    const std::size_t bytes = point.bytes;
    if (point.is_valid) {
      at += bytes;
      continue;
    }
    const std::uint32_t offset = begin + static_cast<std::uint32_t>(at);
    while (node < tree.size() &&
           (tree[node].kind != yaml::NodeKind::scalar || tree[node].range.end <= offset)) {
      ++node;
    }
    if (node < tree.size() && tree[node].range.begin <= offset) return false;
    const std::size_t line = text.rfind('\n', at) + 1;
    const std::string_view before = text.substr(line, at - line);
    const bool is_comment = before.starts_with('#') || before.find(" #") != before.npos ||
                            before.find("\t#") != before.npos;
    if (!is_comment) return false;
    // What else is malformed on this line stands in the same comment.
    at = std::min(text.find('\n', at), text.size());
  }
  return true;
}

}  // namespace

Reading plain_reading(std::string_view text, Role role) {
  const auto margin = std::make_shared<const yaml::Margin>(text);
  Reading reading{
      .text = text, .documents = yaml::split_documents(text, *margin), .margin = margin};
  reading.role = role;
  return reading;
}

TemplateReadings template_readings(const Reading& outer, std::string_view text, ByteRange part,
                                   const templates::Actions& actions) {
  TemplateReadings result =
      masked_readings(outer, text.substr(part.begin, part.end - part.begin), part.begin, actions);
  result.readings.push_back(as_written(outer, text, part));
  return result;
}

DialectReadings dialect_readings(const Reading& outer, ByteRange document) {
  DialectReadings result;
  if (outer.is_template() || outer.is_json || outer.role == Role::chart_template) return result;
  const std::string_view part = outer.text[document];
  std::vector<templates::Actions> best;
  for (const templates::Dialect& dialect : templates::dialects()) {
    templates::Actions actions = templates::find_actions(dialect, part);
    if (actions.all.empty()) continue;
    auto error = error_beside_markup(part, document.begin, actions);
    if (!error) {
      result.error.reset();
      result.masked = masked_readings(outer, part, document.begin, actions);
      return result;
    }
    // The languages that bring their readers farthest are the likeliest.
    if (result.error && error->offset < result.error->offset) continue;
    if (!result.error || error->offset > result.error->offset) {
      result.error = std::move(error);
      best.clear();
    }
    best.push_back(std::move(actions));
  }
  // Repairs take time, and are tried for those alone.
  for (const templates::Actions& actions : best) {
    TemplateReadings repaired = masked_readings(outer, part, document.begin, actions);
    if (!repaired.unread.empty()) continue;
    result.masked = std::move(repaired);
    return result;
  }
  if (!best.empty()) result.is_excused = is_excused(*result.error, part, document.begin, best[0]);
  return result;
}

std::optional<Reading> comments_reading(const Reading& outer, ByteRange document) {
  if (outer.is_mended) return std::nullopt;
  const std::string_view text = outer.text[document];
  std::string mended(text);
  if (!mask_malformed(mended)) return std::nullopt;
  const PlacedText placed = PlacedText::copy(std::move(mended), document.begin);
  yaml::TreeBuilder builder(placed);
  const yaml::Parse parse = yaml::parse_document(placed, document, &builder);
  const yaml::Tree tree = builder.take();
  if (parse.error || !is_malformed_in_comments_only(text, tree, document.begin)) {
    return std::nullopt;
  }
  return like(outer, placed, {document});
}

std::optional<Reading> json_reading(const Reading& outer, ByteRange document, bool is_harmless) {
  if (outer.is_json) return std::nullopt;
  const std::string_view text = outer.text[document];
  std::vector<ByteRange> values = yaml::split_json(text);
  if (values.empty()) return std::nullopt;
  std::string masked(text);
  for (ByteRange& value : values) {
    yaml::mask_json(std::span(masked).subspan(value.begin, value.end - value.begin));
    value = {document.begin + value.begin, document.begin + value.end};
  }
  Reading reading =
      like(outer, PlacedText::copy(std::move(masked), document.begin), std::move(values));
  reading.is_json = true;
  reading.is_harmless = is_harmless;
  return reading;
}

std::optional<Reading> commented_reading(const Reading& outer, ByteRange document) {
  if (outer.is_json || outer.is_forgiven || outer.is_template()) return std::nullopt;
  std::string masked(outer.text[document]);
  if (!yaml::mask_json_comments(masked)) return std::nullopt;
  if (!trimmed(masked).starts_with('{')) return std::nullopt;
  Reading reading = like(outer, PlacedText::copy(std::move(masked), document.begin), {document});
  reading.is_forgiven = true;
  return reading;
}

Reading forgiven_reading(std::string_view text, Role role) {
  std::string masked(text);
  yaml::mask_json_comments(masked);
  const auto size = static_cast<std::uint32_t>(masked.size());
  Reading reading{.text = PlacedText::copy(std::move(masked), 0), .documents = {{0, size}}};
  reading.role = role;
  reading.is_forgiven = true;
  return reading;
}

std::optional<Reading> mended_reading(const Reading& outer, ByteRange document) {
  if (outer.is_mended) return std::nullopt;
  std::string mended(outer.text[document]);
  if (!mask_malformed(mended)) return std::nullopt;
  Reading reading = like(outer, PlacedText::copy(std::move(mended), document.begin), {document});
  reading.is_mended = true;
  return reading;
}

std::optional<Reading> listing_reading(const Reading& outer, ByteRange document) {
  auto masked = manifest::mask_complaints(outer.text[document]);
  if (!masked) return std::nullopt;
  return like(outer, PlacedText::copy(std::move(*masked), document.begin), {document});
}

Reading document_reading(const Reading& outer, ByteRange document) {
  return like(outer, outer.text, {document});
}

}  // namespace lint
