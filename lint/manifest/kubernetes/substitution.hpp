#pragma once
/// Variables in a manifest that Flux substitutes after the build
/// (fluxcd.io/flux/components/kustomize/kustomizations, drone/envsubst).

#include <string>
#include <string_view>

namespace lint::manifest {

struct Substituted {
  /// The text with each variable that has a default replaced by it, and the others as they stand.
  std::string text;
  /// Whether every variable has a default; true when there is none.
  bool is_decided = true;
};

/// Substitutes `${VAR:-default}`, `${VAR:=default}`, `${VAR-default}` and `${VAR=default}`, as with
/// no variable set. `$${VAR}` is an escaped `${VAR}`.
Substituted substitute(std::string_view text);

}  // namespace lint::manifest
