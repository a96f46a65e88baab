#pragma once
/// Reads an unrendered Helm template as YAML: in as many readings as it takes to see every branch.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"
#include "lint/template/actions.hpp"
#include "lint/yaml/parse.hpp"

namespace lint::templates {

/// A masked copy of the part of a template that begins at an offset.
struct TemplatePart {
  std::uint32_t begin = 0;
  std::string text;
};

struct TemplateReadings {
  /// Masked copies of the template (mask.hpp), each readable in every document; places are those of
  /// the template. All are to be judged. Usually one.
  std::vector<std::string> texts;
  /// Of the first text's documents; empty when some of them were given up.
  std::vector<yaml::Parse> parses;
  /// Masked copies of the body of each definition, which is rendered where the definition is used.
  std::vector<TemplatePart> definitions;
  /// Lines with text that no reading shows, without their line ends; and the rest of the template,
  /// when reading its definitions takes too much work.
  std::vector<ByteRange> unread;
  /// Which of them is the first that stands in a definition.
  std::size_t first_defined = 0;
};

/// Masks a template by the rules R0 to R8 and R10, and repairs what is not YAML all the same (R9).
/// Then reads it once more for each branch that had to be hidden, with its siblings hidden instead,
/// and for each branch whose last line may go on after its block.
TemplateReadings read_template(std::string_view text, const Actions& actions);

}  // namespace lint::templates
