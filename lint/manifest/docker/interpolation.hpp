#pragma once
/// `$NAME` and `${NAME:-default}` in Compose files, evaluated as Compose does it in an empty
/// environment (compose-spec 12-interpolation.md; compose-go template/template.go).

#include <string>
#include <string_view>
#include <vector>

namespace lint::manifest {

/// What a text becomes, as far as it is known.
struct Interpolated {
  /// The known pieces; between each two stands something unknown. Never empty.
  std::vector<std::string> known{std::string()};
  /// What each unknown piece waits for: "setting the variable 'P'", "rendering".
  std::vector<std::string> unknown;
  /// Whether a variable's default was taken for its value.
  bool has_defaults = false;

  bool is_known() const { return unknown.empty(); }
  /// The text when it is known, else what stands before the first unknown piece.
  const std::string& front() const { return known.front(); }
  /// Whether the text is `wanted` for some values of the unknown pieces.
  bool may_be(std::string_view wanted) const;
};

/// A variable without a default, or with `?` or `+`, is unknown, and so is what a template would
/// put in place of `{{ … }}`. What Compose refuses, such as `${}`, is left as it stands.
Interpolated interpolate(std::string_view text);

/// A text in which nothing is special.
Interpolated literal(std::string_view text);

}  // namespace lint::manifest
