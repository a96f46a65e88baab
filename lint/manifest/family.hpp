#pragma once
/// What a family of manifests is: a row that says how it is known and what is taken out of it.

#include <array>
#include <span>
#include <string_view>

#include "lint/manifest/workload.hpp"

namespace lint::manifest {

struct Family {
  std::string_view name;
  /// `file_name` is a hint only where the content leaves it open.
  bool (*recognises)(const Document& document, std::string_view file_name);
  /// Adds the workloads of a document that is recognised, in the order of the text.
  void (*read)(const Document& document, std::string_view file_name, Manifest& manifest);
  /// Whether it is found in templates and in texts of other documents.
  bool is_of_kubernetes = false;
  /// Whether it is known there without saying its version.
  bool needs_no_version = false;
  /// Whether it is known by so little that what is none of it may look so.
  bool is_a_guess = false;
  /// What its JSON always holds where it matters, both of one pair, so that JSON that cannot be
  /// read does not pass for something else.
  std::span<const std::array<std::string_view, 2>> json_marks = {};
  /// Whether such JSON matters only where a trigger stands, too.
  bool needs_trigger = true;
  /// Where its reader takes JSON with comments and passes over mistakes: whether a file's name says
  /// that it is one.
  bool (*takes_comments)(std::string_view file_name) = nullptr;
  /// Where several documents of a file are merged by its reader: what one of them holds where that
  /// matters, and what takes the place of `read`. Of each workload, what refers to a document
  /// refers to the first.
  std::span<const std::string_view> merge_marks = {};
  /// A guess by a document's bytes whether it may be one of them; if not, it is read by itself.
  bool (*may_be_merged)(std::string_view document) = nullptr;
  void (*read_together)(std::span<const Document* const> documents, std::string_view file_name,
                        Manifest& manifest) = nullptr;
};

/// Every family. The first one that recognises a document has it.
std::span<const Family* const> families();

}  // namespace lint::manifest
