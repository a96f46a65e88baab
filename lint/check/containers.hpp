#pragma once
/// The containers of a file, once all of its documents are judged.

#include <span>

#include "lint/manifest/posture.hpp"
#include "lint/report/run_result.hpp"
#include "lint/text/source.hpp"

namespace lint {

/// Lists each container once, in the order of the places that decide: what several readings of a
/// template say of one container is put together. `bindings` are those of the file.
void finish_containers(FileResult& result, const Source& source,
                       std::span<const manifest::ProfileBinding> bindings);

}  // namespace lint
