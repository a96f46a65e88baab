#pragma once
/// Reads YAML files of the linter's own, in which everything must be as it is described.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/manifest/document.hpp"
#include "lint/result.hpp"
#include "lint/text/source.hpp"

namespace lint::manifest {

/// What stops the reading of such a file, and where.
struct Mistake {
  ByteRange place;
  std::string message;
};

/// Looks things up in a document, and throws a Mistake where they are not as they must be.
class StrictReader {
 public:
  StrictReader(const Document& document, const Source& source)
      : document_(document), source_(source) {}

  const Document& document() const { return document_; }
  std::uint32_t line(const Value& value) const { return source_.line(value.used.begin); }

  void expect(const Value& value, Type wanted, std::string_view what) const;

  /// No template is read strictly: braces in a string are its own.
  std::string text(const Value& value, std::string_view what) const {
    const bool has_braces =
        document_.type(value) == Type::undecided && !document_.text(value).empty();
    if (!has_braces) expect(value, Type::string, what);
    return std::string(document_.text(value));
  }

  /// The texts of a list, each of them `what`.
  std::vector<std::string> texts(const Value& list, std::string_view name,
                                 std::string_view what) const;

  /// Visits the entries of a mapping; each key must be one of `known`, and stand there once.
  void for_each(const Value& mapping, std::string_view what,
                std::span<const std::string_view> known,
                const std::function<void(std::string_view key, const Value& value)>& visit) const;

 private:
  const Document& document_;
  const Source& source_;
};

/// Calls `read` with the file's one document, unless it is empty. The error begins with the place:
/// `path:line:col: `. `what` is what the file is: "a configuration".
std::optional<Error> read_strictly(const std::string& path, std::string_view text,
                                   std::string_view what,
                                   const std::function<void(const StrictReader&)>& read);

/// A text for YAML, in double quotes.
std::string yaml_quoted(std::string_view text);

}  // namespace lint::manifest
