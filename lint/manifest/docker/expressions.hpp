#pragma once
/// `${{ … }}` in the workflows of GitHub, Forgejo and Gitea and in Azure's pipelines, as far as a
/// file decides what it becomes (GitHub's docs, "Evaluate expressions in workflows and actions").

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"
#include "lint/manifest/docker/interpolation.hpp"
#include "lint/manifest/docker/placed_string.hpp"

namespace lint::manifest {

/// What begins an expression: `${{ … }}` everywhere, and in Azure's pipelines `$(NAME)` and
/// `$[ … ]`, too (Microsoft's docs, "Define variables").
enum class Syntax : std::uint8_t { workflow, azure };

/// Where expressions stand in a text, in order. What opens one and is not closed is plain text.
std::vector<ByteRange> find_expressions(std::string_view text, Syntax syntax);

/// What a file has for a path such as `matrix.options`.
struct Found {
  std::vector<PlacedString> texts;
  /// Whether there can be no others.
  bool is_all = false;
};
using Lookup = std::function<Found(std::string_view path)>;

/// How the expressions of a file are read.
struct Expressions {
  Syntax syntax = Syntax::workflow;
  Lookup lookup;
};

/// The texts that `text` may become: one for each choice among the constants that its expressions
/// hold and what is found for them. What may be something else, too, stays as it is written, and so
/// does all of it where there are too many choices.
std::vector<PlacedString> choices(const PlacedString& text, const Expressions& expressions);

/// A text in which what still is an expression is unknown.
Interpolated evaluate(std::string_view text, Syntax syntax);

}  // namespace lint::manifest
