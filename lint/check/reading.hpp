#pragma once
/// A reading: one of the ways in which the bytes of a file may be read.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"
#include "lint/role.hpp"
#include "lint/template/actions.hpp"
#include "lint/text/placed.hpp"
#include "lint/yaml/margin.hpp"
#include "lint/yaml/parse.hpp"

namespace lint {

/// How the text of a reading came to be.
enum class Way : std::uint8_t {
  as_yaml,     // the file's own bytes
  masked,      // a template, of any language, whose actions are overwritten
  as_written,  // a template's own bytes: kubectl takes actions for text
};

/// Constant once it is made (check/readings.hpp), and judged by Judge alone.
struct Reading {
  /// What is read, each byte where it stands in the file.
  PlacedText text;
  std::vector<ByteRange> documents;
  /// The margin of the text, where it is known.
  std::shared_ptr<const yaml::Margin> margin = nullptr;
  /// What libyaml made of each document when the reading was made; empty where that is not known.
  std::vector<yaml::Parse> parses = {};
  Role role = Role::manifest;
  Way way = Way::as_yaml;
  /// Whether it is masked so that YAML's readers take its JSON.
  bool is_json = false;
  /// Whether the lines that it was made from show that no rule can find anything in them. A mask
  /// that joins lines may look as if one could.
  bool is_harmless = false;
  /// Whether malformed UTF-8 is replaced, as kubectl does.
  bool is_mended = false;
  /// Whether the file shows these objects in this reading for the first time: other readings of the
  /// same text count nothing again.
  bool is_first = true;
  /// Whether the file may hold anything but YAML: then what cannot be read is no mistake.
  bool may_be_text = false;
  /// Whether its reader passes over mistakes, so that what cannot be read here may count all the
  /// same.
  bool is_forgiven = false;
  /// For a text in another document: where it stands, in words, whether it takes effect there, and
  /// how many documents are around it.
  std::string within = {};
  bool is_in_force = true;
  int depth = 0;
  /// Whether aliases bring all of it to other places of the file, too.
  bool is_shared = false;

  bool is_template() const { return way != Way::as_yaml; }
  /// Whether its documents are the file's own, each to be counted once.
  bool is_counted() const { return is_first && depth == 0; }
  /// Whether what cannot be read here is a finding: other readings only look at the same text in
  /// another way, and nobody is sure that an embedded text is YAML.
  bool may_report_syntax() const {
    return depth == 0 && way != Way::as_written && !is_mended && !may_be_text;
  }
  /// Whether comments and annotations in it speak to the linter.
  bool holds_directives() const { return is_counted() && !is_json && !is_mended; }
};

/// A template has several readings, and lines that none of them shows.
struct TemplateReadings {
  std::vector<Reading> readings;
  std::vector<ByteRange> unread;
};

/// What the template languages make of a document that is no YAML as it is.
struct DialectReadings {
  /// Nothing when no language makes it readable.
  std::optional<TemplateReadings> masked;
  /// Whether a language is to blame for that, so that only rendering can tell what it holds.
  bool is_excused = false;
  /// Else what is wrong with it beside the markup; nothing when it holds none.
  std::optional<yaml::SyntaxError> error;
};

}  // namespace lint
