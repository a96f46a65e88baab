#pragma once
/// Whether a text spells words that a search of its bytes does not find.

#include <string_view>

#include "lint/search/search.hpp"

namespace lint {

/// Whether a scalar's text could be a document of its own: a manifest, or a list of patches.
bool may_be_document(std::string_view text);

/// Whether the text, or one that stands in it, holds anything that could spell a word in another
/// way: an escape of a letter or of a line end, or a tag that may turn out to be !!binary. Searches
/// at memory speed.
bool may_hide_words(std::string_view text);

/// Whether readers of YAML may decode what may_hide_words() finds to different words. Escapes are
/// the same to all of them; a tag that may be !!binary, or a line end that only some know, is not.
bool may_hide_words_from_some(std::string_view text);

/// Whether the decoded text of a scalar holds one of the words, or may hold it when it is read as a
/// document of its own, with escapes of its own.
bool may_spell(std::string_view scalar, const Patterns& words);

}  // namespace lint
