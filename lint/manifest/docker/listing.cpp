/// What the check of CNTR-MK-001170 prints, one line for each container:
/// `docker inspect --format '{{ .Id }}: SecurityOpt={{ .HostConfig.SecurityOpt }}'`, and what that
/// of CIS Docker Benchmark 5.5 does, `{{ .Id }}: Privileged={{ .HostConfig.Privileged }}`. Saved
/// with `2>&1`, what Docker complains about stands among these lines.

#include "lint/manifest/docker/listing.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "lint/manifest/docker/container_options.hpp"
#include "lint/manifest/docker/option.hpp"
#include "lint/manifest/docker/privileged.hpp"
#include "lint/manifest/family.hpp"
#include "lint/search/search.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

constexpr std::string_view kOptions = "SecurityOpt=";
constexpr std::string_view kPrivileged = "Privileged=";
constexpr std::string_view kBetween = " []";
constexpr std::array<std::string_view, 2> kSeparators{": SecurityOpt=", ": Privileged="};

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
  std::size_t at = kOptions.size();
  while ((at = text.find_first_not_of(kBetween, at)) != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of(kBetween, at), text.size());
    const std::uint32_t place = document.written(line).begin + static_cast<std::uint32_t>(at);
    options.push_back(container_option(text.substr(at, end - at),
                                       {place, place + static_cast<std::uint32_t>(end - at)}));
    at = end;
  }
  return options;
}

/// "Privileged=true"; nothing for false.
std::optional<DockerSetting> privileged(const Document& document, const Value& line) {
  DockerSetting setting;
  setting.kind = DockerSetting::Kind::container_privileged;
  setting.effect = SeccompEffect::no_default;
  setting.place = document.written(line);
  setting.place.begin += static_cast<std::uint32_t>(kPrivileged.size());
  setting.text = document.text(line).substr(kPrivileged.size());
  return setting.text == "true" ? std::optional(std::move(setting)) : std::nullopt;
}

bool is_of_container(const Document& document, const Document::Entry& line) {
  const std::string_view text = document.text(line.value);
  return text.starts_with(kOptions) || text.starts_with(kPrivileged);
}

/// What Docker's client writes to standard error begins so.
bool is_complaint(std::string_view text) {
  constexpr std::array kBegins = std::to_array<std::string_view>(
      {"Error", "error", "WARNING", "Warning", "warning", "Cannot connect", "permission denied"});
  return std::ranges::any_of(kBegins,
                             [&](std::string_view begin) { return text.starts_with(begin); });
}

/// Whether a document is such a listing. To YAML it is a mapping from ids or names to texts.
bool is_docker_listing(const Document& document, std::string_view) {
  const auto lines = document.entries(document.root());
  const auto is_of_listing = [&](const Document::Entry& line) {
    return is_of_container(document, line) || is_complaint(document.text(line.key));
  };
  return std::ranges::all_of(lines, is_of_listing) &&
         std::ranges::any_of(
             lines, [&](const Document::Entry& line) { return is_of_container(document, line); });
}

void read_docker_listing(const Document& document, std::string_view, Manifest& manifest) {
  for (const Document::Entry& entry : document.entries(document.root())) {
    if (!is_of_container(document, entry)) continue;
    const auto& [key, line] = entry;
    Workload workload;
    workload.object.kind = "container";
    workload.object.name = container_name(document.text(key));
    workload.container = key.used;
    if (document.text(line).starts_with(kOptions)) {
      add_options(options(document, line), workload);
    } else if (auto setting = privileged(document, line)) {
      add_privileged(std::move(*setting), workload);
    } else {
      workload.obscurity = "the listing does not show its security options";
    }
    manifest.workloads.push_back(std::move(workload));
  }
}

bool is_line_of_container(std::string_view line) {
  const std::size_t separator = line.find_first_of(" \t:");
  return separator < line.size() && std::ranges::any_of(kSeparators, [&](std::string_view text) {
           return line.substr(separator).starts_with(text);
         });
}

}  // namespace

std::optional<std::string> mask_complaints(std::string_view text) {
  const bool has_separator = std::ranges::any_of(kSeparators, [&](std::string_view separator) {
    return find_bytes(text, separator) < text.size();
  });
  if (!has_separator) return std::nullopt;
  std::string masked(text);
  bool has_complaint = false;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    if (!is_line_of_container(line)) {
      const bool is_blank = trimmed(line).empty();
      if (!is_blank && !is_complaint(line)) return std::nullopt;
      has_complaint = has_complaint || !is_blank;
      std::fill_n(masked.begin() + static_cast<std::ptrdiff_t>(begin), line.size(), ' ');
    }
    begin = end + 1;
  }
  return has_complaint ? std::optional(std::move(masked)) : std::nullopt;
}

extern const Family kDockerListing{"docker inspect --format", is_docker_listing,
                                   read_docker_listing};

}  // namespace lint::manifest
