#pragma once
/// Whether a text is a template.

#include <string_view>

#include "lint/role.hpp"
#include "lint/template/actions.hpp"
#include "lint/template/written.hpp"

namespace lint::templates {

/// Whether an action stands where it must become something else before YAML can be read. `{{` in
/// quotes, in comments and in block scalars does not make a text a template: Prometheus' alerts and
/// Argo's workflows are full of it.
bool has_bare_action(std::string_view text, const Actions& actions);

/// Whether a file is a template, by its place in a chart or by what it holds. Costs one byte search
/// where there is no `{{`.
bool is_template(const Written& written, Role role);

/// Whether the action that nothing closes stands outside of quotes and block scalars. In files that
/// are no chart's, others may be words of another language.
bool has_bare_unclosed(std::string_view text, const Actions& actions);

}  // namespace lint::templates
