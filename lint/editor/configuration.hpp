#pragma once
/// What the session has to know of configurations: whoever starts it reads them.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lint/check/settings.hpp"
#include "lint/finding.hpp"
#include "lint/suppress/baseline.hpp"
#include "lint/template/chart.hpp"

namespace lint::editor {

/// What is wrong with a configuration, or with the baseline that it names.
struct Problem {
  /// The file that has to be mended.
  std::string path;
  Position place;
  std::string message;
};

struct Configuration {
  /// The file that it was read from; empty where there is none.
  std::string path;
  /// Its patterns, relative to its folder, and those of the command line.
  std::vector<std::string> excludes;
  std::vector<std::string> more_excludes;
  Settings settings;
  std::optional<Baseline> baseline;
  /// Where there are any, the rest is as if there was no configuration.
  std::vector<Problem> problems;
  /// What the settings' functions refer to.
  std::shared_ptr<const void> kept;
};

/// The configuration that holds in a folder: the same object as long as nothing has changed. The
/// texts that are open hold instead of what is on the disk.
using Configure = std::function<std::shared_ptr<const Configuration>(
    const std::string& folder, const templates::OpenTexts& open)>;

}  // namespace lint::editor
