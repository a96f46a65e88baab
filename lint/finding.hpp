#pragma once
/// A finding and its parts: plain values that every part of the linter may hold.

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace lint {

enum class Severity : std::uint8_t { warning, error };

/// The word that reports and options use: "warning" or "error".
constexpr std::string_view to_string(Severity severity) {
  return severity == Severity::error ? "error" : "warning";
}

/// Half-open range of bytes in a text.
struct ByteRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend auto operator<=>(const ByteRange&, const ByteRange&) = default;
};

/// A place as people count it: 1-based line, 1-based column in code points.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend auto operator<=>(const Position&, const Position&) = default;
};

/// From the first character to the one behind the last, never past the first line's end.
struct Span {
  Position begin;
  Position end;
  friend auto operator<=>(const Span&, const Span&) = default;
};

/// What a finding speaks of. Empty strings where the manifest says nothing.
struct Subject {
  std::string api_version;
  std::string kind;
  std::string name_space;
  std::string name;
  /// The part of the object in words: "pod", "init container 'x'", or a path such as
  /// "spec.podSpec".
  std::string part;
  /// What else tells it apart, shown in parentheses: a container's short id and state.
  std::string detail;
  /// Where the object's own document is embedded: "ConfigMap 'web', data['pod.yaml']". Empty when
  /// it is a document of the file.
  std::string within;
};

/// The source around a finding, cut to what is worth showing of a long line. Raw text.
struct Excerpt {
  std::string before;
  std::string marked;
  std::string after;
  bool is_cut_before = false;
  bool is_cut_after = false;
};

struct Finding {
  std::string path;
  Span span;
  Severity severity = Severity::error;
  /// Points to the id in the rule registry, which lives as long as the program.
  std::string_view rule;
  Subject subject;
  /// One sentence without the subject, as raw text: whoever prints it escapes control characters.
  std::string message;
  /// Its bytes in the text that it was found in.
  ByteRange place;
  /// Only when a report needs them: the line as GitHub code scanning fingerprints it, and what to
  /// show of it.
  std::string line_hash;
  Excerpt excerpt;
};

/// A finding that a directive or an annotation in the manifest takes back, and the reason given.
struct Suppressed {
  Finding finding;
  std::string reason;
};

}  // namespace lint
