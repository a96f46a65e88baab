/// Compose files, stack files and the fragments that override them (compose-spec; read as
/// docker/compose and compose-go do).

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "lint/manifest/docker/interpolation.hpp"
#include "lint/manifest/docker/option.hpp"
#include "lint/manifest/docker/privileged.hpp"
#include "lint/manifest/family.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

using yaml::Tag;

/// A service that extends one that extends one: followed this far in one go.
constexpr int kMostExtends = 500;

/// The top-level keys (compose-spec.json `properties`), beside x-*.
constexpr std::array<std::string_view, 9> kTopLevelKeys{
    "version", "name", "include", "services", "models", "networks", "volumes", "secrets", "configs",
};
/// What names of Compose files begin with (compose-go cli/options.go DefaultFileNames;
/// podman_compose.py COMPOSE_DEFAULT_LS). They end in .yml or .yaml.
constexpr std::array<std::string_view, 4> kFileNames{
    "compose",
    "docker-compose",
    "podman-compose",
    "container-compose",
};
/// One of these makes a top-level mapping a service of Compose v1.
constexpr std::array<std::string_view, 3> kServiceKeys{"image", "build", "extends"};

std::string_view base_name(std::string_view path) {
  return path.substr(path.find_last_of('/') + 1);
}

bool is_compose_name(std::string_view path) {
  const std::string_view name = base_name(path);
  if (!name.ends_with(".yml") && !name.ends_with(".yaml")) return false;
  return std::ranges::any_of(kFileNames, [&](std::string_view begin) {
    return name.starts_with(begin) &&
           std::string_view(".-_").find(name[begin.size()]) != std::string_view::npos;
  });
}

bool is_extension(std::string_view key) {
  return key.starts_with("x-");
}

/// What a service says of its seccomp filter, or has from the services that it extends.
struct Settings {
  std::vector<DockerSetting> options;
  /// Its `privileged`, whatever that says.
  std::optional<DockerSetting> privileged;
  std::vector<PreStart> pre_starts;
};

constexpr std::string_view kOptions = "security_opt";
constexpr std::string_view kPrivileged = "privileged";
constexpr std::string_view kPreStart = "pre_start";

/// A service of one document.
struct Service {
  Workload workload;
  Settings settings;
  /// Whether the service, or one of its settings, replaces what documents before this one say.
  bool is_replaced = false;
  bool replaces_options = false;
  bool replaces_privileged = false;
  bool replaces_pre_start = false;
};

bool replaces(Tag tag) {
  return tag == Tag::compose_reset || tag == Tag::compose_override;
}

/// Lists append, and a value takes the place of another.
void lay_over(Settings later, Settings& settings) {
  std::ranges::move(later.options, std::back_inserter(settings.options));
  keep_effective(settings.options);
  if (later.privileged) settings.privileged = std::move(later.privileged);
  std::ranges::move(later.pre_starts, std::back_inserter(settings.pre_starts));
}

template <typename Change>
void for_each_privileged(Settings& settings, Change change) {
  if (settings.privileged) change(*settings.privileged);
  for (PreStart& container : settings.pre_starts) {
    if (container.privileged) change(*container.privileged);
  }
}

void add_settings(Settings settings, Workload& workload) {
  add_options(std::move(settings.options), workload);
  if (settings.privileged) add_privileged(std::move(*settings.privileged), workload);
  for (const PreStart& container : settings.pre_starts) {
    if (container.privileged) add_privileged(*container.privileged, workload);
  }
  workload.pre_starts = std::move(settings.pre_starts);
}

struct Named {
  std::string_view name;
  Value value;
};

/// One Compose file. Lookups answer as for Compose: what is tagged !reset is not there.
class Compose {
 public:
  Compose(const Document& document, std::string_view file_name)
      : document_(document), file_name_(file_name), is_v1_(!get(document.root(), "services")) {
    const Value root = document.root();
    const Value services = is_v1_ ? root : get(root, "services").value_or(Value());
    is_mapping_ = document.type(services) == Type::mapping;
    services_ = entries(services);
    for (const auto& [name, service] : services_) by_name_.emplace(name, service);
  }

  bool is_recognised() const {
    const bool has_name = is_compose_name(file_name_);
    if (is_v1_) return has_name && has_v1_services();
    const auto is_known = [](const Named& entry) {
      return is_extension(entry.name) ||
             std::ranges::find(kTopLevelKeys, entry.name) != kTopLevelKeys.end();
    };
    return has_services() && (has_name || std::ranges::all_of(entries(document_.root()), is_known));
  }

