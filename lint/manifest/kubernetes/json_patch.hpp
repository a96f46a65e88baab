#pragma once
/// JSON patches (RFC 6902) as Kustomize and Flux have them: a sequence of operations.

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

/// What the item of a sequence puts in place as an operation, `add`, `replace`, `copy` or `move`;
/// nothing when it is something else. There are several where its keys stand twice, as each reader
/// takes one of them.
std::vector<PatchOperation> patch_operations(const Document& document, const Value& item);

/// Whether the item of a sequence is an operation of any kind.
bool is_patch_operation(const Document& document, const Value& item);

}  // namespace lint::manifest
