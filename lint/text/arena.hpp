#pragma once
/// Memory for the many small texts that the findings of a file refer to.

#include <cstddef>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>

namespace lint {

/// Keeps texts as long as it lives, equal ones once: thousands of findings of one file say the same
/// words about the same objects.
class Arena {
 public:
  /// An equal text that stays valid as long as the arena.
  std::string_view keep(std::string_view text);
  /// The same for a list of texts, and for any list of plain values.
  std::span<const std::string_view> keep_all(std::span<const std::string> texts);
  template <typename T>
  std::span<T> keep_list(std::span<const T> list) {
    if (list.empty()) return {};
    auto* const begin = static_cast<T*>(memory_.allocate(list.size_bytes(), alignof(T)));
    std::uninitialized_copy(list.begin(), list.end(), begin);
    return {begin, list.size()};
  }

 private:
  std::pmr::monotonic_buffer_resource memory_;
  std::unordered_set<std::string_view> known_;
};

}  // namespace lint
