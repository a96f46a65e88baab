#pragma once
/// Kustomizations, which need not say what they are.

#include <string>
#include <string_view>
#include <vector>

#include "lint/manifest/document.hpp"
#include "lint/role.hpp"

namespace lint::manifest {

/// Whether kustomize looks for a kustomization under this name, and it reads no other (kustomize
/// api/konfig/general.go, RecognizedKustomizationFileNames).
bool has_kustomization_name(std::string_view file_name);

/// Whether what a root says of itself allows it to be a kustomization: kustomize fills in what is
/// missing (api/types/kustomization.go, FixKustomizationPostUnmarshalling).
bool may_be_kustomization(std::string_view api_version, std::string_view kind);

/// What an entry of `patches` or `patchesJson6902` makes of its patch: one with a target is for
/// what the target says, whatever its own kind is (kustomize
/// api/internal/builtins/PatchTransformer.go).
Role role_of_patch(const Document& document, const Value& entry);

/// A file that a kustomization names, relative to its folder, and what it is there.
struct NamedFile {
  std::string path;
  Role role = Role::manifest;
};

/// The resources, components, patches and values of charts that a kustomization names; not what
/// merely becomes data of a ConfigMap. Some are folders, or on other hosts.
std::vector<NamedFile> files_named_by(const Document& kustomization);

/// Whether a document is a kustomization that only its file's name tells.
bool is_kustomization(const Document& document, std::string_view file_name);

}  // namespace lint::manifest
