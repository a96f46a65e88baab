#include "lint/manifest/kubernetes/json_patch.hpp"

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

}  // namespace

std::optional<PatchOperation> patch_operation(const Document& document, const Value& item) {
  if (!is_patch_operation(document, item)) return std::nullopt;
  const std::string_view op = document.get_text(item, "op");
  const bool is_copy = op == "copy" || op == "move";
  if (op != "add" && op != "replace" && !is_copy) return std::nullopt;
  const std::string_view pointer = document.get_text(item, "path");
  PatchOperation operation{is_copy, {}, std::string(pointer), parts_of(pointer), {}};
  operation.place = document.get(item, "path").front().used;
  if (!is_copy) operation.values = document.get(item, "value");
  return operation;
}

bool is_patch_operation(const Document& document, const Value& item) {
  return !document.get_text(item, "op").empty() && document.get_text(item, "path").starts_with('/');
}

}  // namespace lint::manifest
