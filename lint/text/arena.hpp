#pragma once
/// Memory for the many small texts that the findings of a file refer to.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace lint {

/// Keeps texts and plain values as long as it lives, equal ones once: hundreds of thousands of
/// findings of one file say the same words about the same objects.
class Arena {
 public:
  /// An equal text that stays valid as long as the arena.
  std::string_view keep(std::string_view text);
  /// The same for a list of texts.
  std::span<const std::string_view> keep_all(std::span<const std::string> texts);
  /// The same for a value, which is told by its bytes: texts in it must have been kept here, too.
  template <typename T>
  const T* keep_once(const T& value) {
    static_assert(std::has_unique_object_representations_v<T>);
    return reinterpret_cast<const T*>(keep_bytes(bytes_of(std::span(&value, 1)), alignof(T)));
  }
  /// A copy of any list of plain values.
  template <typename T>
  std::span<T> keep_list(std::span<const T> list) {
    if (list.empty()) return {};
    auto* const begin = static_cast<T*>(allocate(list.size_bytes(), alignof(T)));
    std::uninitialized_copy(list.begin(), list.end(), begin);
    return {begin, list.size()};
  }

  /// Gives back what is needed only to add more; what is kept afterwards may be a second copy.
  void finish();
  /// Bytes that are kept.
  std::size_t size() const { return size_; }

 private:
  /// An open hash table of what is kept, at most half full; its size is a power of two.
  struct Known {
    const char* bytes = nullptr;
    std::uint32_t size = 0;
    std::uint32_t hash = 0;
  };

  template <typename T>
  static std::string_view bytes_of(std::span<const T> values) {
    return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
  }
  void* allocate(std::size_t size, std::size_t alignment);
  const char* keep_bytes(std::string_view bytes, std::size_t alignment);
  void grow();

  std::pmr::monotonic_buffer_resource memory_;
  std::size_t size_ = 0;
  std::vector<Known> known_;
  std::size_t known_count_ = 0;
};

}  // namespace lint
