#pragma once
/// What reading one document gives beside its tree, whichever reader reads it.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lint::yaml {

/// Collections nested deeper than this are refused: both libraries need quadratic time for them.
inline constexpr std::size_t kDeepest = 400;

struct SyntaxError {
  /// Offset of the character that could not be read; of the construct that is not finished when the
  /// document ends before it.
  std::uint32_t offset = 0;
  /// What libyaml was reading and where that began, such as "a quoted scalar"; empty when unknown.
  std::string context;
  std::uint32_t context_offset = 0;
  std::string problem;
};

struct Parse {
  std::optional<SyntaxError> error;
  /// Whether the document holds nothing but blanks and comments.
  bool is_empty = true;
  /// Whether it is plain YAML, of which every reader makes the same tree.
  bool is_plain = false;
  /// Scalars under the root's last `apiVersion` and `kind` keys, for counting workloads.
  std::string api_version;
  std::string kind;
  /// Whether an escape or a binary tag spells one of the wanted words where the text does not.
  bool has_hidden_word = false;
};

/// Finds a Parse's `api_version` and `kind` among the nodes right below the root.
class RootEntries {
 public:
  explicit RootEntries(Parse& parse) : parse_(parse) {}

  /// Only a mapping has entries.
  void begin_root(bool is_mapping) { is_mapping_ = is_mapping; }
  /// Whether the text of the next node counts.
  bool wants_text() const { return is_mapping_ && (!is_value_ || value_ != nullptr); }
  /// To be called for each key and value of the root, with the text of scalars.
  void add(std::string_view text) {
    if (!is_mapping_) return;
    if (!is_value_) {
      value_ = text == "apiVersion" ? &parse_.api_version : text == "kind" ? &parse_.kind : nullptr;
    } else if (value_ != nullptr) {
      *value_ = text;
    }
    is_value_ = !is_value_;
  }

 private:
  Parse& parse_;
  std::string* value_ = nullptr;  // what the value belongs in
  bool is_mapping_ = false;
  bool is_value_ = false;  // the next node
};

}  // namespace lint::yaml
