/// Azure Pipelines: containers as resources of the pipeline, and those of jobs (Microsoft's YAML
/// schema reference for Azure Pipelines, resources.containers.container and jobs.job.container).

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lint/manifest/docker/pipeline_container.hpp"
#include "lint/manifest/family.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

constexpr std::string_view kParameters = "parameters.";
constexpr std::string_view kVariables = "variables.";
/// Keys of a pipeline's root, or of its only job, beside those that others have, too.
constexpr std::array<std::string_view, 5> kRootKeys{"pool", "steps", "trigger", "pr", "variables"};

class PipelineReader {
 public:
  PipelineReader(const Document& document, Manifest* manifest)
      : document_(document), manifest_(manifest) {}

  bool is_pipeline() const {
    const Value root = document_.root();
    const auto has = [&](std::string_view key) { return document_.last(root, key).has_value(); };
    const bool has_container = is_container(document_.last(root, "container"));
    return has_resources() || holds_jobs(root) ||
           (has_container && std::ranges::any_of(kRootKeys, has)) ||
           std::ranges::any_of(parameters_of(document_.last(root, "extends")),
                               [&](const Value& given) { return holds_jobs(given); });
  }

  void read() const {
    const Value root = document_.root();
    if (const auto resources = document_.last(root, "resources")) {
      for (const Value& resource : items_of(*resources, "containers")) read_resource(resource);
    }
    Subject pipeline;
    pipeline.kind = "pipeline";
    pipeline.name = document_.get_text(root, "name");
    read_job_of(pipeline, root);
    read_jobs(root, 0);
    read_given(document_.last(root, "extends"), 0);
  }

 private:
  /// Templates that hand on stages and jobs to others stand in each other no deeper than this.
  static constexpr int kMostTemplates = 8;

  bool holds_jobs(const Value& mapping) const {
    return is_list_with(mapping, "jobs", {"job", "deployment"}) ||
           is_list_with(mapping, "stages", {"stage"});
  }

  /// The jobs that a pipeline, a stage or the parameters of a template hold.
  void read_jobs(const Value& holder, int depth) const {
    if (depth > kMostTemplates) return;
    for (const Value& job : items_of(holder, "jobs")) {
      read_job(job);
      read_given(job, depth);
    }
    for (const Value& stage : items_of(holder, "stages")) {
      read_jobs(stage, depth + 1);
      read_given(stage, depth);
    }
  }

  /// What is given to a template: stages, jobs and, by their names, containers.
  void read_given(const std::optional<Value>& user, int depth) const {
    for (const Value& given : parameters_of(user)) {
      read_jobs(given, depth + 1);
      const auto containers = document_.last(given, "containers");
      if (!containers) continue;
      for (const Document::Entry& entry : document_.entries(*containers)) {
        if (!is_container(entry.value)) continue;
        Subject subject;
        subject.kind = "container resource";
        subject.name = document_.text(entry.key);
        add(subject, {}, entry.value, entry.key.used);
      }
      for (const Value& resource : items_of(given, "containers")) read_resource(resource);
    }
  }

  /// The parameters that the user of a template gives to it.
  std::vector<Value> parameters_of(const std::optional<Value>& user) const {
    if (!user || !document_.last(*user, "template")) return {};
    const auto parameters = document_.last(*user, "parameters");
    return parameters ? ways_of(*parameters) : std::vector<Value>();
  }

  bool has_resources() const {
    const auto resources = document_.last(document_.root(), "resources");
    if (!resources || document_.type(*resources) != Type::mapping) return false;
    const auto containers = items_of(*resources, "containers");
    return std::ranges::any_of(containers, [&](const Value& resource) {
      return document_.last(resource, "container") && document_.last(resource, "image");
    });
  }

  bool is_list_with(const Value& mapping, std::string_view key,
                    std::initializer_list<std::string_view> names) const {
    const auto items = items_of(mapping, key);
    return std::ranges::any_of(items, [&](const Value& item) {
      return std::ranges::any_of(
          names, [&](std::string_view name) { return document_.last(item, name).has_value(); });
    });
  }

  bool is_container(const std::optional<Value>& value) const {
    return value && std::ranges::any_of(ways_of(*value), [&](const Value& way) {
             return document_.last(way, "image").has_value();
           });
  }

  /// A mapping, and those whose entries `${{ if … }}:` puts in it.
  std::vector<Value> ways_of(const Value& mapping) const {
    constexpr std::size_t kMostWays = 64;
    std::vector<Value> ways{mapping};
    for (std::size_t i = 0; i < ways.size(); ++i) {
      for (const Document::Entry& entry : document_.entries(ways[i])) {
        const bool is_way = document_.text(entry.key).starts_with("${{") &&
                            document_.type(entry.value) == Type::mapping;
        if (is_way && ways.size() < kMostWays) ways.push_back(entry.value);
      }
    }
    return ways;
  }

  /// The items of the list under `key`, those too that `- ${{ if … }}:` holds.
  std::vector<Value> items_of(const Value& mapping, std::string_view key) const {
    std::vector<Value> items;
    for (const Value& way : ways_of(mapping)) {
      if (const auto list = document_.last(way, key)) add_items(*list, items, 0);
    }
    return items;
  }

