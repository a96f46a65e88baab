#include "lint/manifest/kubernetes/variables.hpp"

#include <fmt/format.h>

#include <array>
#include <string>

#include "lint/manifest/kubernetes/kinds.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

constexpr std::array<std::string_view, 3> kSubstitutePath{"spec", "postBuild", "substitute"};

constexpr std::string_view kTemplate = "Template";

/// Adds the parameters of a Template of OpenShift.
void add_parameters(const Document& document, const Value& object, Variables& variables) {
  const std::string_view group = group_of(document.get_text(object, "apiVersion"));
  if (!group.empty() && group != "template.openshift.io") return;
  for (const Value& parameters : document.get(object, "parameters")) {
    for (const Value& parameter : document.items(parameters)) {
      const std::string_view value = document.get_text(parameter, "value");
      // An empty value is one that whoever uses the template has to give.
      if (!value.empty()) variables.add(document.get_text(parameter, "name"), value);
    }
  }
}

}  // namespace

void add_flux_variables(const Document& document, Variables& variables) {
  const Value root = document.root();
  if (document.get_text(root, "kind") != "Kustomization") return;
  if (group_of(document.get_text(root, "apiVersion")) != "kustomize.toolkit.fluxcd.io") return;
  for (const Value& substitute : document.get(root, kSubstitutePath)) {
    for (const auto& [name, value] : document.entries(substitute)) {
      variables.add(document.text(name), document.text(value));
    }
  }
}

std::optional<Variables> own_variables(const Document& document, const Variables& of_file) {
  const Value root = document.root();
  const std::string_view kind = document.get_text(root, "kind");
  std::vector<Value> templates;
  if (kind == kTemplate) templates.push_back(root);
  if (is_list_kind(kind)) {
    for (const Value& items : document.get(root, "items")) {
      for (const Value& item : document.items(items)) {
        if (document.get_text(item, "kind") == kTemplate) templates.push_back(item);
      }
    }
  }
  if (templates.empty()) return std::nullopt;
  Variables variables = of_file;
  for (const Value& object : templates) add_parameters(document, object, variables);
  return variables;
}

std::vector<Brought> find_brought(const Document& document, const Patterns& triggers) {
  std::vector<Brought> found;
  if (document.variables().empty()) return found;
  const yaml::Tree& tree = document.tree();
  for (yaml::NodeId id = 0; id < tree.size(); ++id) {
    if (tree[id].kind != yaml::NodeKind::mapping) continue;
    for (yaml::NodeId key = id + 1; key < tree[id].next; key = tree[tree[key].next].next) {
      const yaml::NodeId node = tree[key].next;
      if (tree[key].kind != yaml::NodeKind::scalar || tree[node].kind != yaml::NodeKind::scalar) {
        continue;
      }
      const std::string_view text = tree.text(node);
      const auto value = whole_value(text, document.variables());
      // What is no collection brings no profile.
      if (!value || value->find_first_of("{:") == value->npos) continue;
      if (!triggers.are_in(*value) && !triggers.are_in(tree.text(key))) continue;
      found.push_back({tree[node].range, fmt::format("{}: {}", tree.text(key), *value),
                       fmt::format("the value of {}", quoted(text))});
    }
  }
  return found;
}

}  // namespace lint::manifest
