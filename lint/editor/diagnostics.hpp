#pragma once
/// Findings as the protocol's diagnostics.

#include <span>
#include <string_view>

#include "lint/editor/client.hpp"
#include "lint/editor/configuration.hpp"
#include "lint/editor/documents.hpp"
#include "lint/editor/json.hpp"
#include "lint/report/run_result.hpp"
#include "lint/text/source.hpp"

namespace lint::editor {

/// What a finding marks in its text: the offending value, as far as it stands on its first line.
ByteRange marked_range(std::string_view text, const Finding& finding);

/// A finding of the document, without what needs the text that it was found in.
Json diagnostic_of(const FileResult& file, const Finding& finding, Json range,
                   const Client& client);

/// The findings of a document. `source` is the document's text.
Json diagnostics_of(const Document& document, const Source& source, const FileResult& file,
                    const Client& client);

/// Those of the problems that are in the file at `path`, whose text is given.
Json diagnostics_of(std::span<const Problem> problems, const std::string& path,
                    std::string_view text, const Client& client);

}  // namespace lint::editor
