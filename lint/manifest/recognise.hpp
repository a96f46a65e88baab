#pragma once
/// Tells what kind of manifest a document is, and takes out of it what rules look at.

#include <string_view>

#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// The workloads of a document, by the first family of manifests that recognises it; none when it
/// is no manifest at all. `file_name` is a hint only where the content leaves it open. The result
/// refers to the document.
///
/// `shape` is what the place of the document says: values, patches and fragments need no kind, and
/// any seccompProfile in them counts; `place` is what such a document is called.
Manifest recognise(const Document& document, std::string_view file_name,
                   Shape shape = Shape::manifest, const Subject& place = {});

/// Whether JSON that cannot be read names what makes it a manifest that matters, so that it must
/// not pass for something else.
bool may_be_manifest(std::string_view json);

}  // namespace lint::manifest
