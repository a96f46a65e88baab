#include "lint/manifest/kubernetes/pod_fields.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "lint/manifest/kubernetes/pod.hpp"
#include "lint/manifest/kubernetes/substitution.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

constexpr std::string_view kWindows = "windows";

/// Labels by which pods choose a node's system (k8s.io/api core/v1 LabelOSStable and before).
constexpr std::array<std::string_view, 2> kSystemLabels{"kubernetes.io/os",
                                                        "beta.kubernetes.io/os"};

/// The text of a string once the variables in it are replaced that the file knows.
std::string known_text(const Document& document, const Value& value) {
  const Substituted known = substitute(document.text(value), document.variables());
  return known.is_decided ? known.text : std::string();
}

}  // namespace

std::vector<Value> filtering_types(const Document& document, const Value& profile) {
  if (is_deleted(document, profile)) return {};
  std::vector<Value> types = document.get(profile, "type");
  std::erase_if(types, [&](const Value& type) {
    if (document.type(type) != Type::string) return true;
    const std::string text = known_text(document, type);
    return text != "RuntimeDefault" && text != "Localhost";
  });
  return types;
}

bool is_word_for_true(std::string_view text) {
  constexpr std::array<std::string_view, 4> kWords{"true", "yes", "on", "y"};
  return std::ranges::find(kWords, lower(text)) != kWords.end();
}

bool is_true(const Document& document, const Value& value) {
  const Type type = document.type(value);
  // What stands in quotes is a string after the substitution, too.
  const bool is_variable = type == Type::string &&
                           document.tree()[value.node].style == yaml::ScalarStyle::plain &&
                           document.text(value).find("${") != std::string_view::npos;
  if (type != Type::boolean && !is_variable) return false;
  return is_word_for_true(known_text(document, value));
}

std::vector<Value> privileged_values(const Document& document, const Value& context) {
  std::vector<Value> values = document.get(context, "privileged");
  std::erase_if(values, [&](const Value& value) { return !is_true(document, value); });
  return values;
}

std::optional<WindowsChoice> windows_choice(const Document& document, const Value& spec) {
  constexpr std::array<std::string_view, 2> kOsName{"os", "name"};
  for (const Value& name : document.get(spec, kOsName)) {
    if (document.text(name) == kWindows) return WindowsChoice{name, "spec.os.name", true};
  }
  for (const Value& labels : document.get(spec, "nodeSelector")) {
    for (const std::string_view label : kSystemLabels) {
      for (const Value& system : document.get(labels, label)) {
        if (document.text(system) == kWindows) return WindowsChoice{system, label};
      }
    }
  }
  return std::nullopt;
}

std::vector<SeccompAnnotation> seccomp_annotations(const Document& document, const Pod& pod) {
  constexpr std::array<std::string_view, 2> kPath{"metadata", "annotations"};
  std::vector<SeccompAnnotation> found;
  for (const Value& annotations : document.get(pod.owner, kPath)) {
    for (const auto& [key, value] : document.entries(annotations)) {
      const std::string_view name = document.text(key);
      if (name == kPodAnnotation) found.push_back({key, value, {}});
      const bool is_of_container =
          name.starts_with(kContainerAnnotation) && name.size() > kContainerAnnotation.size();
      if (is_of_container) found.push_back({key, value, name.substr(kContainerAnnotation.size())});
    }
  }
  return found;
}

std::vector<const Container*> containers_of(const Pod& pod, const SeccompAnnotation& annotation) {
  std::vector<const Container*> containers;
  for (const Container& container : pod.containers) {
    const bool is_meant = annotation.container.empty() || container.name == annotation.container;
    if (is_meant) containers.push_back(&container);
  }
  return containers;
}

}  // namespace lint::manifest
