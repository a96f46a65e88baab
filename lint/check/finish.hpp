#pragma once
/// The end of one file's way: what is done with its findings once all of its documents are checked.

#include <string>

#include "lint/check/settings.hpp"
#include "lint/text/source.hpp"

namespace lint {

/// Suppresses, sorts, and keeps of the lines what the settings' reports need.
void settle(Report& report, const std::string& name, const input::Source& source,
            const Settings& settings);

}  // namespace lint
