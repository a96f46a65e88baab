#include "lint/text/arena.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace lint {

std::string_view Arena::keep(std::string_view text) {
  if (text.empty()) return {};
  return {keep_bytes(text, alignof(char)), text.size()};
}

std::span<const std::string_view> Arena::keep_all(std::span<const std::string> texts) {
  if (texts.empty()) return {};
  std::vector<std::string_view> kept;
  kept.reserve(texts.size());
  for (const std::string& text : texts) kept.push_back(keep(text));
  static_assert(std::has_unique_object_representations_v<std::string_view>);
  const std::string_view bytes = bytes_of(std::span<const std::string_view>(kept));
  const char* const list = keep_bytes(bytes, alignof(std::string_view));
  return {reinterpret_cast<const std::string_view*>(list), kept.size()};
}

void Arena::finish() {
  known_ = {};
  known_count_ = 0;
}

void* Arena::allocate(std::size_t size, std::size_t alignment) {
  size_ += size;
  return memory_.allocate(size, alignment);
}

/// What is equal but not aligned as wanted is kept again.
const char* Arena::keep_bytes(std::string_view bytes, std::size_t alignment) {
  if (known_count_ * 2 >= known_.size()) grow();
  const auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>()(bytes));
  const std::size_t mask = known_.size() - 1;
  std::size_t at = hash & mask;
  for (; known_[at].bytes != nullptr; at = (at + 1) & mask) {
    const Known& known = known_[at];
    const bool is_aligned = reinterpret_cast<std::uintptr_t>(known.bytes) % alignment == 0;
    if (known.hash == hash && is_aligned && std::string_view(known.bytes, known.size) == bytes) {
      return known.bytes;
    }
  }
  auto* const kept = static_cast<char*>(allocate(bytes.size(), alignment));
  std::ranges::copy(bytes, kept);
  known_[at] = {kept, static_cast<std::uint32_t>(bytes.size()), hash};
  ++known_count_;
  return kept;
}

void Arena::grow() {
  constexpr std::size_t kFewest = 64;
  const std::vector<Known> before = std::exchange(known_, {});
  known_.resize(std::max(kFewest, before.size() * 2));
  known_count_ = 0;
  const std::size_t mask = known_.size() - 1;
  for (const Known& known : before) {
    if (known.bytes == nullptr) continue;
    std::size_t at = known.hash & mask;
    while (known_[at].bytes != nullptr) at = (at + 1) & mask;
    known_[at] = known;
    ++known_count_;
  }
}

}  // namespace lint