  /// The services that it runs, in the order of the text.
  std::vector<Service> services() {
    is_stack_file_ = base_name(file_name_).find("stack") != std::string_view::npos;
    const auto version = get(document_.root(), "version");
    is_version_3_ = !is_v1_ && version && document_.text(*version).starts_with('3');
    std::vector<Service> services;
    for (const auto& [name, service] : services_) {
      // At the top of a Compose v1 file x-… are extensions; among services they are services.
      if (!is_v1_ || !is_extension(name)) services.push_back(this->service(name, service));
    }
    return services;
  }

  /// Whether it takes away all services of documents before it.
  bool replaces_services() const {
    return replaces(document_.own_tag(document_.root(), "services"));
  }

  /// Names of the services that it takes away.
  std::vector<std::string_view> reset_services() const {
    std::vector<std::string_view> names;
    for (const Value& services : document_.get(document_.root(), "services")) {
      for (const auto& [key, value] : document_.entries(services)) {
        if (document_.tag(value) == Tag::compose_reset) names.push_back(document_.text(key));
      }
    }
    return names;
  }

 private:
  std::optional<Value> get(const Value& mapping, std::string_view key) const {
    return document_.last(mapping, key);
  }

  /// Each key once, in the order of the text.
  std::vector<Named> entries(const Value& mapping) const {
    std::vector<Named> entries;
    std::map<std::string_view, std::size_t> known;
    for (const auto& [key, value] : document_.entries(mapping)) {
      const std::string_view name = document_.text(key);
      const auto [at, is_new] = known.emplace(name, entries.size());
      if (is_new) {
        entries.push_back({name, value});
      } else if (const auto last = document_.last(mapping, name)) {
        entries[at->second].value = *last;
      }
    }
    std::erase_if(entries, [&](const Named& entry) {
      return document_.tag(entry.value) == Tag::compose_reset;
    });
    return entries;
  }

  bool has_services() const {
    return is_mapping_ && std::ranges::all_of(services_, [&](const Named& service) {
             const Type type = document_.type(service.value);
             return is_extension(service.name) || type == Type::mapping || type == Type::null;
           });
  }

  bool has_v1_services() const {
    return !services_.empty() && std::ranges::all_of(services_, [&](const Named& service) {
      return std::ranges::any_of(
          kServiceKeys, [&](std::string_view key) { return get(service.value, key).has_value(); });
    });
  }

  Service service(std::string_view name, const Value& service) {
    Service result;
    Workload& workload = result.workload;
    workload.object.kind = "Compose service";
    workload.object.name = name;
    workload.object.detail = profiles(service);
    result.settings = settings_of(service, 0);
    const bool is_stack = is_stack_file_ || (is_version_3_ && get(service, "deploy"));
    if (is_stack) leave_to_others(result.settings);
    for (DockerSetting& option : result.settings.options) {
      option.is_in_stack_file = is_stack_file_;
    }
    workload.docker = DockerContainer{service, bases_of(service)};
    workload.container = service.key;
    result.is_replaced = document_.tag(service) == Tag::compose_override;
    result.replaces_options = replaces_own(service, kOptions);
    result.replaces_privileged = replaces_own(service, kPrivileged);
    result.replaces_pre_start = replaces_own(service, kPreStart);
    return result;
  }

  bool replaces_own(const Value& service, std::string_view key) const {
    return replaces(document_.own_tag(service, key));
  }

  /// `docker stack deploy` ignores what this says.
  static void leave_to_others(Settings& settings) {
    const auto leave = [](DockerSetting& setting) {
      if (setting.readers == DockerSetting::Readers::all) {
        setting.readers = DockerSetting::Readers::all_but_stack_deploy;
      }
    };
    std::ranges::for_each(settings.options, leave);
    for_each_privileged(settings, leave);
  }

  /// "profile 'debug'": such a service starts only on demand.
  std::string profiles(const Value& service) const {
    const auto list = get(service, "profiles");
    std::vector<std::string> names;
    if (list) {
      for (const Value& item : document_.items(*list)) {
        names.push_back(quoted(document_.text(item)));
      }
    }
    if (names.empty()) return {};
    return fmt::format("profile{} {}", names.size() == 1 ? "" : "s", fmt::join(names, ", "));
  }

  /// The settings of a service, laid over those of the service that it extends (compose-go
  /// override/extends.go), unless the service says !reset or !override.
  const Settings& settings_of(const Value& service, int extends) {
    const auto [known, is_new] = settings_.try_emplace(service.node);
    if (!is_new) return known->second;  // or, in a circle, what is there so far
    Settings settings;
    const auto base = extended(service);
    if (base && extends == kMostExtends) {
      document_.exhaust();
    } else if (base) {
      settings = inherited(settings_of(*base, extends + 1));
    }
    if (replaces_own(service, kOptions)) settings.options.clear();
    if (replaces_own(service, kPrivileged)) settings.privileged.reset();
    if (replaces_own(service, kPreStart)) settings.pre_starts.clear();
    lay_over(own_settings(service), settings);
    return known->second = std::move(settings);
  }

