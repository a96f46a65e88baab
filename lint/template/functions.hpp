#pragma once
/// The functions of templates that decide about values (Go's own, and sprig's).

#include <string>
#include <string_view>
#include <vector>

#include "lint/template/evaluate.hpp"

namespace lint::templates {

using Arguments = std::vector<const Data*>;

/// What a function returns; unknown where it is not one of those that are known here.
const Data* call_function(std::string_view name, const Arguments& arguments, Evaluator& evaluator,
                          Scope& scope);

/// Whether a function of that name is known here.
bool is_function(std::string_view name);

/// `chosen` as one of several texts that could have stood there; null when nobody knows which.
const Data* chosen_among(const Data* chosen, const Arguments& all, Evaluator& evaluator);

}  // namespace lint::templates
