/// Dev containers: devcontainer.json, and the features and templates that go with it (devcontainers
/// spec, "Dev Container metadata reference"), read as devcontainers/cli reads them
/// (src/spec-node/configContainer.ts, singleContainer.ts, dockerCompose.ts, imageMetadata.ts).

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/manifest/docker/option.hpp"
#include "lint/manifest/docker/privileged.hpp"
#include "lint/manifest/docker/run_options.hpp"
#include "lint/manifest/family.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

constexpr std::string_view kOwnKind = "dev container";
constexpr std::string_view kFeatureName = "devcontainer-feature.json";
constexpr std::string_view kTemplateName = "devcontainer-template.json";
constexpr std::array<std::string_view, 4> kFileNames{"devcontainer.json", ".devcontainer.json",
                                                     kFeatureName, kTemplateName};
/// What a dev container is made of.
constexpr std::array<std::string_view, 4> kOrigins{"image", "build", "dockerFile",
                                                   "dockerComposeFile"};
/// Keys that only a dev container has beside its image.
constexpr auto kOwnKeys = std::to_array<std::string_view>({
    "appPort",
    "containerEnv",
    "customizations",
    "dockerComposeFile",
    "features",
    "forwardPorts",
    "hostRequirements",
    "initializeCommand",
    "onCreateCommand",
    "overrideCommand",
    "overrideFeatureInstallOrder",
    "portsAttributes",
    "postAttachCommand",
    "postCreateCommand",
    "postStartCommand",
    "remoteEnv",
    "remoteUser",
    "runArgs",
    "shutdownAction",
    "updateContentCommand",
    "updateRemoteUserUID",
    "waitFor",
    "workspaceFolder",
    "workspaceMount",
});
/// Keys one of which a feature has that is worth a look (devcontainers/cli
/// src/spec-configuration/containerFeaturesConfiguration.ts Feature).
constexpr std::array<std::string_view, 2> kFeatureSettings{"securityOpt", "privileged"};
constexpr std::array<std::string_view, 7> kFeatureKeys{
    "installsAfter", "dependsOn",      "options",         "capAdd",
    "entrypoint",    "customizations", "documentationURL"};

constexpr std::string_view kAdvice = "make sure that it never switches the filter off";

std::string_view base_name(std::string_view path) {
  return path.substr(path.find_last_of('/') + 1);
}

bool is_called_so(std::string_view path) {
  return std::ranges::find(kFileNames, base_name(path)) != kFileNames.end();
}

/// Replaces `${…}` as devcontainers/cli does (src/spec-common/variableSubstitution.ts). What it
/// knows only on the developer's machine is unknown, but for a variable's default. Names of folders
/// are left as they stand: no filter is switched off by one.
Interpolated substituted(std::string_view text) {
  Interpolated result;
  while (true) {
    const std::size_t begin = text.find("${");
    const std::size_t end = begin == text.npos ? text.npos : text.find('}', begin);
    if (end == text.npos) break;
    const std::string_view variable = text.substr(begin + 2, end - begin - 2);
    const std::size_t colon = std::min(variable.find(':'), variable.size());
    const std::string_view kind = variable.substr(0, colon);
    std::string_view rest = variable.substr(std::min(colon + 1, variable.size()));
    const std::string_view name = rest.substr(0, rest.find(':'));
    result.known.back() += text.substr(0, begin);
    const bool is_template = kind == "templateOption";
    if (kind != "localEnv" && kind != "env" && !is_template) {
      result.known.back() += text.substr(begin, end + 1 - begin);
    } else if (name.size() < rest.size() && !is_template) {
      rest.remove_prefix(name.size() + 1);
      result.known.back() += rest.substr(0, rest.find(':'));
      result.has_defaults = true;
    } else {
      result.unknown.push_back(fmt::format(
          "{} {}", is_template ? "choosing the option" : "setting the variable", quoted(name)));
      result.known.emplace_back();
    }
    text.remove_prefix(end + 1);
  }
  result.known.back() += text;
  return result;
}

class DevContainer {
 public:
  DevContainer(const Document& document, std::string_view file_name)
      : document_(document), root_(document.root()), file_name_(base_name(file_name)) {}

  bool is_recognised() const {
    if (document_.type(root_) != Type::mapping) return false;
    return is_called_so(file_name_) || (is_json() && (is_dev_container() || is_feature()));
  }

