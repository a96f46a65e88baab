#include "lint/manifest/kubernetes/substitution.hpp"

#include <algorithm>

#include "lint/template/dialects.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// A variable that a text begins with, from `${` to its brace or braces.
struct Variable {
  std::string_view name;
  std::optional<std::string_view> otherwise;
  std::size_t size = 0;
};

/// Nothing when no brace closes it.
std::optional<Variable> leading_variable(std::string_view text) {
  constexpr std::string_view kOpen = "${{";
  constexpr std::string_view kClose = "}}";
  if (text.starts_with(kOpen)) {
    const std::size_t end = text.find(kClose, kOpen.size());
    if (end == text.npos) return std::nullopt;
    const std::string_view name = trimmed(text.substr(kOpen.size(), end - kOpen.size()));
    const bool is_plain = std::ranges::all_of(name, is_name);
    return Variable{is_plain ? name : "", std::nullopt, end + kClose.size()};
  }
  const std::size_t end = text.find('}');
  if (end == text.npos) return std::nullopt;
  const std::string_view variable = text.substr(2, end - 2);
  const auto length =
      static_cast<std::size_t>(std::ranges::find_if_not(variable, is_name) - variable.begin());
  std::string_view rest = variable.substr(length);
  if (rest.starts_with(':')) rest.remove_prefix(1);
  const bool has_default = length > 0 && (rest.starts_with('-') || rest.starts_with('='));
  const bool is_name_only = rest.empty() && variable.size() == length;
  return Variable{has_default || is_name_only ? variable.substr(0, length) : "",
                  has_default ? std::optional(rest.substr(1)) : std::nullopt, end + 1};
}

/// OpenShift takes the value of `${{VAR}}` for JSON, and for text where it is none.
std::string_view unquoted(std::string_view value) {
  const bool is_string = value.size() > 1 && value.starts_with('"') && value.ends_with('"');
  return is_string ? value.substr(1, value.size() - 2) : value;
}

}  // namespace

void Variables::add(std::string_view name, Known known) {
  const auto [at, is_new] = values_.try_emplace(std::string(name), known);
  if (!is_new && at->second && at->second->value != known.value) at->second.reset();
}

const Variables::Known* Variables::find(std::string_view name) const {
  const auto known = values_.find(name);
  return known == values_.end() || !known->second ? nullptr : &*known->second;
}

Substituted substitute(std::string_view text, const Variables& variables) {
  Substituted result;
  while (!text.empty()) {
    const std::size_t begin = std::min(text.find("${"), text.size());
    if (templates::holds_late_value(text.substr(0, begin))) result.is_decided = false;
    result.text += text.substr(0, begin);
    text.remove_prefix(begin);
    if (text.empty()) break;
    const auto variable = leading_variable(text);
    if (!variable || result.text.ends_with('$')) {
      result.text += text.substr(0, 2);
      text.remove_prefix(2);
      continue;
    }
    const Variables::Known* const known = variables.find(variable->name);
    if (known != nullptr) {
      result.text += text.starts_with("${{") ? unquoted(known->value) : known->value;
      result.has_known_value = true;
    } else if (variable->otherwise) {
      result.text += *variable->otherwise;
    } else {
      result.text += text.substr(0, variable->size);
      result.is_decided = false;
    }
    text.remove_prefix(variable->size);
  }
  return result;
}

bool is_variable(std::string_view text) {
  if (!text.starts_with("${")) return false;
  const auto variable = leading_variable(text);
  return variable && variable->size == text.size();
}

const Variables::Known* whole_value(std::string_view text, const Variables& variables) {
  if (variables.empty() || !is_variable(text)) return nullptr;
  return variables.find(leading_variable(text)->name);
}

}  // namespace lint::manifest
