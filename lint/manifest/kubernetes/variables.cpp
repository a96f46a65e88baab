#include "lint/manifest/kubernetes/variables.hpp"

#include <fmt/format.h>

#include <array>
#include <string>
#include <utility>

#include "lint/manifest/kubernetes/kinds.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

constexpr std::array<std::string_view, 3> kSubstitutePath{"spec", "postBuild", "substitute"};

constexpr std::string_view kTemplate = "Template";

/// Adds the parameters of a Template of OpenShift.
void add_parameters(const Document& document, const Value& object, Variables& variables) {
  if (!is_openshift_template(document.get_text(object, "apiVersion"), kTemplate)) return;
  for (const Value& parameters : document.get(object, "parameters")) {
    for (const Value& parameter : document.items(parameters)) {
      for (const Value& value : document.get(parameter, "value")) {
        const std::string_view text = document.text(value);
        // An empty value is one that whoever uses the template has to give.
        if (text.empty()) continue;
        variables.add(document.get_text(parameter, "name"),
                      {std::string(text), document.written(value)});
      }
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
      variables.add(document.text(name),
                    {std::string(document.text(value)), document.written(value)});
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

namespace {

/// What stands in a scalar that is nothing but a variable, if it may hold a profile: `key` is what
/// the scalar stands under, or empty.
std::optional<Brought> brought_by(const Document& document, yaml::NodeId scalar,
                                  std::string_view key, const Patterns& triggers) {
  const std::string_view text = document.tree().text(scalar);
  const Variables::Known* const known = whole_value(text, document.variables());
  // What is no collection brings no profile.
  if (known == nullptr || known->value.find_first_of("{:") == std::string::npos) return {};
  if (!triggers.are_in(known->value) && !triggers.are_in(key)) return {};
  return Brought{document.tree()[scalar].range,
                 key.empty() ? known->value : fmt::format("{}: {}", key, known->value),
                 known->place, fmt::format("the value of {}", quoted(text))};
}

}  // namespace

std::vector<Brought> find_brought(const Document& document, const Patterns& triggers) {
  std::vector<Brought> found;
  if (document.variables().empty()) return found;
  const yaml::Tree& tree = document.tree();
  const auto look_at = [&](yaml::NodeId node, std::string_view key) {
    if (tree[node].kind != yaml::NodeKind::scalar) return;
    auto brought = brought_by(document, node, key, triggers);
    if (brought) found.push_back(std::move(*brought));
  };
  for (yaml::NodeId id = 0; id < tree.size(); ++id) {
    const yaml::NodeKind kind = tree[id].kind;
    if (kind != yaml::NodeKind::mapping && kind != yaml::NodeKind::sequence) continue;
    for (yaml::NodeId node = id + 1; node < tree[id].next; node = tree[node].next) {
      if (kind == yaml::NodeKind::sequence) {
        look_at(node, {});
        continue;
      }
      const yaml::NodeId key = std::exchange(node, tree[node].next);
      if (tree[key].kind == yaml::NodeKind::scalar) look_at(node, tree.text(key));
    }
  }
  return found;
}

}  // namespace lint::manifest
