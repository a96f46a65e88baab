#include "lint/fix/apply.hpp"

#include <algorithm>
#include <vector>

#include "lint/text/encoding.hpp"

namespace lint::fix {
namespace {

/// Everything that an edit changes, or may rely on.
ByteRange hull(const Edit& edit) {
  ByteRange hull{edit.changes.front().place.begin, edit.changes.back().place.end};
  if (edit.extent.begin < edit.extent.end) {
    hull.begin = std::min(hull.begin, edit.extent.begin);
    hull.end = std::max(hull.end, edit.extent.end);
  }
  return hull;
}

}  // namespace

Applied apply(std::string_view text, std::span<const Edit* const> edits) {
  std::vector<const Edit*> sorted(edits.begin(), edits.end());
  std::erase_if(sorted, [](const Edit* edit) { return edit->changes.empty(); });
  std::ranges::stable_sort(sorted, {},
                           [](const Edit* edit) { return edit->changes.front().place.begin; });
  Applied applied;
  std::uint32_t at = 0;     // how far the text is copied
  std::uint32_t taken = 0;  // where the last edit's hull ends
  for (const Edit* edit : sorted) {
    const ByteRange touched = hull(*edit);
    if (applied.edits > 0 && touched.begin < taken) continue;
    for (const Change& change : edit->changes) {
      applied.text += text.substr(at, change.place.begin - at);
      applied.text += change.text;
      at = change.place.end;
    }
    taken = std::max(touched.end, at);
    ++applied.edits;
  }
  applied.text += text.substr(at);
  return applied;
}

std::optional<std::string> encoded(const Source& source, std::string_view text) {
  const std::string_view bytes = source.bytes();
  if (!is_wide(bytes)) {
    return std::string(bytes.substr(0, bytes.size() - source.text().size())).append(text);
  }
  if (from_utf8(source.text(), bytes) != bytes) return std::nullopt;
  return from_utf8(text, bytes);
}

}  // namespace lint::fix
