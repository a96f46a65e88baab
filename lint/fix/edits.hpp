#pragma once
/// Turns what a rule would have changed into the bytes to change.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"
#include "lint/fix/layout.hpp"
#include "lint/rule.hpp"
#include "lint/text/placed.hpp"

namespace lint::fix {

/// What takes the place of some bytes of a file's text.
struct Replacement {
  ByteRange place;
  std::string text;
};

/// The bytes to change, all of them or none; or why it cannot be done.
struct Changes {
  /// In the order of the text.
  std::vector<Replacement> all = {};
  /// What no other edit may touch at the same time.
  ByteRange extent = {};
  std::string_view obstacle = {};
};

/// Gives a scalar another value. Everything around it stays as it is, its quotes too.
Changes set_value(const Layout& layout, const EditIntent& intent);

/// Removes items of a list, with the list when none is left and it need not stay, or an entry of a
/// mapping; each with its comma, or its lines and the comments on them.
Changes remove(const Layout& layout, const EditIntent& intent);

/// What a text was read from, for those who find the bytes.
struct Origin {
  /// As it was read, perhaps masked; the documents are where it was cut.
  const PlacedText& text;
  std::span<const ByteRange> documents;
  bool is_template = false;
  /// Whether aliases bring all of it to other places, too.
  bool is_shared = false;
};

/// Finds the bytes of one file. Reads a document again when it is asked about it after another one.
class Editor {
 public:
  /// The file's text, which must live as long.
  explicit Editor(std::string_view text) : text_(text) {}

  Changes changes(const EditIntent& intent, const Origin& origin);

 private:
  const Layout* layout_of(const Origin& origin, std::uint32_t at);

  std::string_view text_;
  std::optional<Layout> layout_;
  ByteRange document_;
};

}  // namespace lint::fix
