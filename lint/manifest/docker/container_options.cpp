/// What `docker inspect --format '{{json .HostConfig.SecurityOpt}}'` prints, one list or `null` for
/// each container, and what other families read with the same words.

#include "lint/manifest/docker/container_options.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "lint/manifest/docker/interpolation.hpp"
#include "lint/manifest/docker/option.hpp"
#include "lint/manifest/family.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

constexpr std::string_view kNull = "null";

/// What options of containers are about (moby/moby daemon/daemon_unix.go parseSecurityOpts, and
/// Podman's).
constexpr std::array kOptionNames = std::to_array<std::string_view>({
    "apparmor",
    "credentialspec",
    "label",
    "mask",
    "no-new-privileges",
    "proc-opts",
    "seccomp",
    "systempaths",
    "unmask",
    "writable-cgroups",
});

bool is_option(std::string_view text) {
  return std::ranges::find(kOptionNames, text.substr(0, text.find_first_of("=:"))) !=
         kOptionNames.end();
}

/// A line between `begin` and `end` of what was printed.
struct PrintedLine {
  std::string_view text;
  std::uint32_t begin = 0;
};

/// The lines of a document that YAML takes for one scalar, as its first line is `null`.
std::vector<PrintedLine> printed_lines(const Document& document) {
  const ByteRange range = document.written(document.root());
  std::vector<PrintedLine> lines;
  std::string_view rest = document.tree().source()[range];
  std::uint32_t at = range.begin;
  while (!rest.empty()) {
    const std::size_t size = std::min(rest.find('\n'), rest.size());
    const std::size_t next = std::min(size + 1, rest.size());
    if (!trimmed(rest.substr(0, size)).empty()) lines.push_back({rest.substr(0, size), at});
    rest.remove_prefix(next);
    at += static_cast<std::uint32_t>(next);
  }
  return lines;
}

bool is_printed_list(std::string_view line) {
  line = trimmed(line);
  return line == kNull || (line.starts_with('[') && line.ends_with(']'));
}

/// The options of one line. Docker prints each in double quotes; what it escapes is no option that
/// matters.
std::vector<DockerSetting> options_on(const PrintedLine& line) {
  std::vector<DockerSetting> options;
  std::size_t open = line.text.find('"');
  while (open < line.text.size()) {
    std::size_t close = open + 1;
    while (close < line.text.size() && line.text[close] != '"') {
      close += line.text[close] == '\\' ? 2 : 1;
    }
    if (close >= line.text.size()) break;
    const ByteRange place{line.begin + static_cast<std::uint32_t>(open),
                          line.begin + static_cast<std::uint32_t>(close + 1)};
    options.push_back(container_option(line.text.substr(open + 1, close - open - 1), place));
    open = line.text.find('"', close + 1);
  }
  return options;
}

bool is_list_of_options(const Document& document) {
  const Value root = document.root();
  if (document.type(root) != Type::sequence) return false;
  if (!document.tree().source().from(document.written(root).begin).starts_with('[')) return false;
  const auto items = document.items(root);
  return !items.empty() && std::ranges::all_of(items, [&](const Value& item) {
    return document.type(item) == Type::string && is_option(document.text(item));
  });
}

/// Only where the bytes that are read name seccomp, letter by letter: without that word, which an
/// action of a template may hold and a mask hides, nothing in it is read.
bool is_printed(const Document& document) {
  const std::string_view text = document.tree().source()[document.written(document.root())];
  if (!text.starts_with(kNull) || text.find("seccomp") == text.npos) return false;
  return std::ranges::all_of(printed_lines(document),
                             [](const PrintedLine& line) { return is_printed_list(line.text); });
}

void add(std::vector<DockerSetting> options, ByteRange place, Manifest& manifest) {
  Workload workload;
  workload.object.kind = "container";
  workload.container = place;
  add_options(std::move(options), workload);
  manifest.workloads.push_back(std::move(workload));
}

bool is_docker_options(const Document& document, std::string_view) {
  return is_list_of_options(document) || is_printed(document);
}

void read_docker_options(const Document& document, std::string_view, Manifest& manifest) {
  if (document.type(document.root()) == Type::sequence) {
    return add(options_in(document, document.root()), document.root().used, manifest);
  }
  for (const PrintedLine& line : printed_lines(document)) {
    const auto end = line.begin + static_cast<std::uint32_t>(line.text.size());
    add(options_on(line), {line.begin, end}, manifest);
  }
}

}  // namespace

DockerSetting container_option(std::string_view text, ByteRange place) {
  DockerSetting option;
  option.kind = DockerSetting::Kind::container_option;
  option.place = place;
  option.text = text;
  judge_option(literal(text), OptionReader::daemon, option);
  return option;
}

std::vector<DockerSetting> options_in(const Document& document, const Value& list) {
  std::vector<DockerSetting> options;
  for (const Value& item : document.items(list)) {
    options.push_back(container_option(document.text(item), document.written(item)));
  }
  return options;
}

extern const Family kDockerOptions{.name = "docker inspect --format '{{json}}'",
                                   .recognises = is_docker_options,
                                   .read = read_docker_options};

}  // namespace lint::manifest
