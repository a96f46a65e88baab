#pragma once
/// Judges readings: parses their documents, looks for what they hold, and asks the rules.

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/check/reading.hpp"
#include "lint/check/relevance.hpp"
#include "lint/check/settings.hpp"
#include "lint/check/triggers.hpp"
#include "lint/fix/edits.hpp"
#include "lint/manifest/kubernetes/security_profiles.hpp"
#include "lint/manifest/posture.hpp"
#include "lint/manifest/workload.hpp"
#include "lint/report/run_result.hpp"
#include "lint/suppress/directive.hpp"
#include "lint/template/written.hpp"
#include "lint/text/source.hpp"
#include "lint/yaml/tree.hpp"

namespace lint {

/// What all parts of one file's work share, also from several threads.
struct FileContext {
  const std::string& name;
  const Source& source;
  const templates::Written& written;  // of the source's text
  const Settings& settings;
  const Triggers& triggers;
  /// What the file says of variables in all of its documents.
  const manifest::Variables& variables;
  /// What they say of the users of profiles that the file describes.
  const manifest::ProfileUses& profile_uses;
  /// Whether the value of one names what matters.
  bool has_telling_variable = false;
  /// Whether the file speaks to the linter anywhere.
  bool has_directives = false;
  /// Whether it may hold actions of a template.
  bool may_hold_action = true;
};

/// What some readings of a file showed.
struct Judged {
  FileResult result;
  Directives directives;
  std::vector<manifest::ProfileBinding> bindings;
};

/// Collects what some readings of a file show. Several can share a file's documents out; each
/// document is judged by one of them, in all its readings, so that each finding is made once.
class Judge {
 public:
  explicit Judge(const FileContext& context) : context_(context), editor_(context.source.text()) {
    result_.name = context.name;
  }

  /// Judges every document; returns how many could be read and hold something.
  std::size_t judge(const Reading& reading);

  /// Judges documents of which their reader may make one, as Compose does: what one of them says is
  /// judged as the others leave it.
  void judge_together(const Reading& reading);

  /// Judges a part of the source's text that is a template, in all its readings.
  void judge_template(const Reading& outer, ByteRange part, const templates::Actions& actions);

  /// Judges all of a text that is a template.
  void judge_template_file(const Reading& outer, const templates::Actions& actions);

  /// What it found; it judges nothing afterwards.
  Judged take();

 private:
  Relevance promise_of(std::string_view document, Role role,
                       const yaml::PartOfMargin* margin = nullptr) const;
  bool may_matter(const Reading& reading, std::string_view text) const;
  std::size_t judge_document(const Reading& reading, ByteRange range, const yaml::Parse* known);
  Relevance relevance_of(const Reading& reading, ByteRange range) const;
  yaml::Parse parse(const Reading& reading, ByteRange range, yaml::TreeBuilder* builder,
                    const Patterns* hidden = nullptr) const;
  std::size_t judge_parsed(const Reading& reading, ByteRange range, const yaml::Parse& parse,
                           std::optional<yaml::Tree> tree, Relevance relevance);
  std::size_t judge_trees(const Reading& reading, const yaml::Parse& parse, const yaml::Tree& tree,
                          ByteRange range, bool is_relevant);
  std::size_t judge_tree(const Reading& reading, const yaml::Tree& tree, bool is_relevant,
                         bool is_first_tree);
  std::size_t judge_masked(const Reading& outer, const TemplateReadings& all);
  std::size_t judge_unreadable(const Reading& reading, ByteRange range,
                               const yaml::SyntaxError& error, bool may_direct);
  void judge_actions(const Reading& outer, ByteRange part);
  bool is_on(std::string_view rule) const;
  void ask_rules(const Reading& reading, const manifest::Manifest& manifest, bool is_relevant);
  void judge_embedded(const Reading& reading, const yaml::Tree& tree,
                      const manifest::Embedded& embedded);
  void judge_literal(const Reading& reading, ByteRange document);
  void judge_apart(const Reading& reading, std::string_view text, ByteRange place);

  void judge_brought(const Reading& reading, const manifest::Brought& brought);

  bool spells_a_trigger(const Reading& reading, ByteRange range, const yaml::Parse& parse) const;
  void count_workloads(const Reading& reading, const yaml::Parse& parse, std::size_t in_tree,
                       bool is_relevant);
  void keep_remarks(const manifest::Manifest& manifest);
  void keep_workload(const Subject& object);
  void keep_containers(const Reading& reading, const manifest::Manifest& manifest);

  std::string words_of(const yaml::SyntaxError& error) const;
  void report_syntax(const Reading& reading, ByteRange place, std::string message);
  void refuse(const Reading& reading, ByteRange place, std::string message);
  void refuse_exhausted(const Reading& reading, const yaml::Tree& tree);
  void pass_over(const Reading& reading, ByteRange place, std::string_view text,
                 const std::string& why);
  void pass_over_lines(const Reading& reading, ByteRange range, const std::string& why);
  void report_unread(const Reading& reading, ByteRange place, std::string_view text,
                     const std::string& why);
  void pass_over_words(const Reading& reading, ByteRange range);
  bool is_meant(const Reading& commented) const;
  void skip(ByteRange range, std::string why);
  void add(const Reading& reading, const EnabledRule& enabled, const Violation& violation);
  const Phrase* keep_phrase(const Words& words);
  const Edit* edit_of(const Reading& reading, const EditIntent& intent);
  const Edit* keep_edit(const Edit& edit);

  const FileContext& context_;
  FileResult result_;
  Directives directives_;
  std::vector<manifest::ProfileBinding> bindings_;
  fix::Editor editor_;
  /// The places that have a finding of a rule, or of no rule a remark.
  std::set<std::pair<std::uint32_t, const Rule*>> known_;
  /// The embedded texts that were read on their own, and as what.
  std::set<std::pair<std::uint32_t, Role>> apart_;
};

}  // namespace lint
