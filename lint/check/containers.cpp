#include "lint/check/containers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "lint/check/judge.hpp"
#include "lint/text/text.hpp"

namespace lint {
namespace {

constexpr std::string_view kDiffers = "the template decides whether it is {} or {}";
constexpr std::string_view kBinds = "{} on line {} sets {} for its image";

/// What another reading of the same container says.
void put_together(ListedContainer& known, const ListedContainer& other, Arena& texts) {
  if (known.state == other.state && known.profile == other.profile) return;
  if (known.state == FilterState::undecided) return;
  if (other.state == FilterState::undecided) {
    known = other;
    return;
  }
  const std::array states{std::string(to_string(known.state)), std::string(to_string(other.state))};
  known.state = FilterState::undecided;
  known.profile = {};
  known.why = {kDiffers, texts.keep_all(states)};
}

/// What several readings see is one container where it stands, and by its name where it does not
/// stand in the file as it is.
auto identity_of(const FileResult& result, const ListedContainer& container) {
  const Object& object = result.object_of(container);
  return std::tuple(container.place, container.part, std::string_view(object.name),
                    std::string_view(object.within));
}

auto order_of(const ListedContainer& container) {
  return std::tie(container.decided, container.place, container.part);
}

void bind(ListedContainer& container, const Object& object, const Source& source,
          std::span<const manifest::ProfileBinding> bindings, Arena& texts) {
  for (const manifest::ProfileBinding& binding : bindings) {
    if (container.part.empty() || !manifest::binds(binding, object.name_space, container.image)) {
      continue;
    }
    const std::array values{"ProfileBinding " + quoted(binding.name),
                            std::to_string(source.line(binding.place.begin)), binding.profile};
    container.binding = {kBinds, texts.keep_all(values)};
  }
}

}  // namespace

/// kubectl sees the actions of an unrendered template as texts, which no container is run from.
void Judge::keep_containers(const Reading& reading, const manifest::Manifest& manifest) {
  const bool is_unrendered = reading.way == Way::as_written && reading.depth == 0;
  if (!context_.settings.needs.containers || is_unrendered) return;
  for (const manifest::Workload& workload : manifest.workloads) {
    for (const manifest::Posture& posture : manifest::postures(manifest.document, workload)) {
      const manifest::Filter& filter = posture.filter;
      Arena& texts = result_.texts();
      ListedContainer container;
      container.object = result_.keep_object(workload.object, reading.within);
      container.part = texts.keep(posture.part);
      container.name = texts.keep(posture.name);
      container.image = texts.keep(posture.image);
      container.runtime_class = texts.keep(posture.runtime_class);
      container.state = filter.state;
      container.profile = texts.keep(filter.profile);
      container.why = {filter.why.pattern, texts.keep_all(filter.why.values)};
      container.place = context_.source.position(posture.place.begin);
      container.decided = context_.source.position(filter.place.begin);
      result_.containers.push_back(container);
    }
  }
  const auto binding = manifest::profile_binding(manifest.document);
  if (binding && reading.depth == 0) bindings_.push_back(*binding);
}

void finish_containers(FileResult& result, const Source& source,
                       std::span<const manifest::ProfileBinding> bindings) {
  if (result.containers.empty()) return;
  using Identity = decltype(identity_of(result, result.containers.front()));
  std::map<Identity, std::size_t> known;
  std::vector<ListedContainer> containers;
  for (const ListedContainer& container : result.containers) {
    const auto [at, is_new] = known.emplace(identity_of(result, container), containers.size());
    if (is_new) {
      containers.push_back(container);
    } else {
      put_together(containers[at->second], container, result.texts());
    }
  }
  for (ListedContainer& container : containers) {
    bind(container, result.object_of(container), source, bindings, result.texts());
  }
  std::ranges::stable_sort(containers, {}, order_of);
  result.containers = std::move(containers);
}

}  // namespace lint
