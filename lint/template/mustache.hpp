#pragma once
/// Sections of Mustache: `{{#a}} … {{/a}}` is rendered when `a` is there, `{{^a}} … {{/a}}` when it
/// is not.

#include <string_view>
#include <vector>

#include "lint/template/actions.hpp"

namespace lint::templates {

/// What a tag of Mustache, or of Handlebars, does, given its text from `{{` to `}}`.
ActionKind mustache_kind(std::string_view tag);

/// Makes two sections one block with two branches where they follow each other, go by one name, and
/// one of them is inverted: the first one's end becomes a `middle`, and what opens the second one
/// does nothing.
void join_sections(std::string_view text, std::vector<Action>& tags);

}  // namespace lint::templates
