#include "lint/text/arena.hpp"

#include <algorithm>
#include <vector>

namespace lint {

std::string_view Arena::keep(std::string_view text) {
  if (text.empty()) return {};
  const auto found = known_.find(text);
  if (found != known_.end()) return *found;
  auto* const bytes = static_cast<char*>(memory_.allocate(text.size(), alignof(char)));
  std::ranges::copy(text, bytes);
  return *known_.emplace(bytes, text.size()).first;
}

std::span<const std::string_view> Arena::keep_all(std::span<const std::string> texts) {
  std::vector<std::string_view> kept;
  kept.reserve(texts.size());
  for (const std::string& text : texts) kept.push_back(keep(text));
  return keep_list<std::string_view>(kept);
}

}  // namespace lint
