#include "lint/yaml/margin.hpp"

#include <algorithm>

#include "lint/search/bytes.hpp"
#include "lint/text/text.hpp"

namespace lint::yaml {
namespace {

LINT_CLONES void find_lines(std::string_view text, std::vector<std::uint32_t>& lines) {
  const auto may_precede = [](Bytes at) LINT_INLINE {
    // Each line end has a last byte that is LF, CR or no ASCII; a tab asks in vain, and is rare.
    const Bytes::Mask is_passed = (at[0] == '\n') & ((at[1] == ' ') | (at[1] == '\n'));
    return (at[0] <= '\r') & (is_passed == 0);
  };
  for_each_where<2>(text, may_precede, [&](std::size_t at) {
    if (text[at] == '\n' || is_other_line_end(text, at)) {
      lines.push_back(static_cast<std::uint32_t>(at + 1));
    }
  });
}

}  // namespace

Margin::Margin(std::string_view text) {
  // Most lines of large files are indented. What is reserved in vain is never touched.
  constexpr std::size_t kBytesPerLine = 128;
  lines_.reserve(text.size() / kBytesPerLine + 1);
  find_lines(text, lines_);
}

PartOfMargin Margin::part(ByteRange part) const {
  const auto first = std::ranges::upper_bound(lines_, part.begin);
  const auto end = std::ranges::lower_bound(first, lines_.end(), part.end);
  return {{first, end}, part.begin};
}

}  // namespace lint::yaml
