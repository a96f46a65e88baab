#pragma once
/// What a file says of its own variables, and what they bring where one is all of a value.

#include "lint/manifest/document.hpp"
#include "lint/manifest/kubernetes/substitution.hpp"
#include "lint/manifest/workload.hpp"
#include "lint/search/search.hpp"

namespace lint::manifest {

/// Every document that says something of variables for other documents holds this word.
inline constexpr std::string_view kFluxVariablesWord = "postBuild";

/// Adds what Flux substitutes in other documents of the file: `spec.postBuild.substitute` of a
/// Kustomization.
void add_flux_variables(const Document& document, Variables& variables);

/// The file's variables with the parameters of the OpenShift Template that the document is, or of
/// those that it lists, which count in it alone; nothing when it is none.
std::optional<Variables> own_variables(const Document& document, const Variables& of_file);

/// The values that are nothing but a variable, for what it brings may hold a profile.
std::vector<Brought> find_brought(const Document& document, const Patterns& triggers);

}  // namespace lint::manifest
