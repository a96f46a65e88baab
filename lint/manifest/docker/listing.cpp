/// What the check of CNTR-MK-001170 prints, one line for each container:
/// `docker inspect --format '{{ .Id }}: SecurityOpt={{ .HostConfig.SecurityOpt }}'`.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "lint/manifest/docker/interpolation.hpp"
#include "lint/manifest/docker/option.hpp"
#include "lint/manifest/family.hpp"

namespace lint::manifest {
namespace {

constexpr std::string_view kBegin = "SecurityOpt=";
constexpr std::string_view kBetween = " []";

/// "/web" is the container web; an id is shown as short as Docker shows it.
std::string container_name(std::string_view key) {
  if (key.starts_with('/')) key.remove_prefix(1);
  const bool is_id = key.size() == 64 && key.find_first_not_of("0123456789abcdef") == key.npos;
  return std::string(is_id ? key.substr(0, 12) : key);
}

/// The options in "SecurityOpt=[a b]", which is how Go prints a list of strings. They stand in the
/// document as they are: plain text on one line.
std::vector<DockerSetting> options(const Document& document, const Value& line) {
  std::vector<DockerSetting> options;
  const std::string_view text = document.text(line);
  std::size_t at = kBegin.size();
  while ((at = text.find_first_not_of(kBetween, at)) != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of(kBetween, at), text.size());
    const std::uint32_t place = document.written(line).begin + static_cast<std::uint32_t>(at);
    DockerSetting option;
    option.kind = DockerSetting::Kind::container_option;
    option.place = {place, place + static_cast<std::uint32_t>(end - at)};
    option.text = text.substr(at, end - at);
    judge_option(literal(option.text), OptionReader::daemon, option);
    options.push_back(std::move(option));
    at = end;
  }
  return options;
}

/// Whether a document is such a listing. To YAML it is a mapping from ids or names to texts.
bool is_docker_listing(const Document& document, std::string_view) {
  const auto lines = document.entries(document.root());
  return !lines.empty() && std::ranges::all_of(lines, [&](const Document::Entry& line) {
    return document.text(line.value).starts_with(kBegin);
  });
}

void read_docker_listing(const Document& document, std::string_view, Manifest& manifest) {
  for (const auto& [key, line] : document.entries(document.root())) {
    Workload workload;
    workload.object.kind = "container";
    workload.object.name = container_name(document.text(key));
    add_options(options(document, line), workload);
    manifest.workloads.push_back(std::move(workload));
  }
}

}  // namespace

extern const Family kDockerListing{"docker inspect --format", is_docker_listing,
                                   read_docker_listing};

}  // namespace lint::manifest