  void add_items(const Value& list, std::vector<Value>& items, int depth) const {
    constexpr int kMostChoices = 32;
    for (const Value& item : document_.items(list)) {
      const std::vector<Document::Entry> entries = document_.entries(item);
      bool is_item = entries.empty();
      for (const Document::Entry& entry : entries) {
        const bool is_choice = document_.text(entry.key).starts_with("${{") &&
                               document_.type(entry.value) == Type::sequence;
        if (!is_choice) is_item = true;
        if (is_choice && depth < kMostChoices) add_items(entry.value, items, depth + 1);
      }
      if (is_item) items.push_back(item);
    }
  }

  void read_resource(const Value& resource) const {
    Subject subject;
    subject.kind = "container resource";
    subject.name = document_.get_text(resource, "container");
    const auto name = document_.last(resource, "container");
    add(subject, {}, resource, name ? name->used : resource.used);
  }

  void read_job(const Value& job) const {
    Subject subject;
    subject.kind = "job";
    subject.name = document_.get_text(job, "job");
    if (subject.name.empty()) subject.name = document_.get_text(job, "deployment");
    read_job_of(subject, job);
  }

  void read_job_of(const Subject& subject, const Value& job) const {
    for (const Value& way : ways_of(job)) {
      const auto container = document_.last(way, "container");
      if (is_container(container)) add(subject, "container", *container, container->key);
      const auto services = document_.last(way, "services");
      if (!services) continue;
      for (const Document::Entry& service : document_.entries(*services)) {
        // A mere name is that of a resource.
        if (document_.type(service.value) != Type::mapping) continue;
        add(subject, "service " + quoted(document_.text(service.key)), service.value,
            service.key.used);
      }
    }
  }

  void add(const Subject& subject, const std::string& part, const Value& value,
           ByteRange place) const {
    const Expressions expressions{Syntax::azure,
                                  [&](std::string_view path) { return found_for(path); }};
    manifest_->workloads.push_back(
        pipeline_container(document_, subject, part, place, ways_of(value), expressions));
  }

  Found found_for(std::string_view path) const {
    if (path.starts_with(kVariables)) return variables(path.substr(kVariables.size()));
    return path.starts_with(kParameters) ? defaults(path.substr(kParameters.size())) : Found();
  }

  /// The default of a parameter, which who starts the pipeline may replace.
  Found defaults(std::string_view name) const {
    Found found;
    const auto parameters = document_.last(document_.root(), "parameters");
    if (!parameters) return found;
    for (const Value& parameter : document_.items(*parameters)) {
      const auto value = document_.last(parameter, "default");
      if (value && document_.get_text(parameter, "name") == name) {
        found.texts.emplace_back(document_, *value);
      }
    }
    if (const auto value = document_.last(*parameters, name)) {
      found.texts.emplace_back(document_, *value);
    }
    return found;
  }

  /// What the pipeline sets a variable to, at its root or for some stage or job. Who starts it may
  /// set only those that it does not (Microsoft's docs, "Define variables").
  Found variables(std::string_view name) const {
    if (!variables_) find_variables();
    Found found;
    const auto values = variables_->find(lower(name));
    if (values == variables_->end()) return found;
    for (const Value& value : values->second) found.texts.emplace_back(document_, value);
    found.is_all = true;
    return found;
  }

  void find_variables() const {
    variables_.emplace();
    const yaml::Tree& tree = document_.tree();
    for (yaml::NodeId id = 0; id < tree.size(); ++id) {
      if (tree[id].kind != yaml::NodeKind::mapping) continue;
      Value mapping;
      mapping.node = id;
      mapping.used = mapping.key = tree[id].range;
      if (const auto all = document_.last(mapping, "variables")) add_variables(*all);
    }
  }

  /// A mapping of names, or a list of items with `name` and `value`.
  void add_variables(const Value& all) const {
    for (const Value& way : ways_of(all)) {
      for (const Document::Entry& entry : document_.entries(way)) {
        (*variables_)[lower(document_.text(entry.key))].push_back(entry.value);
      }
    }
    std::vector<Value> items;
    add_items(all, items, 0);
    for (const Value& item : items) {
      const auto value = document_.last(item, "value");
      if (value) (*variables_)[lower(document_.get_text(item, "name"))].push_back(*value);
    }
  }

  const Document& document_;
  Manifest* manifest_;
  /// By name in lower case: the agent tells no case apart (azure-pipelines-agent
  /// src/Agent.Worker/Variables.cs). Found by the first question.
  mutable std::optional<std::unordered_map<std::string, std::vector<Value>>> variables_;
};

bool is_azure_pipeline(const Document& document, std::string_view) {
  return PipelineReader(document, nullptr).is_pipeline();
}

void read_azure_pipeline(const Document& document, std::string_view, Manifest& manifest) {
  PipelineReader(document, &manifest).read();
}

}  // namespace

extern const Family kAzurePipeline{.name = "Azure pipeline",
                                   .recognises = is_azure_pipeline,
                                   .read = read_azure_pipeline,
                                   // Other files have jobs, too.
                                   .is_a_guess = true};

}  // namespace lint::manifest
