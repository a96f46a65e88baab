#include "lint/manifest/kubernetes/substitution.hpp"

#include <algorithm>

namespace lint::manifest {
namespace {

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace

Substituted substitute(std::string_view text) {
  Substituted result;
  while (!text.empty()) {
    const std::size_t begin = std::min(text.find("${"), text.size());
    result.text += text.substr(0, begin);
    text.remove_prefix(begin);
    if (text.empty()) break;
    const std::size_t end = text.find('}');
    const bool is_escaped = result.text.ends_with('$');
    if (end == std::string_view::npos || is_escaped) {
      result.text += text.substr(0, 2);
      text.remove_prefix(2);
      continue;
    }
    const std::string_view variable = text.substr(2, end - 2);
    const auto name =
        static_cast<std::size_t>(std::ranges::find_if_not(variable, is_name) - variable.begin());
    std::string_view rest = variable.substr(name);
    if (rest.starts_with(':')) rest.remove_prefix(1);
    if (name > 0 && (rest.starts_with('-') || rest.starts_with('='))) {
      result.text += rest.substr(1);
    } else {
      result.text += text.substr(0, end + 1);
      result.is_decided = false;
    }
    text.remove_prefix(end + 1);
  }
  return result;
}

}  // namespace lint::manifest
