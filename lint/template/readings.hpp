#pragma once
/// Reads an unrendered Helm template as YAML: in as many readings as it takes to see every branch.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"
#include "lint/template/actions.hpp"
#include "lint/yaml/libyaml_reader.hpp"

namespace lint::input {

/// A masked copy of a part of a template, which begins at an offset of it.
struct TemplatePart {
  std::uint32_t begin = 0;
  std::string text;
};

struct TemplateReadings {
  /// Masked copies of the template (template_mask.hpp), each readable in every document; places are
  /// those of the template. All are to be judged. Usually one.
  std::vector<std::string> texts;
  /// What libyaml makes of the first text's documents; empty where nothing was kept.
  std::vector<Parse> parses;
  /// The same for each definition in it, alone. What they hold is rendered where the definition is
  /// used.
  std::vector<TemplatePart> definitions;
  /// Lines with text that no reading shows, without their line ends, and all that is left of a
  /// template of which too much was tried.
  std::vector<ByteRange> unread;
};

/// Masks a template by the rules R0 to R8 and R10, and repairs what is no YAML all the same (R9).
/// Then reads it once more for each branch that had to be hidden, with its siblings hidden instead,
/// and for each branch to whose last line what stands behind the block belongs.
TemplateReadings read_template(std::string_view text, const Actions& actions);

}  // namespace lint::input
