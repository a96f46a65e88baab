#pragma once
/// JSON patches (RFC 6902) as Kustomize and Flux have them: a sequence of operations.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/manifest/document.hpp"

namespace lint::manifest {

/// An operation that puts a value in place.
struct PatchOperation {
  /// Whether the value comes from another place of the object, as with `copy` and `move`.
  bool is_copy = false;
  /// Where the pointer is written.
  ByteRange place;
  /// The JSON pointer (RFC 6901) as it is written, and its decoded parts.
  std::string pointer;
  std::vector<std::string> path;
  std::vector<Value> values;
};

/// The item of a sequence as an operation that puts something in place: `add`, `replace`, `copy` or
/// `move`; nothing when it is something else.
std::optional<PatchOperation> patch_operation(const Document& document, const Value& item);

/// Whether the item of a sequence is an operation of any kind.
bool is_patch_operation(const Document& document, const Value& item);

}  // namespace lint::manifest
