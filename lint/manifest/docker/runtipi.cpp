/// Runtipi's docker-compose.json: a list of services with Compose's keys in camel case, of which
/// Runtipi makes a Compose file (runtipi.io, "Dynamic Compose Reference").

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/manifest/docker/interpolation.hpp"
#include "lint/manifest/docker/option.hpp"
#include "lint/manifest/docker/privileged.hpp"
#include "lint/manifest/family.hpp"

namespace lint::manifest {
namespace {

class Runtipi {
 public:
  explicit Runtipi(const Document& document) : document_(document) {}

  /// A list of services, each with a name and an image or, in an override, what it changes.
  bool is_recognised() const {
    const auto services = document_.last(document_.root(), "services");
    if (!services || document_.type(*services) != Type::sequence) return false;
    const auto items = document_.items(*services);
    return !items.empty() && std::ranges::all_of(items, [&](const Value& service) {
      return !document_.get_text(service, "name").empty() &&
             !document_.get_text(service, "image").empty();
    });
  }

  void read(Manifest& manifest) const {
    const Value root = document_.root();
    for (const Value& service : list(root, "services")) manifest.workloads.push_back(read(service));
    for (const Value& variant : list(root, "overrides")) {
      for (const Value& service : list(variant, "services")) {
        Workload workload = read(service);
        workload.object.detail = document_.get_text(variant, "architecture");
        manifest.workloads.push_back(std::move(workload));
      }
    }
  }

 private:
  std::vector<Value> list(const Value& mapping, std::string_view key) const {
    const auto list = document_.last(mapping, key);
    return list ? document_.items(*list) : std::vector<Value>();
  }

  Workload read(const Value& service) const {
    Workload workload;
    workload.object.kind = "Compose service";
    workload.object.name = document_.get_text(service, "name");
    std::vector<DockerSetting> options;
    for (const Value& item : list(service, "securityOpt")) {
      DockerSetting option;
      option.place = option.items = document_.written(item);
      option.text = document_.text(item);
      judge_option(interpolate(option.text), OptionReader::client, option);
      options.push_back(std::move(option));
    }
    add_options(std::move(options), workload);
    const auto value = document_.last(service, "privileged");
    auto privileged = value ? compose_privileged(document_, *value) : std::nullopt;
    if (privileged) add_privileged(std::move(*privileged), workload);
    workload.docker = DockerContainer{service};
    return workload;
  }

  const Document& document_;
};

bool is_runtipi(const Document& document, std::string_view) {
  return Runtipi(document).is_recognised();
}

void read_runtipi(const Document& document, std::string_view, Manifest& manifest) {
  Runtipi(document).read(manifest);
}

constexpr std::array kJsonMarks =
    std::to_array<std::array<std::string_view, 2>>({{"\"services\"", "\"securityOpt\""}});

}  // namespace

extern const Family kRuntipi{.name = "Runtipi",
                             .recognises = is_runtipi,
                             .read = read_runtipi,
                             .is_a_guess = true,
                             .json_marks = kJsonMarks};

}  // namespace lint::manifest
