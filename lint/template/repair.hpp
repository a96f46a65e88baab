#pragma once
/// Makes a template readable that the rules of its mask alone do not (R9): hides the innermost
/// branch around an error, again and again, and drops a line for which no branch can be blamed.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"
#include "lint/template/actions.hpp"
#include "lint/template/mask.hpp"
#include "lint/yaml/parse.hpp"

namespace lint::templates {

/// What is known of the documents in masked copies of one template. Most copies differ in one
/// document; the others need not be read again.
class KnownDocuments {
 public:
  /// The parse of a document. All texts that are asked about must be of one size.
  const yaml::Parse& parse_of(std::string_view masked, ByteRange document);

 private:
  struct Known {
    std::uint32_t end;
    yaml::Parse parse;
  };
  void forget(ByteRange range);

  std::string text_;                      // each known document as it was when it was read
  std::map<std::uint32_t, Known> known_;  // by the begin of the document
};

struct RepairedTemplate {
  /// Masked, and readable in every document.
  std::string text;
  /// Of the text's documents; empty when some of them were given up.
  std::vector<yaml::Parse> parses;
  /// As in MaskedTemplate.
  std::vector<ByteRange> covered;
  /// How it was made: the plan that was given, with all that had to be added.
  MaskPlan plan;
};

/// `work_left` is how many bytes may still be masked and read, and becomes less by what was. When
/// nothing is left, documents that are not yet readable become blank.
RepairedTemplate repair_template(std::string_view text, const Actions& actions, MaskPlan plan,
                                 KnownDocuments& documents, std::size_t& work_left);

}  // namespace lint::templates