  Workload workload() const {
    Workload workload;
    workload.object = subject();
    RunOptions options;
    if (counts_run_args()) options = parse_run_options(arguments("runArgs"));
    for (DockerSetting& setting : options.security) setting.is_in_telling_list = tells("runArgs");
    for (const Argument& argument : arguments("securityOpt")) {
      options.security.push_back(security_option(argument));
      options.security.back().is_in_telling_list = tells("securityOpt");
    }
    for (DockerSetting& setting : options.security) setting.advice = advice(setting);
    add_options(std::move(options.security), workload);
    workload.docker = DockerContainer{root_};
    if (workload.object.kind == kOwnKind && counts_run_args()) workload.container = own_place();
    std::optional<DockerSetting> privileged = std::move(options.privileged);
    if (const auto value = document_.last(root_, "privileged")) {
      auto own = dev_privileged(document_, *value);
      if (own) privileged = std::move(own);
    }
    if (privileged) {
      privileged->advice = kAdvice;
      add_privileged(std::move(*privileged), workload);
    }
    return workload;
  }

 private:
  bool has(std::string_view key) const { return document_.last(root_, key).has_value(); }
  bool has_any(std::span<const std::string_view> keys) const {
    return std::ranges::any_of(keys, [&](std::string_view key) { return has(key); });
  }

  bool is_json() const {
    return document_.tree().source().from(document_.written(root_).begin).starts_with('{');
  }

  bool is_dev_container() const { return has_any(kOrigins) && has_any(kOwnKeys); }
  bool is_feature() const {
    return has("id") && has("version") && has_any(kFeatureSettings) && has_any(kFeatureKeys);
  }

  /// Whether the file would not be recognised without the list under the key.
  bool tells(std::string_view key) const {
    if (is_called_so(file_name_)) return false;
    const auto has_key = [&](std::string_view other) { return has(other); };
    if (!is_dev_container()) return key == "securityOpt" && !has("privileged");
    return key == "runArgs" && std::ranges::count_if(kOwnKeys, has_key) == 1;
  }

  /// Only `docker run` sees them; `docker compose up` starts what Compose files say.
  bool counts_run_args() const {
    const auto build = document_.last(root_, "build");
    return has("image") || has("dockerFile") ||
           (build && document_.last(*build, "dockerfile").has_value());
  }

  ByteRange own_place() const {
    if (const auto name = document_.last(root_, "name")) return name->used;
    return document_.entries(root_).front().key.used;
  }

  Subject subject() const {
    Subject subject;
    subject.kind = kOwnKind;
    subject.name = document_.get_text(root_, "name");
    const bool is_of_template = file_name_ == kTemplateName;
    if (is_of_template) subject.kind = "dev container template";
    if (file_name_ == kFeatureName || (!is_called_so(file_name_) && !is_dev_container())) {
      subject.kind = "dev container feature";
    }
    const bool has_id = subject.kind != kOwnKind;
    const std::string_view id = document_.get_text(root_, "id");
    if (has_id && !id.empty()) subject.name = id;
    return subject;
  }

  std::vector<Argument> arguments(std::string_view key) const {
    const auto list = document_.last(root_, key);
    std::vector<Argument> arguments;
    for (const Value& item : list ? document_.items(*list) : std::vector<Value>()) {
      const std::string_view text = document_.text(item);
      arguments.push_back({substituted(text), std::string(text), document_.written(item)});
    }
    return arguments;
  }

  static std::string advice(const DockerSetting& setting) {
    const bool has_key = setting.value.starts_with("seccomp");
    return has_key ? "give it a default as in '${localEnv:NAME:builtin}'" : std::string(kAdvice);
  }

  const Document& document_;
  Value root_;
  std::string_view file_name_;
};

bool is_dev_container(const Document& document, std::string_view file_name) {
  return DevContainer(document, file_name).is_recognised();
}

void read_dev_container(const Document& document, std::string_view file_name, Manifest& manifest) {
  manifest.workloads.push_back(DevContainer(document, file_name).workload());
}

}  // namespace

extern const Family kDevContainer{.name = "dev container",
                                  .recognises = is_dev_container,
                                  .read = read_dev_container,
                                  .takes_comments = is_called_so};

}  // namespace lint::manifest
