#pragma once
/// Settings that name a field by its path: `name: a.seccompProfile.type` with a `value` beside it,
/// `a.seccompProfile.type: Unconfined`.

#include <string_view>
#include <vector>

#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// What a path leads to.
enum class Field : std::uint8_t { other, profile, type };

/// The field at the end of a path of two keys or more, with dots, slashes or brackets between them.
/// What begins with a slash is a JSON pointer, of which a dot parts no keys but those in the last.
Field field_at_end(std::string_view path);

/// Whether nothing below a key of an object itself says what runs.
bool runs_nothing(std::string_view root_key);

/// Whether the keys below a key are names that nobody takes for paths: annotations, labels.
bool are_names(std::string_view key);

/// Adds what the entries of a mapping set by paths. Where the value comes from somewhere else, what
/// it will be is undecided.
void find_paths(const Document& document, const Value& mapping,
                const std::vector<Document::Entry>& entries, ProfileHolder holder,
                Workload& workload);

/// What says that the value at a path, which stands at `place`, comes from somewhere else.
UndecidedValue undecided_path(std::string_view path, ByteRange place);

}  // namespace lint::manifest
