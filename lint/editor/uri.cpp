#include "lint/editor/uri.hpp"

#include <charconv>
#include <filesystem>

#include "lint/report/words.hpp"

namespace lint::editor {
namespace {

constexpr std::string_view kScheme = "file://";

std::optional<std::string> decoded(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    if (text[0] != '%') {
      out += text[0];
      text.remove_prefix(1);
      continue;
    }
    unsigned value = 0;
    const char* const end = text.data() + 3;
    if (text.size() < 3 || std::from_chars(text.data() + 1, end, value, 16).ptr != end ||
        value == 0) {
      return std::nullopt;
    }
    out += static_cast<char>(value);
    text.remove_prefix(3);
  }
  return out;
}

}  // namespace

std::optional<std::string> path_of(std::string_view uri) {
  if (!uri.starts_with(kScheme)) return std::nullopt;
  uri.remove_prefix(kScheme.size());
  uri = uri.substr(0, uri.find_first_of("?#"));
  const std::size_t slash = uri.find('/');
  const std::string_view host = uri.substr(0, slash);
  if (slash == uri.npos || (!host.empty() && host != "localhost")) return std::nullopt;
  const auto path = decoded(uri.substr(slash));
  if (!path || path->find('\0') != std::string::npos) return std::nullopt;
  std::string normal = std::filesystem::path(*path).lexically_normal().string();
  if (normal.size() > 1 && normal.ends_with('/')) normal.pop_back();
  return normal;
}

std::string uri_of(std::string_view path) {
  return std::string(kScheme) + report::percent_encoded(path);
}

}  // namespace lint::editor