  Settings own_settings(const Value& service) const {
    Settings settings;
    if (const auto options = get(service, kOptions)) add_own(*options, settings.options);
    if (const auto value = get(service, kPrivileged)) {
      settings.privileged = compose_privileged(document_, *value);
    }
    const auto hooks = get(service, kPreStart);
    std::size_t index = 0;
    for (const Value& hook : hooks ? document_.items(*hooks) : std::vector<Value>()) {
      const bool is_reset = document_.tag(hook) == Tag::compose_reset;
      if (!is_reset && document_.type(hook) == Type::mapping) {
        settings.pre_starts.push_back(pre_start(hook, index));
      }
      ++index;
    }
    return settings;
  }

  PreStart pre_start(const Value& hook, std::size_t index) const {
    const auto keys = document_.entries(hook);
    PreStart container{.part = fmt::format("{}[{}]", kPreStart, index),
                       .image = std::string(document_.get_text(hook, "image")),
                       .place = keys.empty() ? hook.used : keys.front().key.used};
    if (const auto value = get(hook, kPrivileged)) {
      container.privileged = compose_privileged(document_, *value);
      if (container.privileged) container.privileged->part = container.part;
    }
    return container;
  }

  /// A refused option is reported on the base service; it is not inherited.
  static Settings inherited(Settings settings) {
    std::erase_if(settings.options,
                  [](const DockerSetting& option) { return option.effect == SeccompEffect::none; });
    const auto inherit = [](DockerSetting& setting) { setting.is_inherited = true; };
    std::ranges::for_each(settings.options, inherit);
    for_each_privileged(settings, inherit);
    return settings;
  }

  /// The service that `extends` names, if it is in this file.
  std::optional<Value> extended(const Value& service) const {
    const auto extends = get(service, "extends");
    if (!extends) return std::nullopt;
    auto name = extends;
    if (document_.type(*extends) == Type::mapping) {
      const auto file = get(*extends, "file");
      const std::string_view path = file ? document_.text(*file) : std::string_view();
      const bool is_here = path.empty() || path == base_name(file_name_) ||
                           (path.starts_with("./") && path.substr(2) == base_name(file_name_));
      name = is_here ? get(*extends, "service") : std::nullopt;
    }
    if (!name) return std::nullopt;
    const Interpolated text = interpolate(document_.text(*name));
    const auto base = text.is_known() ? by_name_.find(text.front()) : by_name_.end();
    return base == by_name_.end() ? std::nullopt : std::optional(base->second);
  }

  /// The services that a service extends, the nearest first.
  std::vector<Value> bases_of(const Value& service) const {
    std::vector<Value> bases;
    for (auto base = extended(service); base; base = extended(bases.back())) {
      const bool is_circle =
          std::ranges::any_of(bases, [&](const Value& known) { return known.node == base->node; });
      if (is_circle || bases.size() == kMostExtends) break;
      bases.push_back(*base);
    }
    return bases;
  }

  /// A list of strings. podman-compose also takes one string and a mapping (podman_compose.py
  /// norm_as_list), which Compose refuses.
  void add_own(const Value& list, std::vector<DockerSetting>& options) const {
    constexpr auto kOtherShape = DockerSetting::Readers::podman_compose;
    switch (document_.type(list)) {
      case Type::sequence:
        for (const Value& item : document_.items(list)) add_item(item, options);
        break;
      case Type::mapping:
        for (const auto& [key, value] : entries(list)) {
          add(value, fmt::format("{}={}", key, document_.text(value)), kOtherShape, options);
        }
        break;
      default:
        add(list, text_of(list), kOtherShape, options);
        break;
    }
  }

  void add_item(const Value& item, std::vector<DockerSetting>& options) const {
    if (document_.tag(item) == Tag::compose_reset) return;
    if (document_.type(item) != Type::mapping) {
      add(item, text_of(item), DockerSetting::Readers::all, options);
      return;
    }
    for (const auto& [key, value] : entries(item)) {
      DockerSetting option;
      option.place = option.items = document_.written(item);
      judge_mapping_option(key, document_.text(value), option);
      options.push_back(std::move(option));
    }
  }

  /// A template's action that stands alone looks like a mapping to YAML.
  std::string text_of(const Value& value) const {
    const std::string_view text = document_.text(value);
    const bool is_action = text.empty() && document_.type(value) == Type::undecided;
    return std::string(is_action ? document_.undecided_text(value) : text);
  }

