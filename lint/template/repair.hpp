#pragma once
/// Makes a template readable that the rules of its mask alone do not (R9): hides the innermost
/// branch around an error, again and again, and drops a line of which no branch can be blamed.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"
#include "lint/template/actions.hpp"
#include "lint/template/mask.hpp"
#include "lint/yaml/libyaml_reader.hpp"

namespace lint::input {

struct RepairedTemplate {
  /// Masked, and readable in every document.
  std::string text;
  /// Of the text's documents; empty when some of them were given up.
  std::vector<Parse> parses;
  /// Blocks that became one placeholder with what they hold.
  std::vector<ByteRange> covered;
  /// How it was made: the plan that was given, with all that had to be added.
  MaskPlan plan;
};

/// `work_left` is how many bytes may still be masked and parsed, and becomes less by what was.
/// When nothing is left, documents that are no YAML yet are given up.
RepairedTemplate repair_template(std::string_view text, const Actions& actions, MaskPlan plan,
                                 std::size_t& work_left);

}  // namespace lint::input
