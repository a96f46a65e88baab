#include "lint/template/chart.hpp"

#include <filesystem>
#include <system_error>

namespace lint::templates {

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
  constexpr std::string_view kTemplates = "templates/";
  for (std::size_t at = folder.find(kTemplates); at < folder.size();
       at = folder.find(kTemplates, at + 1)) {
    const bool is_folder = at == 0 || folder[at - 1] == '/';
    if (is_folder && is_chart(folder.substr(0, at))) return Role::chart_template;
  }
  return Role::manifest;
}

}  // namespace lint::templates
