/// Azure Pipelines: containers as resources of the pipeline, and those of jobs (Microsoft's YAML
/// schema reference for Azure Pipelines, resources.containers.container and jobs.job.container).

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/manifest/docker/pipeline_container.hpp"
#include "lint/manifest/family.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

constexpr std::string_view kParameters = "parameters.";
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
    return has_resources() || is_list_with(root, "jobs", {"job", "deployment"}) ||
           is_list_with(root, "stages", {"stage"}) ||
           (has_container && std::ranges::any_of(kRootKeys, has));
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
    for (const Value& job : items_of(root, "jobs")) read_job(job);
    for (const Value& stage : items_of(root, "stages")) {
      for (const Value& job : items_of(stage, "jobs")) read_job(job);
    }
  }

 private:
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
    return value && document_.last(*value, "image");
  }

  /// The items of the list under `key`, those too that `- ${{ if … }}:` holds.
  std::vector<Value> items_of(const Value& mapping, std::string_view key) const {
    const auto list = document_.last(mapping, key);
    std::vector<Value> items;
    if (list) add_items(*list, items, 0);
    return items;
  }

  void add_items(const Value& list, std::vector<Value>& items, int depth) const {
    constexpr int kMostChoices = 32;
    for (const Value& item : document_.items(list)) {
      bool is_choice = false;
      for (const Document::Entry& entry : document_.entries(item)) {
        if (!document_.text(entry.key).starts_with("${{") || depth == kMostChoices) continue;
        is_choice = true;
        add_items(entry.value, items, depth + 1);
      }
      if (!is_choice) items.push_back(item);
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
    const auto container = document_.last(job, "container");
    if (is_container(container)) add(subject, "container", *container, container->key);
    const auto services = document_.last(job, "services");
    if (!services) return;
    for (const Document::Entry& service : document_.entries(*services)) {
      // A mere name is that of a resource.
      if (document_.type(service.value) != Type::mapping) continue;
      add(subject, "service " + quoted(document_.text(service.key)), service.value,
          service.key.used);
    }
  }

  void add(const Subject& subject, const std::string& part, const Value& value,
           ByteRange place) const {
    const Lookup lookup = [&](std::string_view path) { return defaults(path); };
    manifest_->workloads.push_back(
        pipeline_container(document_, subject, part, place, {&value, 1}, lookup));
  }

  /// The default of a parameter, which who starts the pipeline may replace.
  Found defaults(std::string_view path) const {
    Found found;
    if (!path.starts_with(kParameters)) return found;
    const std::string_view name = path.substr(kParameters.size());
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

  const Document& document_;
  Manifest* manifest_;
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
