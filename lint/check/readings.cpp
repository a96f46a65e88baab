#include "lint/check/readings.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "lint/manifest/docker/listing.hpp"
#include "lint/search/search.hpp"
#include "lint/template/readings.hpp"
#include "lint/text/encoding.hpp"
#include "lint/yaml/documents.hpp"
#include "lint/yaml/json_text.hpp"

namespace lint {
namespace {

/// The same place in the file, of which nothing is known yet.
Reading like(const Reading& outer, PlacedText text, std::vector<ByteRange> documents) {
  Reading reading = outer;
  reading.text = std::move(text);
  reading.documents = std::move(documents);
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

}  // namespace

Reading plain_reading(std::string_view text, Role role) {
  Reading reading{.text = text, .documents = yaml::split_documents(text)};
  reading.role = role;
  return reading;
}

TemplateReadings template_readings(const Reading& outer, std::string_view text, ByteRange part,
                                   const templates::Actions& actions) {
  templates::TemplateReadings masked =
      templates::read_template(text.substr(part.begin, part.end - part.begin), actions);
  TemplateReadings result;
  const auto add = [&](std::string copy, std::uint32_t begin) -> Reading& {
    Reading& reading = result.readings.emplace_back(copy_of(outer, std::move(copy), begin));
    reading.way = Way::masked;
    reading.is_first = outer.is_first && result.readings.size() == 1;
    return reading;
  };
  for (std::string& copy : masked.texts) add(std::move(copy), part.begin);
  Reading& first = result.readings.front();
  if (masked.parses.size() == first.documents.size()) first.parses = std::move(masked.parses);
  for (auto& [at, body] : masked.definitions) {
    add(std::move(body), part.begin + at).role = Role::definition;
  }
  result.readings.push_back(as_written(outer, text, part));
  // Notes are prose, but for the definitions in them.
  const std::size_t first_read = outer.role == Role::chart_notes ? masked.first_defined : 0;
  for (const ByteRange line : std::span(masked.unread).subspan(first_read)) {
    result.unread.push_back({part.begin + line.begin, part.begin + line.end});
  }
  return result;
}

std::optional<Reading> json_reading(const Reading& outer, ByteRange document) {
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
