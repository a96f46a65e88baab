#pragma once
/// In which ways a text has to be read. Readings are made here, by the rooms that know how, and
/// judged in check/judge.

#include <optional>
#include <string_view>

#include "lint/check/reading.hpp"

namespace lint {

/// The documents of a text that is no template.
Reading plain_reading(std::string_view text, Role role);

/// Every way to read a part of the text of a template: each set of branches that can be seen
/// together, each definition, and as kubectl sees it unrendered. `outer` is what the part stands
/// in.
TemplateReadings template_readings(const Reading& outer, std::string_view text, ByteRange part,
                                   const templates::Actions& actions);

/// A document of a template in another language than Helm's: with the markup masked of the first
/// language that makes it readable, or whose control statements stand where it is not.
DialectReadings dialect_readings(const Reading& outer, ByteRange document);

/// The document with malformed UTF-8 replaced that stands in comments, where kubectl passes over
/// it; nothing when there is none, or some stands elsewhere.
std::optional<Reading> comments_reading(const Reading& outer, ByteRange document);

/// What JSON allows and YAML does not, masked, and what follows its last value; nothing when the
/// document holds no JSON. `is_harmless` says so of the document as it is: see Reading.
std::optional<Reading> json_reading(const Reading& outer, ByteRange document, bool is_harmless);

/// JSON with comments as strict JSON; nothing when the document is no object or has none.
std::optional<Reading> commented_reading(const Reading& outer, ByteRange document);

/// All of a text whose reader takes JSON with comments.
Reading forgiven_reading(std::string_view text, Role role);

/// The document with its malformed UTF-8 replaced, as kubectl reads it; nothing when it is UTF-8.
std::optional<Reading> mended_reading(const Reading& outer, ByteRange document);

/// A listing of Docker's, without the lines that are none of it; nothing for any other document.
std::optional<Reading> listing_reading(const Reading& outer, ByteRange document);

/// A document of a text that stands in `outer`, or `outer` itself cut down to one document.
Reading document_reading(const Reading& outer, ByteRange document);

}  // namespace lint
