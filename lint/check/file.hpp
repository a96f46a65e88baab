#pragma once
/// The way of one file's documents from bytes to findings.

#include <optional>
#include <span>
#include <string>

#include "lint/check/settings.hpp"
#include "lint/check/triggers.hpp"
#include "lint/finding.hpp"
#include "lint/report/report.hpp"
#include "lint/text/source.hpp"

namespace lint {

/// Checks some documents of a file, as input::split_documents found them. The findings are
/// still to be settled (finish.hpp); the counts do not include the file itself.
Report check_documents(const std::string& name, const input::Source& source,
                       std::span<const ByteRange> documents, const Settings& settings,
                       const Triggers& triggers);

/// Checks a file that is an unrendered Helm template; nothing when it is none. Its documents are
/// found only when its actions are masked, as these may span several.
std::optional<Report> check_template(const std::string& name, const input::Source& source,
                                     const Settings& settings, const Triggers& triggers);

}  // namespace lint