  void add(const Value& value, std::string text, DockerSetting::Readers readers,
           std::vector<DockerSetting>& options) const {
    DockerSetting option;
    option.readers = readers;
    option.place = option.items = document_.written(value);
    judge_option(interpolate(text), OptionReader::client, option);
    option.text = std::move(text);
    options.push_back(std::move(option));
  }

  const Document& document_;
  std::string_view file_name_;
  bool is_v1_;
  bool is_mapping_ = false;
  std::vector<Named> services_;
  std::map<std::string_view, Value> by_name_;
  std::map<yaml::NodeId, Settings> settings_;  // of each service looked at
  bool is_version_3_ = false;
  bool is_stack_file_ = false;
};

/// Whether a document is a Compose file, or a part of one: `services` of mappings among nothing but
/// Compose's own top-level keys. A Compose file's name excuses other keys, and services that stand
/// at the top as in Compose v1.
bool is_compose(const Document& document, std::string_view file_name) {
  return Compose(document, file_name).is_recognised();
}

/// Adds each service with the settings that take effect on it, those of the services that it
/// extends within the file first.
void read_compose(const Document& document, std::string_view file_name, Manifest& manifest) {
  for (Service& service : Compose(document, file_name).services()) {
    add_settings(std::move(service.settings), service.workload);
    manifest.workloads.push_back(std::move(service.workload));
  }
}

/// The services of the documents so far, each in its place.
class MergedServices {
 public:
  /// Lays a document over those before it.
  void add(const Document& document, std::string_view file_name) {
    Compose compose(document, file_name);
    if (compose.replaces_services()) by_name_.clear();
    for (const std::string_view name : compose.reset_services()) by_name_.erase(std::string(name));
    for (Service& service : compose.services()) {
      const std::string name = service.workload.object.name;
      if (!is_first_) service.workload.docker.reset();  // it would be of another document
      const auto [known, is_new] = by_name_.try_emplace(name, services_.size());
      if (is_new) {
        services_.push_back(std::move(service));
      } else {
        lay_over(std::move(service), services_[known->second]);
      }
    }
    is_first_ = false;
  }

  void move_to(Manifest& manifest) {
    std::vector<std::size_t> order;
    for (const auto& [name, at] : by_name_) order.push_back(at);
    std::ranges::sort(order);
    for (const std::size_t at : order) {
      Service& service = services_[at];
      add_settings(std::move(service.settings), service.workload);
      manifest.workloads.push_back(std::move(service.workload));
    }
  }

 private:
  static void lay_over(Service later, Service& service) {
    Settings& settings = service.settings;
    if (later.is_replaced || later.replaces_options) settings.options.clear();
    if (later.is_replaced || later.replaces_privileged) settings.privileged.reset();
    if (later.is_replaced || later.replaces_pre_start) settings.pre_starts.clear();
    manifest::lay_over(std::move(later.settings), settings);
    std::string& profiles = later.workload.object.detail;
    if (!profiles.empty()) service.workload.object.detail = std::move(profiles);
  }

  std::vector<Service> services_;
  std::map<std::string, std::size_t> by_name_;  // those that are still there
  bool is_first_ = true;
};

/// Compose reads each document of a file by itself, with what its services extend, and lays it over
/// those before it (compose-go loader/loader.go loadYamlFile, override/merge.go).
void read_compose_documents(std::span<const Document* const> documents, std::string_view file_name,
                            Manifest& manifest) {
  MergedServices merged;
  for (const Document* document : documents) merged.add(*document, file_name);
  merged.move_to(manifest);
}

/// What begins as objects of Kubernetes do is one.
bool may_be_merged(std::string_view document) {
  constexpr std::string_view kBlank = " \t\r\n";
  while (true) {
    document.remove_prefix(std::min(document.find_first_not_of(kBlank), document.size()));
    if (!document.starts_with('#') && !document.starts_with("---\n")) break;
    document.remove_prefix(std::min(document.find('\n'), document.size()));
  }
  return !document.starts_with("apiVersion: ") && !document.starts_with("kind: ");
}

constexpr std::array kJsonMarks = std::to_array<std::array<std::string_view, 2>>(
    {{"\"services\"", "\"security_opt\""}, {"\"services\"", "\"privileged\""}});

constexpr std::array<std::string_view, 2> kMergeMarks{kOptions, kPrivileged};

}  // namespace

extern const Family kCompose{
    .name = "Compose",
    .recognises = is_compose,
    .read = read_compose,
    // A chart's values have a key `services`, too.
    .is_a_guess = true,
    .json_marks = kJsonMarks,
    .merge_marks = kMergeMarks,
    .may_be_merged = may_be_merged,
    .read_together = read_compose_documents,
};

}  // namespace lint::manifest
