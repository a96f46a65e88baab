#pragma once
/// Tells what kind of manifest a document is, and takes out of it what rules look at.

#include <span>
#include <string_view>
#include <vector>

#include "lint/manifest/workload.hpp"
#include "lint/role.hpp"
#include "lint/search/search.hpp"

namespace lint::manifest {

/// The workloads of a document, by the first family of manifests that recognises it; none when it
/// is no manifest at all. `file_name` is a hint only where the content leaves it open. `triggers`
/// are the words that make a text within the document matter. The result refers to the document.
///
/// `role` is what the place of the document says: values, patches and parts of objects need no
/// kind, and any seccompProfile in them counts.
Manifest recognise(const Document& document, std::string_view file_name, Role role,
                   const Patterns& triggers);

/// Whether some family of manifests recognises a document.
bool is_recognised(const Document& document, std::string_view file_name);

/// Whether a file's name, or what is in a document, says that its reader takes JSON with comments
/// and passes over mistakes.
bool takes_comments(std::string_view file_name);
bool takes_comments(const Document& document, std::string_view file_name);

/// Whether the reader of a file may make one of its documents, to the effect of a rule.
bool may_be_merged(std::string_view text);
/// Whether a document of such a file may be one of those, by a look at its bytes.
bool may_be_one_of_merged(std::string_view document);
/// Whether a document is of a family whose documents are merged.
bool is_merged(const Document& document, std::string_view file_name);
/// The workloads of such documents as their reader sees them: a manifest for those of each family.
std::vector<Manifest> recognise_together(std::span<const Document* const> documents,
                                         std::string_view file_name);

/// Whether JSON that cannot be read names what makes it a manifest that matters, so that it must
/// not pass for something else.
bool may_be_manifest(std::string_view json, const Patterns& triggers);

}  // namespace lint::manifest
