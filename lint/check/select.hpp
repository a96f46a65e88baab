#pragma once
/// What a walk takes whose contents decide, and what each file of a run is.

#include <string>
#include <string_view>

#include "lint/files/discover.hpp"
#include "lint/role.hpp"
#include "lint/template/chart.hpp"

namespace lint {

/// The role of a file by where it stands and what it is called. `charts` remembers which folders
/// are charts.
Role role_of(const std::string& path, templates::Charts& charts);

/// What a walk has to know of charts and kustomizations: every file in the templates of a chart is
/// one, and a kustomization names files as it likes. `charts` and `open` must live as long as the
/// result; `open` has the texts that hold instead of what is on the disk, or is null.
files::Advice advice_of(templates::Charts& charts, const templates::OpenTexts* open = nullptr);

/// Whether some document of a text is a manifest by what is in it, whatever its file is called.
bool holds_manifest(const std::string& path, std::string_view text);

}  // namespace lint
