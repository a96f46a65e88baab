#include "lint/template/chart.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include "lint/template/actions.hpp"
#include "lint/template/pipeline.hpp"
#include "lint/text/source.hpp"

namespace lint::templates {
namespace {

/// What Helm prints after it has installed a chart (helm pkg/action/install.go).
constexpr std::string_view kNotes = "NOTES.txt";

namespace fs = std::filesystem;

/// No chart that people write has larger files, or more templates.
constexpr std::uintmax_t kLargestFile = std::uintmax_t{4} * 1024 * 1024;
constexpr std::size_t kMostTemplates = 5000;

/// Calls `use` with the text of a file that is open or can be read.
template <typename Use>
void with_file(const std::string& path, const OpenTexts* open, Use use) {
  if (open != nullptr) {
    const auto text = open->find(path);
    if (text != open->end()) return use(text->second);
  }
  std::error_code error;
  if (!fs::is_regular_file(path, error) || fs::file_size(path, error) > kLargestFile) return;
  Buffer buffer;
  if (error || !read_file(path, buffer).ok()) return;
  use(Source(std::move(buffer)).text());
}

/// The last part of a folder's path, which ends with a slash.
std::string_view name_of(std::string_view folder) {
  if (folder.empty()) return folder;
  folder.remove_suffix(1);
  return folder.substr(folder.rfind('/') + 1);
}

}  // namespace

/// Reads a file of a chart into this one's store.
const Data* Chart::read(const Chart& chart, const std::string& name) const {
  const Data* data = nullptr;
  const std::string_view folder = name_of(chart.folder_);
  const std::string label = folder.empty() ? name : std::string(folder) + "/" + name;
  with_file(chart.folder_ + name, open_,
            [&](std::string_view text) { data = read_data(text, label, store_); });
  return data;
}

std::string Chart::key() const {
  std::string name(name_of(folder_));
  if (const Data* const own = read(*this, "Chart.yaml")) {
    const Data* const called = field_of(*own, "name", store_);
    if (called != nullptr && !called->text.empty()) name = called->text;
  }
  const Data* const around = read(*parent_, "Chart.yaml");
  const Data* const list = around == nullptr ? nullptr : field_of(*around, "dependencies", store_);
  if (list == nullptr) return name;
  for (const Data* const dependency : list->items) {
    const Data* const called = field_of(*dependency, "name", store_);
    const Data* const alias = field_of(*dependency, "alias", store_);
    if (called == nullptr || called->text != name) continue;
    return alias == nullptr || alias->text.empty() ? name : alias->text;
  }
  return name;
}

/// The values of a chart around it come first, and their `global` is everybody's.
void Chart::read_values() const {
  Data& none = store_.emplace_back();
  none.kind = Data::Kind::mapping;
  const Data* own = read(*this, "values.yaml");
  if (own == nullptr || own->kind != Data::Kind::mapping) own = &none;
  values_ = own;
  if (parent_ == nullptr) return;
  const Data& around = parent_->values();
  const auto put_over = [&](const Data* over) {
    if (over == nullptr || over->kind != Data::Kind::mapping) return;
    Data& both = store_.emplace_back();
    both.kind = Data::Kind::mapping;
    both.over = over;
    both.under = values_;
    values_ = &both;
  };
  put_over(field_of(around, key(), store_));
  if (const Data* const global = field_of(around, "global", store_)) {
    Data& globals = store_.emplace_back();
    globals.kind = Data::Kind::mapping;
    globals.entries["global"] = global;
    put_over(&globals);
  }
}

const Data& Chart::values() const {
  std::call_once(has_values_, [this] { read_values(); });
  return *values_;
}

void Chart::add_definitions(const std::string& path) const {
  with_file(path, open_, [this](std::string_view text) {
    const Actions actions = find_actions(text);
    for (const Action& action : actions.all) {
      if (action.kind != ActionKind::define) continue;
      const auto [begin, end] = action.range;
      const ParsedAction define = parse_action(text.substr(begin, end - begin));
      if (!define.pipeline) continue;
      // The trim markers belong to the body: it begins with the end of one action.
      const std::uint32_t last = actions.blocks[action.block].range.end;
      const std::size_t body_end = text.substr(0, last).rfind("{{");
      std::string body(text.substr(end, body_end - end));
      const auto [known, is_new] = definitions_.try_emplace(define.pipeline->text, body);
      if (!is_new && known->second != body) known->second.reset();
    }
  });
}

/// Adds the templates that are open and not on the disk.
void Chart::add_open(std::vector<std::string>& paths) const {
  const std::string folder = folder_ + "templates/";
  const std::set<std::string, std::less<>> known(paths.begin(), paths.end());
  for (auto at = open_->lower_bound(folder); at != open_->end() && at->first.starts_with(folder);
       ++at) {
    if (!known.contains(at->first)) paths.push_back(at->first);
  }
}

void Chart::read_definitions() const {
  std::error_code error;
  std::vector<std::string> paths;
  fs::recursive_directory_iterator at(folder_ + "templates", error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    paths.push_back(at->path().string());
    if (paths.size() == kMostTemplates) break;
  }
  if (open_ != nullptr) add_open(paths);
  for (const std::string& path : paths) add_definitions(path);
}

std::optional<std::string_view> Chart::definition(const std::string& name) const {
  std::call_once(has_definitions_, [this] { read_definitions(); });
  const auto found = definitions_.find(name);
  if (found != definitions_.end()) return found->second;
  return parent_ == nullptr ? std::nullopt : parent_->definition(name);
}

bool Charts::is_chart(std::string_view folder) {
  const std::lock_guard lock(mutex_);
  const auto known = known_.find(folder);
  if (known != known_.end()) return known->second;
  std::error_code ignored;
  const std::string path = std::string(folder) + "Chart.yaml";
  const bool is_chart =
      (open_ != nullptr && open_->contains(path)) || fs::is_regular_file(path, ignored);
  return known_.emplace(folder, is_chart).first->second;
}

/// The folder of the chart that has the path below its `templates`.
std::optional<std::string_view> Charts::folder_around(std::string_view path) {
  const std::string_view folder = path.substr(0, path.rfind('/') + 1);
  constexpr std::string_view kTemplates = "templates/";
  for (std::size_t at = folder.find(kTemplates); at < folder.size();
       at = folder.find(kTemplates, at + 1)) {
    const bool is_folder = at == 0 || folder[at - 1] == '/';
    if (is_folder && is_chart(folder.substr(0, at))) return folder.substr(0, at);
  }
  return std::nullopt;
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
  return folder_around(folder).has_value();
}

bool is_called_like_a_text(std::string_view path, Role role) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name.ends_with(".tpl") || name == kNotes ||
         (role == Role::chart_template && name.starts_with('_'));
}

const Chart* Charts::chart_of(std::string_view path) {
  const auto folder = folder_around(path);
  return folder ? chart_in(*folder) : nullptr;
}

const Chart* Charts::chart_in(std::string_view folder) {
  const Chart* parent = nullptr;
  const std::string_view above =
      folder.substr(0, folder.size() - name_of(folder).size() - (folder.empty() ? 0 : 1));
  constexpr std::string_view kSubcharts = "charts/";
  if (above.ends_with(kSubcharts)) {
    const std::string_view around = above.substr(0, above.size() - kSubcharts.size());
    const bool is_folder = around.empty() || around.ends_with('/');
    if (is_folder && is_chart(around)) parent = chart_in(around);
  }
  const std::lock_guard lock(mutex_);
  auto& chart = charts_[std::string(folder)];
  if (chart == nullptr) chart = std::make_unique<Chart>(std::string(folder), parent, open_);
  return chart.get();
}

}  // namespace lint::templates
