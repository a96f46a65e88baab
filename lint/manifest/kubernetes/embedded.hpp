#pragma once
/// Documents within documents: manifests in a ConfigMap, patches in a kustomization, values in an
/// Application.

#include <string_view>
#include <vector>

#include "lint/manifest/workload.hpp"
#include "lint/role.hpp"
#include "lint/search/search.hpp"

namespace lint::manifest {

/// The scalars of a document that may be documents of their own, in which `triggers` stand or may
/// be spelt in another way:
///  - `data` of a ConfigMap and `stringData` of a Secret;
///  - any in a custom resource or a kustomization, as their controllers read them: inline patches
///    (kubectl.docs.kubernetes.io/references/kustomize), `podSpecPatch` of Argo Workflows, `values`
///    of Argo CD's Applications, `valuesContent` of k3s' HelmCharts;
///  - in a chart's values, where lists of extra manifests are often texts;
///  - in documents of no known family.
/// Annotations, command lines, custom resource definitions, policies and schemas are left out.
std::vector<Embedded> find_embedded(const Document& document, std::string_view file_name, Role role,
                                    const Patterns& triggers);

}  // namespace lint::manifest
