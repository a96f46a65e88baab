#include "lint/template/chart.hpp"

#include <filesystem>
#include <system_error>

namespace lint::templates {
namespace {

/// What Helm prints after it has installed a chart (helm pkg/action/install.go).
constexpr std::string_view kNotes = "NOTES.txt";

}  // namespace

bool Charts::is_chart(std::string_view folder) {
  const std::lock_guard lock(mutex_);
  const auto known = known_.find(folder);
  if (known != known_.end()) return known->second;
  std::error_code ignored;
  const bool is_chart =
      std::filesystem::is_regular_file(std::string(folder) + "Chart.yaml", ignored);
  return known_.emplace(folder, is_chart).first->second;
}

Role Charts::role_of(std::string_view path) {
  const std::string_view folder = path.substr(0, path.rfind('/') + 1);
  const std::string_view name = path.substr(folder.size());
  const bool is_yaml = name.ends_with(".yaml") || name.ends_with(".yml");
  if (is_yaml && name.starts_with("values") && is_chart(folder)) return Role::chart_values;
  if (!holds_templates(folder)) return Role::manifest;
  return name == kNotes ? Role::chart_notes : Role::chart_template;
}

bool Charts::holds_templates(std::string_view folder) {
  constexpr std::string_view kTemplates = "templates/";
  for (std::size_t at = folder.find(kTemplates); at < folder.size();
       at = folder.find(kTemplates, at + 1)) {
    const bool is_folder = at == 0 || folder[at - 1] == '/';
    if (is_folder && is_chart(folder.substr(0, at))) return true;
  }
  return false;
}

bool is_called_like_a_text(std::string_view path, Role role) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name.ends_with(".tpl") || name == kNotes ||
         (role == Role::chart_template && name.starts_with('_'));
}

}  // namespace lint::templates
