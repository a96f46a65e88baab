#pragma once
/// What a file is to Helm, by its place in a chart.

#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "lint/role.hpp"

namespace lint::templates {

/// The charts of a run. Looks for each Chart.yaml once; any number of threads may ask.
class Charts {
 public:
  /// The role of a file by where it stands (helm.sh/docs/topics/charts): in the `templates` of a
  /// chart at any depth, or `values*.yaml` beside its Chart.yaml. Asks the file system only where
  /// the path says that there could be a chart.
  Role role_of(std::string_view path);
  /// Whether a folder, with a slash at its end, is the `templates` of a chart or stands in them:
  /// Helm renders every file there, whatever it is called.
  bool holds_templates(std::string_view folder);

 private:
  /// `folder` with a slash at its end, or nothing for the one that the program runs in.
  bool is_chart(std::string_view folder);

  std::mutex mutex_;
  std::map<std::string, bool, std::less<>> known_;  // by folder
};

/// Whether a file is called so that Helm takes nothing of it but definitions, or prints it: what is
/// no YAML there is no mistake.
bool is_called_like_a_text(std::string_view path, Role role);

}  // namespace lint::templates
