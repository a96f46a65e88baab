/// Workflows of GitHub, Forgejo and Gitea: the containers that their jobs run in, and those beside
/// them (GitHub's docs, "Workflow syntax", jobs.<job_id>.container and .services).

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/manifest/docker/pipeline_container.hpp"
#include "lint/manifest/family.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

/// Where these look for workflows.
constexpr std::array<std::string_view, 3> kFolders{".github/workflows/", ".forgejo/workflows/",
                                                   ".gitea/workflows/"};
/// More rows of a matrix are not looked at: GitHub starts no more jobs.
constexpr std::size_t kMostRows = 256;
constexpr std::string_view kMatrix = "matrix.";
constexpr std::string_view kInputs = "inputs.";

bool is_in_workflows_folder(std::string_view path) {
  return std::ranges::any_of(kFolders, [&](std::string_view folder) {
    const std::size_t at = path.find(folder);
    return at != path.npos && (at == 0 || path[at - 1] == '/');
  });
}

class WorkflowReader {
 public:
  explicit WorkflowReader(const Document& document) : document_(document) {}

  /// Jobs that say what they run on.
  bool has_jobs(bool is_in_folder) const {
    const auto jobs = document_.last(document_.root(), "jobs");
    if (!jobs || document_.type(*jobs) != Type::mapping) return false;
    const auto entries = document_.entries(*jobs);
    const auto runs_on = [&](const Document::Entry& job) {
      return document_.last(job.value, "runs-on").has_value();
    };
    return is_in_folder || std::ranges::any_of(entries, runs_on);
  }

  void read(Manifest& manifest) const {
    const auto jobs = document_.last(document_.root(), "jobs");
    if (!jobs) return;
    for (const Document::Entry& job : document_.entries(*jobs)) read_job(job, manifest);
  }

 private:
  void read_job(const Document::Entry& job, Manifest& manifest) const {
    Subject subject;
    subject.kind = "job";
    subject.name = document_.text(job.key);
    const Expressions expressions{Syntax::workflow,
                                  [&](std::string_view path) { return texts(job.value, path); }};
    const auto add = [&](const std::string& part, const Value& value) {
      manifest.workloads.push_back(pipeline_container(document_, subject, part, value.key,
                                                      meant(job.value, value), expressions));
    };
    if (const auto container = document_.last(job.value, "container")) add("container", *container);
    const auto services = document_.last(job.value, "services");
    if (!services) return;
    for (const Document::Entry& service : document_.entries(*services)) {
      add("service " + quoted(document_.text(service.key)), service.value);
    }
  }

  /// The value, or what the matrix has for it where it is an expression.
  std::vector<Value> meant(const Value& job, const Value& value) const {
    const std::string_view text = document_.text(value);
    const auto expressions = find_expressions(text, Syntax::workflow);
    const bool is_whole =
        expressions.size() == 1 && expressions[0].begin == 0 && expressions[0].end == text.size();
    if (!is_whole) return {value};
    const Values found = values(job, trimmed(text.substr(3, text.size() - 5)));
    return found.list;
  }

  Found texts(const Value& job, std::string_view path) const {
    const Values values = this->values(job, path);
    Found found;
    found.is_all = values.is_all;
    for (const Value& value : values.list) {
      const Type type = document_.type(value);
      if (type == Type::mapping || type == Type::sequence) continue;
      if (type == Type::null) {
        found.texts.emplace_back();
      } else {
        found.texts.emplace_back(document_, value);
      }
    }
    return found;
  }

  /// What the file has for a path, and whether that is all there can be.
  struct Values {
    std::vector<Value> list;
    bool is_all = false;
  };

  Values values(const Value& job, std::string_view path) const {
    if (path.starts_with(kMatrix)) return matrix_values(job, path.substr(kMatrix.size()));
    if (path.starts_with(kInputs)) return {input_defaults(path.substr(kInputs.size())), false};
    return {};
  }

  /// `matrix.KEY.KEY`, in every row of the matrix.
  Values matrix_values(const Value& job, std::string_view path) const {
    const auto matrix = get(get(job, "strategy"), "matrix");
    if (!matrix) return {};
    const std::size_t dot = std::min(path.find('.'), path.size());
    const std::string_view key = path.substr(0, dot);
    std::vector<Value> rows;
    const auto list = document_.last(*matrix, key);
    const auto include = document_.last(*matrix, "include");
    if (list) rows = document_.items(*list);
    if (include) {
      for (const Value& row : document_.items(*include)) {
        if (const auto value = document_.last(row, key)) rows.push_back(*value);
      }
    }
    Values values;
    const bool has_all = rows.size() <= kMostRows;
    if (!has_all) rows.resize(kMostRows);
    for (const Value& row : rows) {
      if (const auto value = descend(row, path.substr(std::min(dot + 1, path.size())))) {
        values.list.push_back(*value);
      }
    }
    values.is_all = has_all && !values.list.empty() && !is_written_elsewhere(list) &&
                    !is_written_elsewhere(include);
    return values;
  }

  /// Whether an expression stands where a list should.
  bool is_written_elsewhere(const std::optional<Value>& list) const {
    return list && document_.type(*list) != Type::sequence;
  }

  /// The defaults of an input, which who starts the workflow may replace.
  std::vector<Value> input_defaults(std::string_view name) const {
    std::vector<Value> defaults;
    const auto triggers = document_.last(document_.root(), "on");
    for (const std::string_view trigger : {"workflow_call", "workflow_dispatch"}) {
      const auto input = get(get(get(triggers, trigger), "inputs"), name);
      if (const auto value = get(input, "default")) defaults.push_back(*value);
    }
    return defaults;
  }

  std::optional<Value> get(const std::optional<Value>& mapping, std::string_view key) const {
    return mapping ? document_.last(*mapping, key) : std::nullopt;
  }

  std::optional<Value> descend(Value value, std::string_view path) const {
    while (!path.empty()) {
      const std::size_t dot = std::min(path.find('.'), path.size());
      const auto next = document_.last(value, path.substr(0, dot));
      if (!next) return std::nullopt;
      value = *next;
      path.remove_prefix(std::min(dot + 1, path.size()));
    }
    return value;
  }

  const Document& document_;
};

bool is_workflow(const Document& document, std::string_view file_name) {
  return WorkflowReader(document).has_jobs(is_in_workflows_folder(file_name));
}

void read_workflow(const Document& document, std::string_view, Manifest& manifest) {
  WorkflowReader(document).read(manifest);
}

}  // namespace

extern const Family kWorkflow{.name = "workflow",
                              .recognises = is_workflow,
                              .read = read_workflow,
                              // Other files have jobs, too.
                              .is_a_guess = true};

}  // namespace lint::manifest
