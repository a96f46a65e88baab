#pragma once
/// What rules look at: the workloads of a document, whatever kind of manifest they come from.

#include <string>
#include <vector>

#include "lint/finding.hpp"
#include "lint/manifest/document.hpp"

namespace lint::manifest {

/// One `seccompProfile` that a workload sets, well-formed or not.
struct SeccompProfile {
  /// Whose it is: "pod", "init container 'x'", or a path for a custom resource.
  std::string part;
  Value value;
};

/// An object that runs containers, or a custom resource that may.
struct Workload {
  /// `part` is empty here.
  Subject object;
  std::vector<SeccompProfile> seccomp_profiles;
};

/// A document and the workloads in it, in the order of the text. Refers to the document.
struct Manifest {
  const Document& document;
  std::vector<Workload> workloads;
};

}  // namespace lint::manifest
