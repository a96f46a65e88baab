#pragma once
/// What a rule is: a row of words, and a function that looks at a manifest and reports.

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/finding.hpp"

namespace lint {

namespace manifest {
struct Manifest;
}

/// Where a check function puts what it finds. It need not know its rule's id or level.
class Sink {
 public:
  struct Report {
    ByteRange place;
    Subject subject;
    std::string message;
  };

  /// `place` is in the text that the manifest was read from; `message` is one sentence about
  /// `part` of `object`.
  void report(ByteRange place, const Subject& object, std::string part, std::string message) {
    Subject subject = object;
    subject.part = std::move(part);
    reports_.push_back({place, std::move(subject), std::move(message)});
  }

  std::vector<Report>& reports() { return reports_; }

 private:
  std::vector<Report> reports_;
};

/// Where else a rule is written down: "STIG" and "CNTR-MK-001170".
struct Reference {
  std::string_view label;
  std::string_view id;
};

/// A row of the registry (rules/registry.cpp). The words are written once and used by --list-rules,
/// --explain and every report; the examples are executed by a test.
struct Rule {
  std::string_view id;
  std::string_view summary;
  /// Why it matters, and what to write instead. Markdown, wrapped at 80 columns.
  std::string_view rationale;
  std::string_view remedy;
  /// The smallest manifests that must be reported, and must not.
  std::string_view bad;
  std::string_view good;
  std::span<const Reference> references = {};
  Severity level = Severity::error;
  /// Byte strings without any of which a document cannot have this finding. None: any document can.
  std::span<const std::string_view> triggers = {};
  /// Null for what the readers themselves find.
  void (*check)(const manifest::Manifest&, Sink&) = nullptr;
};

/// A rule that is switched on, at the level that it has in this run.
struct EnabledRule {
  const Rule* rule = nullptr;
  Severity level = Severity::error;
};

}  // namespace lint
