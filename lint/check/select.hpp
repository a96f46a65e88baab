#pragma once
/// What each file of a run is, by where it stands and what it is called.

#include <string>

#include "lint/role.hpp"
#include "lint/template/chart.hpp"

namespace lint {

/// The role of a file. `charts` remembers which folders are charts.
Role role_of(const std::string& path, templates::Charts& charts);

}  // namespace lint
