#pragma once
/// A finding and its parts: plain values that every part of the linter may hold.

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace lint {

struct Rule;

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

/// From the first character to the one after the last. That of a finding never goes past its first
/// line's end.
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
  /// What else tells it apart, shown in parentheses: a container's short id and state.
  std::string detail;
  /// Where the object's own document is embedded: "ConfigMap 'web', data['pod.yaml']". Empty when
  /// it is a document of the file.
  std::string within;
  friend bool operator==(const Subject&, const Subject&) = default;
};

/// A Subject as the result of a file keeps it.
struct Object {
  std::string_view api_version;
  std::string_view kind;
  std::string_view name_space;
  std::string_view name;
  std::string_view detail;
  std::string_view within;
};

/// Names an Object of the file that a finding is in (FileResult::objects).
using ObjectId = std::uint32_t;
inline constexpr ObjectId kNoObject = 0xFFFF'FFFFU;

/// A piece of a message: a pattern of the program's own, with the values that stand where it says
/// `{}`. Becomes text when it is printed. Pattern and values are raw text: whoever prints them
/// escapes control characters.
struct Phrase {
  std::string_view pattern;
  std::span<const std::string_view> values;
};

/// What another place has to do with a finding.
enum class Relation : std::uint8_t {
  written,        // there the value is written that an alias brings here
  anchor,         // the anchor that the alias names, where it is not on the line of the value
  duplicate_key,  // the same key in the same mapping
  profile,        // the profile that the finding makes void, or that it contradicts
  privileged,     // what makes a container privileged
  node_choice,    // what chooses the nodes that may run the pod
};

/// Another place of the same file that explains a finding.
struct Related {
  Relation relation = Relation::written;
  Span span;
  /// The key that stands there again; else empty.
  std::string_view name;
};

/// A piece of a file's text, and what takes its place.
struct Change {
  ByteRange place;
  /// The same for people. May end on a later line.
  Span span;
  std::string_view text;
};

/// What would mend a finding.
struct Edit {
  std::string_view title;
  /// Whether nothing that runs today runs otherwise afterwards.
  bool is_safe = false;
  /// In the order of the text; all of them or none. Empty where the edit cannot be offered.
  std::span<const Change> changes;
  /// What no other edit may touch at the same time.
  ByteRange extent;
  /// Why it cannot be offered; else empty.
  std::string_view obstacle;
};

/// The source around a finding, cut to what is worth showing of a long line. Raw text.
struct Excerpt {
  std::string_view text;
  /// How many bytes of it stand before what is marked, and are marked.
  std::uint32_t before_size = 0;
  std::uint16_t marked_size = 0;
  bool is_cut_before = false;
  bool is_cut_after = false;

  std::string_view before() const { return text.substr(0, before_size); }
  std::string_view marked() const { return text.substr(before_size, marked_size); }
  std::string_view after() const { return text.substr(before_size + marked_size); }
};

/// What GitHub code scanning knows a line by: a hash, and which of the lines with it this is, from
/// 1 on; 0 for no line.
struct LineHash {
  std::uint64_t hash = 0;
  std::uint32_t number = 0;
  friend bool operator==(const LineHash&, const LineHash&) = default;
};

/// Texts, phrases and lists are kept by the result of the file that the finding is in
/// (FileResult::texts), which may hold hundreds of thousands: what is equal is kept once.
struct Finding {
  const Rule* rule = nullptr;
  Severity severity = Severity::error;
  /// Its bytes in the text that it was found in, and the same for people.
  ByteRange place;
  Span span;
  ObjectId object = kNoObject;
  /// The part of the object in words: "pod", "init container 'x'", or a path such as
  /// "spec.podSpec".
  std::string_view part;
  /// What is so, without the subject, and what to do about it. Null for nothing.
  const Phrase* fact = nullptr;
  const Phrase* advice = nullptr;
  std::span<const Related> related;
  /// Only where the settings ask for edits.
  const Edit* edit = nullptr;
  /// What else is to be said of it in this run; else empty.
  std::string_view remark;
  /// Only when a report needs them.
  LineHash line_hash;
  const Excerpt* excerpt = nullptr;
};

}  // namespace lint
