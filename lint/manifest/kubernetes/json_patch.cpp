#include "lint/manifest/kubernetes/json_patch.hpp"

#include <utility>

#include "lint/manifest/kubernetes/substitution.hpp"

namespace lint::manifest {
namespace {

/// The parts between the slashes, with ~1 and ~0 decoded.
std::vector<std::string> parts_of(std::string_view pointer) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < pointer.size(); ++at) {
    if (pointer[at] == '/') {
      parts.emplace_back();
      continue;
    }
    if (parts.empty()) return {};
    const bool is_escape = pointer[at] == '~' && at + 1 < pointer.size() &&
                           (pointer[at + 1] == '0' || pointer[at + 1] == '1');
    parts.back() += is_escape ? (pointer[++at] == '0' ? '~' : '/') : pointer[at];
  }
  return parts;
}

/// What an operation may do, by each `op` that some reader takes.
struct Effects {
  bool is_known = false;  // one of those that there are
  bool puts_value = false;
  bool copies = false;
};

Effects effects_of(const Document& document, const Value& item) {
  Effects effects;
  for (const Value& value : document.get(item, "op")) {
    const std::string_view op = document.text(value);
    const bool is_open = document.type(value) == Type::undecided || is_variable(op);
    const bool puts_value = op == "add" || op == "replace" || is_open;
    const bool copies = op == "copy" || op == "move";
    effects.is_known |= puts_value || copies || op == "test" || op == "remove";
    effects.puts_value |= puts_value;
    effects.copies |= copies;
  }
  return effects;
}

/// Each pointer that some reader takes; an empty one means all of the object.
std::vector<Value> pointers_of(const Document& document, const Value& item) {
  std::vector<Value> pointers = document.get(item, "path");
  std::erase_if(pointers, [&](const Value& path) {
    const std::string_view text = document.text(path);
    return !text.starts_with('/') && !(text.empty() && document.type(path) == Type::string);
  });
  return pointers;
}

}  // namespace

std::vector<PatchOperation> patch_operations(const Document& document, const Value& item) {
  std::vector<PatchOperation> operations;
  const Effects effects = effects_of(document, item);
  for (const Value& path : pointers_of(document, item)) {
    const std::string pointer(document.text(path));
    PatchOperation operation{false, path.used, pointer, parts_of(pointer), {}};
    if (effects.copies) {
      operation.is_copy = true;
      operations.push_back(operation);
    }
    if (effects.puts_value) {
      operation.is_copy = false;
      operation.values = document.get(item, "value");
      operations.push_back(std::move(operation));
    }
  }
  return operations;
}

bool is_patch_operation(const Document& document, const Value& item) {
  return effects_of(document, item).is_known && !pointers_of(document, item).empty();
}

}  // namespace lint::manifest
