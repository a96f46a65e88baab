#pragma once
/// The rules' rows, one from each file of this folder, for the registry.

#include "lint/rule.hpp"

namespace rules {

extern const lint::Rule kDockerSeccompDisabled;
extern const lint::Rule kInvalidSeccompOption;
extern const lint::Rule kRestrictSeccomp;
extern const lint::Rule kUndecidedSeccomp;
extern const lint::Rule kUnusedSuppression;
extern const lint::Rule kYamlSyntax;

}  // namespace rules
