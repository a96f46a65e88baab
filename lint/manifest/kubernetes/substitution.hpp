#pragma once
/// Variables in a manifest that Flux substitutes after the build
/// (fluxcd.io/flux/components/kustomize/kustomizations, drone/envsubst).

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "lint/finding.hpp"

namespace lint::manifest {

/// Variables whose values a file knows, by their names: the parameters of an OpenShift Template,
/// and what Flux substitutes.
class Variables {
 public:
  struct Known {
    std::string value;
    ByteRange place;  // where it is written
  };

  /// Of two values for one name nobody can tell which one is meant: it is known no more.
  void add(std::string_view name, Known known);
  bool empty() const { return values_.empty(); }
  /// Null when it is not known.
  const Known* find(std::string_view name) const;

  template <typename Predicate>
  bool any_value(Predicate is_meant) const {
    for (const auto& [name, value] : values_) {
      if (value && is_meant(std::string_view(value->value))) return true;
    }
    return false;
  }

 private:
  std::map<std::string, std::optional<Known>, std::less<>> values_;
};

inline const Variables kNoVariables;

struct Substituted {
  /// The text with each variable replaced that has a known value or a default, and the others as
  /// they stand.
  std::string text;
  /// Whether every variable is replaced, and nothing else of a template's language stands in the
  /// text; true when there is none.
  bool is_decided = true;
  /// Whether a known value stands in it, and not only defaults.
  bool has_known_value = false;
};

/// Substitutes `${VAR:-default}`, `${VAR:=default}`, `${VAR-default}` and `${VAR=default}`, and
/// OpenShift's `${VAR}` and `${{VAR}}`, with the values of `variables`. `$${VAR}` is an escaped
/// `${VAR}`.
Substituted substitute(std::string_view text, const Variables& variables = kNoVariables);

/// Whether a variable is all of the text.
bool is_variable(std::string_view text);

/// What is known of the variable that is all of the text, as `${{VAR}}`, `${VAR}` or with a
/// default; null when nothing is.
const Variables::Known* whole_value(std::string_view text, const Variables& variables);

}  // namespace lint::manifest
