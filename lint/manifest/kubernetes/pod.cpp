#include "lint/manifest/kubernetes/pod.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kContainerLists{{
    {"initContainers", "init container"},
    {"containers", "container"},
    {"ephemeralContainers", "ephemeral container"},
}};

}  // namespace

Pod read_pod(const Document& document, const Value& spec, std::string part) {
  Pod pod{spec, std::move(part), {}, {}};
  for (const auto& [key, role] : kContainerLists) {
    for (const Value& list : document.get(spec, key)) {
      std::size_t number = 0;
      for (const Value& value : document.items(list)) {
        ++number;
        if (is_deleted(document, value)) continue;
        Container container{
            std::string(role), std::string(document.get_text(value, "name")), {}, value};
        container.part = container.name.empty()
                             ? fmt::format("{} #{}", role, number)
                             : fmt::format("{} {}", role, quoted(container.name));
        pod.containers.push_back(std::move(container));
      }
    }
  }
  return pod;
}

void add_profiles(const Document& document, const Value& owner, const std::string& part,
                  std::vector<SeccompProfile>& profiles) {
  for (const Value& context : document.get(owner, "securityContext")) {
    if (is_deleted(document, context)) continue;
    for (const Value& profile : document.get(context, "seccompProfile")) {
      profiles.push_back({.part = part, .value = profile, .owner = context});
    }
  }
}

bool is_off_word(std::string_view text) {
  return lower(trimmed(text)) == "unconfined";
}

bool is_deleted(const Document& document, const Value& mapping) {
  const auto directives = document.get_texts(mapping, "$patch");
  return !directives.empty() &&
         std::ranges::all_of(directives, [](std::string_view text) { return text == "delete"; });
}

std::string container_role(std::string_view key) {
  for (const auto& [list, role] : kContainerLists) {
    if (list == key) return std::string(role);
  }
  return {};
}

Subject subject_of(const Document& document, const Value& object, std::string_view api_version,
                   std::string_view kind) {
  // Longer ones are no names, and each finding holds a copy (RFC 1123).
  constexpr std::size_t kLongestName = 253;
  Subject subject;
  subject.api_version = api_version.substr(0, kLongestName);
  subject.kind = kind.substr(0, kLongestName);
  for (const Value& metadata : document.get(object, "metadata")) {
    subject.name = document.get_text(metadata, "name").substr(0, kLongestName);
    subject.name_space = document.get_text(metadata, "namespace").substr(0, kLongestName);
    const std::string_view prefix = document.get_text(metadata, "generateName");
    if (subject.name.empty() && !prefix.empty())
      subject.name = fmt::format("{}*", prefix.substr(0, kLongestName));
  }
  return subject;
}

}  // namespace lint::manifest
