#pragma once
/// What a file is to Helm, and what makes a text a template.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lint/template/actions.hpp"

namespace lint::input {

enum class ChartRole : std::uint8_t {
  none,           // of no chart, or of one but neither of these
  template_file,  // in its `templates`, at any depth
  values,         // `values*.yaml` beside its Chart.yaml
};

/// Looks for a Chart.yaml where the path says that there could be one (helm.sh/docs/topics/charts).
ChartRole chart_role(const std::string& path);

/// Whether an action stands where it must become something else before YAML can be read. `{{` in
/// quotes, in comments and in block scalars does not make a text a template: Prometheus' alerts and
/// Argo's workflows are full of it.
bool has_bare_action(std::string_view text, const Actions& actions);

/// The actions of a text that is a template, by its place in a chart or by what it holds; nothing
/// when it is none. Costs one byte search where there is no `{{`.
std::optional<Actions> actions_of_template(const std::string& path, std::string_view text);

}  // namespace lint::input
