#include <algorithm>
#include <string>

#include "lint/fix/edits.hpp"
#include "lint/text/text.hpp"

namespace lint::fix {
namespace {

constexpr std::string_view kEncoded = "it is encoded";
constexpr std::string_view kFolded = "its text stands on several lines";
constexpr std::string_view kUnset = "nothing is written there";
constexpr std::string_view kNotPlain = "the value would need other quotes";

bool is_block(std::string_view written) {
  return written.starts_with('|') || written.starts_with('>');
}

/// A value as a plain scalar, or in quotes where that could mean something else.
std::string as_scalar(std::string_view value, bool is_in_flow) {
  const bool is_plain = !is_in_flow || value.find_first_of("{}[],:") == std::string_view::npos;
  return is_plain ? std::string(value) : '"' + std::string(value) + '"';
}

/// "|2+" as "|2-": the header of a block scalar, up to its blanks or comment, that keeps no newline
/// at the end.
std::string chomped(std::string_view header) {
  std::string out(header);
  std::erase_if(out, [](char c) { return c == '+' || c == '-'; });
  return out + '-';
}

/// A block scalar with one line of text keeps its style and loses the newline at its end.
Changes set_block(const Layout& layout, yaml::NodeId node, std::string_view value) {
  const std::uint32_t begin = layout.tree()[node].range.begin;
  const std::uint32_t end = layout.end_of(node);
  const std::string_view line = layout.text()[{begin, layout.line_end(begin)}];
  const std::size_t header = std::min(line.find_first_of(" \t#"), line.size());
  const std::uint32_t header_end = begin + static_cast<std::uint32_t>(header);
  const std::uint32_t first = layout.next_line(begin);
  const std::string_view lines = layout.text()[{first, std::max(first, end)}];
  const std::size_t indent = lines.find_first_not_of(" \t\r\n");
  if (indent == lines.npos) return {.obstacle = kUnset};
  const std::string_view text = lines.substr(indent);
  // Blanks before the text may belong to it.
  const std::string_view decoded = layout.tree().text(node);
  if (text.find('\n') != text.npos || trimmed(decoded) != text || !decoded.starts_with(text)) {
    return {.obstacle = kFolded};
  }
  Changes changes;
  changes.all.push_back({{begin, header_end}, chomped(line.substr(0, header))});
  if (text != value) {
    changes.all.push_back({{first + static_cast<std::uint32_t>(indent), end}, std::string(value)});
  }
  return changes;
}

}  // namespace

Changes set_value(const Layout& layout, const EditIntent& intent) {
  const yaml::NodeId id = layout.leaf_at(intent.place.begin);
  const yaml::Node& node = layout.tree()[id];
  const std::string_view written = layout.text()[node.range];
  const std::string_view value = intent.value;
  if (node.tag == yaml::Tag::binary) return {.obstacle = kEncoded};
  if (written.empty()) return {.obstacle = kUnset};
  Changes changes;
  if (node.style == yaml::ScalarStyle::quoted && is_block(written)) {
    changes = set_block(layout, id, value);
  } else if (written.find('\n') != written.npos) {
    return {.obstacle = kFolded};
  } else if (written[0] == '"' || written[0] == '\'') {
    if (value.find_first_of("\\\"'") != value.npos) return {.obstacle = kNotPlain};
    changes.all.push_back({{node.range.begin + 1, node.range.end - 1}, std::string(value)});
  } else {
    changes.all.push_back({node.range, as_scalar(value, layout.is_in_flow(id))});
  }
  changes.extent = node.range;
  return changes;
}

}  // namespace lint::fix
