#pragma once
/// What a file is to Helm, by its place in a chart, and what the chart around it says.

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/role.hpp"
#include "lint/template/data.hpp"

namespace lint::templates {

/// The texts that an editor has open, by path. They hold instead of what the disk has there, also
/// where it has nothing yet.
using OpenTexts = std::map<std::string, std::string_view, std::less<>>;

/// A chart's own files, each read once when it is first needed; any number of threads may ask. What
/// cannot be read is as if it did not exist.
class Chart {
 public:
  /// `folder` with a slash at its end, or nothing for the one that the program runs in. `parent` is
  /// the chart in whose `charts` it stands, or null; so may `open` be.
  Chart(std::string folder, const Chart* parent, const OpenTexts* open)
      : folder_(std::move(folder)), parent_(parent), open_(open) {}

  /// Its values.yaml, under what the charts around it say of it.
  const Data& values() const;
  /// The body of a definition in its templates, or else in those of the charts around it. Nothing
  /// where two files define it differently.
  std::optional<std::string_view> definition(const std::string& name) const;

 private:
  /// The key under which the values of the chart around it speak of it.
  std::string key() const;
  const Data* read(const Chart& chart, const std::string& name) const;
  void read_values() const;
  void read_definitions() const;
  void add_definitions(const std::string& path) const;
  void add_open(std::vector<std::string>& paths) const;

  std::string folder_;
  const Chart* parent_;
  const OpenTexts* open_;
  mutable std::once_flag has_values_;
  mutable DataStore store_;
  mutable const Data* values_ = nullptr;
  mutable std::once_flag has_definitions_;
  mutable std::map<std::string, std::optional<std::string>> definitions_;
};

/// The charts of a run. Looks for each Chart.yaml once; any number of threads may ask.
class Charts {
 public:
  /// `open` must live as long, or is null.
  explicit Charts(const OpenTexts* open = nullptr) : open_(open) {}

  /// The role of a file by where it stands (helm.sh/docs/topics/charts): in the `templates` of a
  /// chart at any depth, or `values*.yaml` beside its Chart.yaml. Asks the file system only where
  /// the path says that there could be a chart.
  Role role_of(std::string_view path);
  /// Whether a folder, with a slash at its end, is the `templates` of a chart or stands in them:
  /// Helm renders every file there, whatever it is called.
  bool holds_templates(std::string_view folder);

  /// The chart in whose `templates` a file stands; null when there is none. Lives as long as this.
  const Chart* chart_of(std::string_view path);

 private:
  /// `folder` with a slash at its end, or nothing for the one that the program runs in.
  bool is_chart(std::string_view folder);
  std::optional<std::string_view> folder_around(std::string_view path);
  const Chart* chart_in(std::string_view folder);

  const OpenTexts* open_;
  std::mutex mutex_;
  std::map<std::string, bool, std::less<>> known_;  // by folder
  std::map<std::string, std::unique_ptr<Chart>, std::less<>> charts_;
};

/// Whether a file is called so that Helm takes nothing of it but definitions, or prints it: what is
/// no YAML there is no mistake.
bool is_called_like_a_text(std::string_view path, Role role);

}  // namespace lint::templates
