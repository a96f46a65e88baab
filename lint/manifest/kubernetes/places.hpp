#pragma once
/// Where profiles stand in a document, told from its tree alone.

#include "lint/yaml/tree.hpp"

namespace lint::manifest {

/// Whether nothing in the tree names a `seccompProfile` but keys in a `securityContext`, each of
/// which belongs to the item of a list, such as a container, to the spec of a Pod or of a template,
/// or to what is no level of a built-in kind at all. It may say "no" too often: aliases and keys
/// written in another way may bring a profile anywhere.
bool profiles_are_in_place(const yaml::Tree& tree);

}  // namespace lint::manifest
