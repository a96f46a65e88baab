/// JSON with comments whose reader passes over mistakes: see readings.hpp.

#include <fmt/format.h>

#include "lint/check/judge.hpp"
#include "lint/manifest/recognise.hpp"
#include "lint/search/search.hpp"
#include "lint/yaml/libyaml_reader.hpp"

namespace lint {

/// Nothing that names what matters may be left out of what cannot be read.
void Judge::pass_over_words(const Reading& reading, ByteRange range) {
  constexpr std::string_view kWhy = "belongs to a dev container that cannot be read";
  const std::string_view text = reading.text[range];
  const Patterns& words = context_.triggers.words();
  for (std::size_t at = words.find(text); at < text.size();) {
    const std::size_t begin = text.rfind('\n', at) + 1;
    const std::size_t first = text.find_first_not_of(" \t", begin);
    const std::size_t end = find_bytes(text, "\n", at);
    report_unread(reading,
                  {range.begin + static_cast<std::uint32_t>(first),
                   range.begin + static_cast<std::uint32_t>(end)},
                  text.substr(first, end - first), fmt::format("line {}", kWhy));
    at = words.find(text, end);
  }
  if (reading.is_counted()) result_.counts.skipped = 1;
  skip(range, fmt::format("the text {}", kWhy));
}

/// Whether JSON with comments is a manifest that may hold some.
bool Judge::is_meant(const Reading& commented) const {
  yaml::TreeBuilder builder(commented.text);
  const ByteRange document = commented.documents.front();
  const yaml::Parse parse = yaml::parse_with_libyaml(commented.text, document, &builder);
  if (parse.error || parse.is_empty) return false;
  const yaml::Tree tree = builder.take();
  return manifest::takes_comments(manifest::Document(tree, context_.written), context_.name);
}

}  // namespace lint
