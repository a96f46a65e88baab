#include "lint/check/judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "lint/check/readings.hpp"
#include "lint/check/relevance.hpp"
#include "lint/check/unread.hpp"
#include "lint/manifest/kubernetes/action_profiles.hpp"
#include "lint/manifest/kubernetes/kinds.hpp"
#include "lint/manifest/kubernetes/places.hpp"
#include "lint/manifest/kubernetes/variables.hpp"
#include "lint/manifest/recognise.hpp"
#include "lint/search/escapes.hpp"
#include "lint/template/detect.hpp"
#include "lint/template/dialects.hpp"
#include "lint/yaml/documents.hpp"
#include "lint/yaml/reader.hpp"
#include "lint/yaml/yaml_cpp_reader.hpp"

namespace lint {
namespace {

/// Whatever cannot be read, and matters, is a finding of this rule.
constexpr std::string_view kUndecidedRule = "undecided-seccomp";

/// Documents within documents are followed this far.
constexpr int kMostEmbedded = 3;

/// Custom resources may run pods, but for what kustomize itself reads.
bool may_run_pods(const yaml::Parse& parse) {
  return !manifest::pod_spec_path(parse.api_version, parse.kind).empty() ||
         (manifest::is_custom_resource(parse.api_version, parse.kind) &&
          manifest::group_of(parse.api_version) != "kustomize.config.k8s.io");
}

}  // namespace

std::size_t Judge::judge(const Reading& reading) {
  std::size_t read = 0;
  const bool is_parsed = reading.parses.size() == reading.documents.size();
  for (std::size_t i = 0; i < reading.documents.size(); ++i) {
    read += judge_document(reading, reading.documents[i], is_parsed ? &reading.parses[i] : nullptr);
  }
  return read;
}

Judged Judge::take() {
  result_.finish();
  return {std::move(result_), std::move(directives_), std::move(bindings_)};
}

void Judge::judge_template(const Reading& outer, ByteRange part,
                           const templates::Actions& actions) {
  judge_masked(outer, template_readings(outer, context_.source.text(), part, actions));
  judge_actions(outer, part);
}

/// Judges what is seen of a template, and reports what is not.
std::size_t Judge::judge_masked(const Reading& outer, const TemplateReadings& all) {
  const std::string_view text = context_.source.text();
  std::size_t read = 0;
  for (const Reading& reading : all.readings) read += judge(reading);
  for (const ByteRange range : all.unread) {
    const std::string_view unread = text.substr(range.begin, range.end - range.begin);
    const auto first = static_cast<std::uint32_t>(unread.find_first_not_of(" \t\n-"));
    const std::string_view what = unread.find('\n') == unread.npos ? "line" : "part";
    pass_over(outer, {range.begin + first, range.end}, unread,
              fmt::format("{} of the template can be read only after rendering", what));
  }
  return read;
}

/// The actions themselves, of which no reading shows what they write.
void Judge::judge_actions(const Reading& outer, ByteRange part) {
  const std::string_view text = context_.source.text();
  if (!context_.triggers.words().are_in(text.substr(part.begin, part.end - part.begin))) return;
  const yaml::Tree none(text);
  const manifest::Document document(none, context_.written, true);
  manifest::Manifest manifest{document, {}, {}, {}, {}};
  manifest.workloads.push_back(manifest::action_profiles(context_.written, part));
  ask_rules(outer, manifest, true);
}

void Judge::judge_template_file(const Reading& outer, const templates::Actions& actions) {
  const bool is_of_helm = outer.role == Role::chart_template || outer.role == Role::chart_notes ||
                          templates::has_bare_unclosed(context_.source.text(), actions);
  // Nobody is sure that an embedded text is a template, and one that does not matter is not read.
  if (actions.unclosed && is_of_helm && outer.depth == 0 && !outer.may_be_text) {
    report_syntax(outer, {*actions.unclosed, *actions.unclosed + 2},
                  "the action that begins here is not closed, so Helm refuses the template");
  }
  for (const templates::Action& action : actions.all) {
    const bool is_comment = action.kind == templates::ActionKind::comment;
    if (context_.has_directives && !is_comment) directives_.add_text(action.range);
  }
  const auto size = static_cast<std::uint32_t>(context_.source.text().size());
  judge_template(outer, {0, size}, actions);
  if (outer.is_counted()) result_.counts.templates = 1;
}

/// A profile whose place no rule asks for is no reason to read on.
Relevance Judge::promise_of(std::string_view document, Role role,
                            const yaml::PartOfMargin* margin) const {
  const Triggers& triggers = context_.triggers;
  const Relevance found = lint::relevance(document, triggers.wanted(), role, margin);
  const bool is_content = found == Relevance::placed && !triggers.asks_for_places();
  return is_content ? Relevance::none : found;
}

/// Whether a text of the reading, which nobody can read, may hold what a rule would find.
bool Judge::may_matter(const Reading& reading, std::string_view text) const {
  return !reading.is_harmless && promise_of(text, reading.role) != Relevance::none;
}

/// What a document's bytes promise, and what is not to be seen in them.
Relevance Judge::relevance_of(const Reading& reading, ByteRange range) const {
  const Patterns& words = context_.triggers.words();
  const std::string_view bytes = reading.text[range];
  std::optional<yaml::PartOfMargin> margin;
  if (reading.margin != nullptr) margin = reading.margin->part(range);
  const Relevance relevance = promise_of(bytes, reading.role, margin ? &*margin : nullptr);
  if (relevance == Relevance::likely) return relevance;
  // A mask does not show what a constant in an action writes, nor which actions add to a profile
  // that looks harmless.
  const bool is_in_action = reading.is_template() &&
                            (context_.written.hides(range, words) ||
                             (has_telling_line(bytes, words) && context_.written.writes_in(range)));
  // What a variable brings is not to be seen where it is used.
  const bool is_brought = context_.has_telling_variable && find_bytes(bytes, "${") < bytes.size();
  if (is_in_action || is_brought) return Relevance::likely;
  // That it is a template may be seen only when it cannot be read as it is.
  const bool may_spell = relevance == Relevance::none && !reading.is_template() &&
                         context_.may_hold_action && templates::may_write_words(bytes);
  return may_spell ? Relevance::hidden : relevance;
}

/// Without skipping, nothing is taken for granted: both libraries read every document.
yaml::Parse Judge::parse(const Reading& reading, ByteRange range, yaml::TreeBuilder* builder,
                         const Patterns* hidden) const {
  if (context_.settings.skip) return yaml::parse_document(reading.text, range, builder, hidden);
  yaml::TreeBuilder own(reading.text);
  return yaml::parse_and_compare(reading.text, range, builder != nullptr ? *builder : own, hidden);
}

/// Parses a document as far as it may matter: not at all, for its syntax, or into a tree. `known`,
/// when given, is what was made of it before.
std::size_t Judge::judge_document(const Reading& reading, ByteRange range,
                                  const yaml::Parse* known) {
  const Triggers& triggers = context_.triggers;
  const std::string_view bytes = reading.text[range];
  const Relevance relevance = relevance_of(reading, range);
  const bool is_read = relevance == Relevance::likely || !triggers.is_skipping();
  // Syntax errors are reported only for a file's own documents, and once.
  const bool is_wanted = is_read || relevance != Relevance::none || triggers.has_rule_for_all() ||
                         (triggers.wants_syntax() && reading.is_counted());
  const bool names_linter = context_.has_directives && may_hold_directive(bytes);
  const bool may_direct = names_linter && reading.holds_directives();
  const bool shows_texts = names_linter && reading.role == Role::definition && reading.depth == 0;
  if (!is_wanted && !may_direct && !shows_texts) return 0;

  const bool needs_tree = is_read || relevance == Relevance::placed || may_direct || shows_texts ||
                          triggers.has_rule_for_all();
  yaml::TreeBuilder builder(reading.text);
  const bool is_known = known != nullptr && relevance == Relevance::none && !needs_tree;
  const yaml::Parse parse =
      is_known ? *known
               : this->parse(reading, range, needs_tree ? &builder : nullptr,
                             relevance == Relevance::hidden ? &triggers.words() : nullptr);
  std::optional<yaml::Tree> tree;
  if (needs_tree && !parse.error) tree = builder.take();
  if (may_direct && tree) directives_.add(manifest::Document(*tree, context_.written), range);
  if (shows_texts && tree) directives_.add_texts(*tree);
  // Where comments are in a document that is no YAML as it is, the other ways to read it know.
  if (parse.error && (is_wanted || may_direct)) {
    return judge_unreadable(reading, range, *parse.error, may_direct);
  }
  if (!is_wanted || parse.is_empty) return 0;
  return judge_parsed(reading, range, parse, std::move(tree), relevance);
}

/// Counts a document that could be read, and judges it as far as it may matter. `tree` is its own
/// if there is one already.
std::size_t Judge::judge_parsed(const Reading& reading, ByteRange range, const yaml::Parse& parse,
                                std::optional<yaml::Tree> tree, Relevance relevance) {
  const Triggers& triggers = context_.triggers;
  if (reading.is_counted() && holds_structure(reading.text[range])) ++result_.counts.documents;
  const bool is_relevant =
      relevance == Relevance::likely ||
      (relevance == Relevance::hidden && spells_a_trigger(reading, range, parse)) ||
      (relevance == Relevance::placed && !manifest::profiles_are_in_place(*tree));
  const bool is_judged = is_relevant || !triggers.is_skipping() || triggers.has_rule_for_all();
  // A list is counted by what it holds.
  const bool is_list = manifest::is_list_kind(parse.kind);
  if (!tree && (is_judged || is_list)) {
    yaml::TreeBuilder builder(reading.text);
    this->parse(reading, range, &builder);
    tree = builder.take();
  }
  std::size_t workloads = 0;
  if (is_judged) {
    workloads = judge_trees(reading, parse, *tree, range, is_relevant);
  } else if (is_list) {
    const manifest::Document list(*tree, context_.written);
    workloads =
        manifest::recognise(list, context_.name, Role::manifest, triggers.words()).workloads.size();
  }
  count_workloads(reading, parse, workloads, is_relevant);
  return 1;
}

/// Where the readers may decode to different words, both are asked: a CR in a !!binary scalar ends
/// a line for libyaml, and is nothing to yaml-cpp.
bool Judge::spells_a_trigger(const Reading& reading, ByteRange range,
                             const yaml::Parse& parse) const {
  return parse.has_hidden_word ||
         (!parse.is_plain && may_hide_words_from_some(reading.text[range]) &&
          yaml::yaml_cpp_spells(reading.text, range, context_.triggers.words()));
}

/// Judges the trees of a document, of which a plain one has only one; returns how many workloads
/// the first one holds. What holds none for libyaml holds none for kubectl and Docker, whose
/// readers are ports of it.
std::size_t Judge::judge_trees(const Reading& reading, const yaml::Parse& parse,
                               const yaml::Tree& tree, ByteRange range, bool is_relevant) {
  const std::size_t workloads = judge_tree(reading, tree, is_relevant, true);
  if (workloads == 0 || parse.is_plain) return workloads;
  // What the reports tell beside findings is told of the first tree.
  const bool is_for_rules =
      is_relevant || !context_.settings.skip || context_.triggers.has_rule_for_all();
  if (!is_for_rules) return workloads;
  const auto second = yaml::parse_with_yaml_cpp(tree, range);
  if (second) judge_tree(reading, *second, is_relevant, false);
  return workloads;
}

bool Judge::is_on(std::string_view rule) const {
  return std::ranges::any_of(context_.settings.rules,
                             [&](const EnabledRule& enabled) { return enabled.rule->id == rule; });
}

void Judge::ask_rules(const Reading& reading, const manifest::Manifest& manifest,
                      bool is_relevant) {
  for (const EnabledRule& enabled : context_.settings.rules) {
    const bool is_asked =
        is_relevant || !context_.triggers.is_skipping() || enabled.rule->triggers.empty();
    if (enabled.rule->check == nullptr || !is_asked) continue;
    Sink sink;
    enabled.rule->check(manifest, sink);
    for (const Violation& violation : sink.violations()) {
      if (!is_on(violation.said_by)) add(reading, enabled, violation);
    }
  }
}

std::size_t Judge::judge_tree(const Reading& reading, const yaml::Tree& tree, bool is_relevant,
                              bool is_first_tree) {
  const auto own = manifest::own_variables(
      manifest::Document(tree, context_.written, reading.is_template()), context_.variables);
  const manifest::Variables& variables = own ? *own : context_.variables;
  const manifest::Document document(tree, context_.written, reading.is_template(), variables);
  manifest::Manifest manifest = manifest::recognise(document, context_.name, reading.role,
                                                    context_.triggers.words_of_texts());
  manifest::name_users(context_.profile_uses, manifest);
  ask_rules(reading, manifest, is_relevant);
  if (is_first_tree && reading.is_counted() && context_.settings.needs.workloads) {
    for (const manifest::Workload& workload : manifest.workloads) keep_workload(workload.object);
  }
  if (is_first_tree) keep_containers(reading, manifest);
  keep_remarks(manifest);
  // Only a relevant document reports exhaustion.
  if (document.is_exhausted() && is_relevant) refuse_exhausted(reading, tree);
  if (is_first_tree) {
    for (const manifest::Embedded& embedded : manifest.embedded) {
      judge_embedded(reading, tree, embedded);
    }
    for (const manifest::Brought& brought : manifest.brought) judge_brought(reading, brought);
  }
  return manifest.workloads.size();
}

/// Tries the other ways to read a document that is no YAML as it is, and else reports it.
/// `may_direct` says that it may speak to the linter, which it does in the ways that know its
/// comments. A document that can be read in another way counts as one that was read, also where
/// nothing in it is worth reading.
std::size_t Judge::judge_unreadable(const Reading& reading, ByteRange range,
                                    const yaml::SyntaxError& error, bool may_direct) {
  if (const auto commented = comments_reading(reading, range)) return judge(*commented);
  const auto json = json_reading(reading, range, !may_matter(reading, reading.text[range]));
  DialectReadings dialect;
  if (!json) dialect = dialect_readings(reading, range);
  if (may_direct && !dialect.masked) directives_.add_unreadable(range);
  constexpr std::size_t kReadable = 1;
  if (json) return std::max(judge(*json), kReadable);
  if (dialect.masked) return std::max(judge_masked(reading, *dialect.masked), kReadable);
  if (dialect.is_excused) {
    pass_over_lines(reading, range, "belongs to a template that can be read only after rendering");
    return 0;
  }
  if (reading.is_forgiven) {
    pass_over_words(reading, range);
    return 0;
  }
  if (const auto commented = commented_reading(reading, range); commented && is_meant(*commented)) {
    return std::max(judge(*commented), kReadable);
  }
  if (reading.depth > 0) {
    // kubectl sees an embedded template unrendered; its readers do not.
    if (!reading.is_template())
      pass_over_lines(reading, range, "belongs to a text that cannot be read");
    return 0;
  }
  if (const auto listing = listing_reading(reading, range)) {
    return std::max(judge(*listing), kReadable);
  }
  const auto mended = mended_reading(reading, range);
  const std::size_t read = mended ? judge(*mended) : 0;
  if (!reading.may_report_syntax()) return read;
  if (read == 0 && reading.is_counted()) ++result_.counts.documents;
  const Triggers& triggers = context_.triggers;
  // What malformed bytes hide is nothing to kubectl, which reads the mended ones.
  const std::string_view bytes = mended ? mended->text[range] : reading.text[range];
  if (context_.name.ends_with(".json") && !manifest::may_be_manifest(bytes, triggers.words())) {
    if (reading.is_first) result_.counts.skipped = 1;
    skip(range, fmt::format("JSON that is no YAML: {}", error.problem));
  } else if (triggers.wants_syntax() || (read == 0 && may_matter(reading, bytes))) {
    const yaml::SyntaxError& reported = dialect.error ? *dialect.error : error;
    refuse(reading, {reported.offset, reported.offset + 1}, words_of(reported));
  }
  return read;
}

/// Reads a scalar as a document of its own. The lines of a literal block stand in this very text
/// and are read there if they can be; any other text is read on its own, and reported at its
/// begin.
void Judge::judge_embedded(const Reading& reading, const yaml::Tree& tree,
                           const manifest::Embedded& embedded) {
  Reading inner = reading;
  inner.documents.clear();
  inner.parses.clear();
  inner.role = embedded.role;
  inner.within = reading.within.empty() ? embedded.where : reading.within + ": " + embedded.where;
  inner.is_in_force = reading.is_in_force && embedded.is_in_force;
  ++inner.depth;
  const ByteRange place = embedded.text.used;
  const yaml::Node& scalar = tree[embedded.text.node];
  inner.is_shared = reading.is_shared || embedded.text.anchor != yaml::kNoNode ||
                    tree.anchor_offset(embedded.text.node) != scalar.range.begin;
  if (inner.depth > kMostEmbedded) {
    return pass_over(inner, place, tree.text(embedded.text.node),
                     "text stands within more than three other manifests");
  }
  const auto documents = scalar.tag == yaml::Tag::binary
                             ? std::nullopt
                             : yaml::split_literal(tree.source(), scalar.range);
  if (documents) {
    for (const ByteRange document : *documents) judge_literal(inner, document);
  } else if (apart_.insert({place.begin, embedded.role}).second) {
    judge_apart(inner, tree.text(embedded.text.node), place);
  }
}

/// What a variable brings stands where the variable is used.
void Judge::judge_brought(const Reading& reading, const manifest::Brought& brought) {
  if (reading.depth >= kMostEmbedded || !apart_.insert({brought.place.begin, Role::part}).second) {
    return;
  }
  Reading inner = plain_reading(brought.text, Role::part);
  inner.is_first = reading.is_first;
  inner.within = reading.within.empty() ? brought.where : reading.within + ": " + brought.where;
  inner.is_in_force = reading.is_in_force;
  inner.depth = reading.depth + 1;
  const std::size_t first = result_.findings.size();
  judge_apart(inner, brought.text, brought.place);
  // In a text of its own, what the file says of variables is on no line of the text.
  if (reading.depth > 0) return;
  const Related written{Relation::written, context_.source.span(brought.written), {}};
  for (Finding& finding : std::span(result_.findings).subspan(first)) {
    finding.related = result_.texts().keep_list<Related>(std::span(&written, 1));
  }
}

/// One document of a literal block, where it stands.
void Judge::judge_literal(const Reading& reading, ByteRange document) {
  const std::string_view text = reading.text[document];
  if (!reading.is_template() && templates::may_hold_action(text)) {
    // Of the documents of a text few speak of seccomp, and to read a template takes long.
    const bool can_pass = !context_.has_telling_variable &&
                          context_.triggers.can_pass_part(context_.written, document);
    if (can_pass) return;
    const templates::Actions actions = templates::find_actions_of_any(text);
    if (templates::has_bare_action(text, actions))
      return judge_template(reading, document, actions);
  }
  judge(document_reading(reading, document));
}

/// A text that does not stand in the file as it is. All that is found in it is reported at `place`.
void Judge::judge_apart(const Reading& reading, std::string_view text, ByteRange place) {
  const Source source(text);
  const templates::Written written(source.text());
  const FileContext context{context_.name,
                            source,
                            written,
                            context_.settings,
                            context_.triggers,
                            context_.variables,
                            context_.profile_uses,
                            false};
  Reading whole = plain_reading(source.text(), reading.role);
  whole.way = reading.is_template() ? Way::as_written : Way::as_yaml;
  whole.is_first = reading.is_first;
  whole.within = reading.within;
  whole.is_in_force = reading.is_in_force;
  whole.depth = reading.depth;
  Judge judge(context);
  const bool is_template = !reading.is_template() && templates::may_hold_action(text) &&
                           templates::has_bare_action(text, written.actions());
  if (is_template) {
    judge.judge_template_file(whole, written.actions());
  } else {
    judge.judge(whole);
  }
  FileResult found = judge.take().result;
  for (Finding& finding : found.findings) {
    finding.span = context_.source.span(place);
    finding.place = place;
    finding.related = {};  // places in the text alone
    if (finding.edit != nullptr) {
      finding.edit = keep_edit({.title = finding.edit->title,
                                .is_safe = finding.edit->is_safe,
                                .changes = {},
                                .extent = {},
                                .obstacle = "it stands in an encoded or folded text"});
    }
  }
  for (ListedContainer& container : found.containers) {
    container.place = container.decided = context_.source.position(place.begin);
  }
  for (Note& note : found.failed) note.line = context_.source.line(place.begin);
  const std::vector<Note> skipped = std::exchange(found.skipped, {});
  result_.counts.unread += found.counts.unread;
  found.counts = {};
  result_.append(std::move(found));
  for (const Note& note : skipped) skip(place, note.text);
}

/// Docker's manifests have no kind, and count when they are read with or without skipping.
void Judge::count_workloads(const Reading& reading, const yaml::Parse& parse, std::size_t in_tree,
                            bool is_relevant) {
  if (!reading.is_counted()) return;
  const bool is_of_docker =
      parse.kind.empty() && (is_relevant || context_.settings.counts_all_workloads);
  if (manifest::is_list_kind(parse.kind) || is_of_docker) result_.counts.workloads += in_tree;
  if (may_run_pods(parse)) ++result_.counts.workloads;
}

void Judge::keep_remarks(const manifest::Manifest& manifest) {
  for (const manifest::Remark& remark : manifest.remarks) {
    if (known_.insert({remark.place.begin, nullptr}).second) skip(remark.place, remark.text);
  }
}

void Judge::keep_workload(const Subject& object) {
  result_.workloads.push_back(result_.keep_object(object));
}

std::string Judge::words_of(const yaml::SyntaxError& error) const {
  if (error.context.empty()) return error.problem;
  return fmt::format("{} (line {}): {}", error.context, context_.source.line(error.context_offset),
                     error.problem);
}

void Judge::report_syntax(const Reading& reading, ByteRange place, std::string message) {
  const auto rule = std::ranges::find(context_.settings.rules, kSyntaxRule,
                                      [](const EnabledRule& enabled) { return enabled.rule->id; });
  if (rule != context_.settings.rules.end()) {
    add(reading, *rule, {.place = place, .fact = std::move(message)});
  }
}

/// What could not be looked into to its end must not pass, whatever rules are on.
void Judge::refuse(const Reading& reading, ByteRange place, std::string message) {
  if (context_.triggers.wants_syntax()) return report_syntax(reading, place, std::move(message));
  result_.failed.push_back({context_.name, context_.source.line(place.begin), std::move(message)});
}

void Judge::refuse_exhausted(const Reading& reading, const yaml::Tree& tree) {
  if (reading.may_be_text) {
    return report_unread(reading, tree[0].range, reading.text.text(),
                         "text has aliases or merge keys that lead to more than can be followed");
  }
  refuse(reading, tree[0].range,
         "aliases, merge keys or extends lead to more than can be followed");
}

/// What is not read must not pass in silence if it matters: if `text`, which stands at `place`,
/// holds a word that does.
void Judge::pass_over(const Reading& reading, ByteRange place, std::string_view text,
                      const std::string& why) {
  report_unread(reading, place, text, why);
  skip(place, why);
}

void Judge::report_unread(const Reading& reading, ByteRange place, std::string_view text,
                          const std::string& why) {
  for (const EnabledRule& enabled : context_.settings.rules) {
    const bool is_meant = enabled.rule->id == kUndecidedRule;
    if (!is_meant || !Patterns(enabled.rule->unread_words).are_in(text)) continue;
    if (reading.is_first) ++result_.counts.unread;
    add(reading, enabled, {.place = place, .fact = {"this {}, and is not checked", why}});
  }
}

/// The same for a text that no reader takes, with a finding for each line that sets something.
void Judge::pass_over_lines(const Reading& reading, ByteRange range, const std::string& why) {
  const std::string_view text = reading.text[range];
  const Patterns& words = context_.triggers.words();
  std::vector<ByteRange> lines;
  // What is harmless wherever it stands is so in a text that nobody can read, too.
  if (may_matter(reading, text)) lines = lines_that_set(words, text);
  for (const ByteRange line : lines) {
    report_unread(reading, {range.begin + line.begin, range.begin + line.end},
                  text.substr(line.begin, line.end - line.begin), "line " + why);
  }
  if (!lines.empty() || reading.depth == 0) skip(range, "the text " + why);
}

void Judge::skip(ByteRange range, std::string why) {
  result_.skipped.push_back({context_.name, context_.source.line(range.begin), std::move(why)});
}

/// One finding for each place and rule, however many ways lead there.
void Judge::add(const Reading& reading, const EnabledRule& enabled, const Violation& violation) {
  if (!known_.insert({violation.place.begin, enabled.rule}).second) return;
  Arena& texts = result_.texts();
  Finding finding;
  finding.rule = enabled.rule;
  finding.severity = reading.is_in_force ? enabled.level : Severity::warning;
  finding.place = violation.place;
  finding.span = context_.source.span(violation.place);
  if (violation.object != nullptr) {
    finding.object = result_.keep_object(*violation.object, reading.within);
  }
  finding.part = texts.keep(violation.part);
  finding.fact = keep_phrase(violation.fact);
  finding.advice = keep_phrase(violation.advice);
  std::vector<Related> related;
  for (const auto& [relation, place, name] : violation.related) {
    related.push_back({relation, context_.source.span(place), texts.keep(name)});
  }
  finding.related = texts.keep_list<Related>(related);
  if (violation.edit && context_.settings.needs.edits) {
    finding.edit = edit_of(reading, *violation.edit);
  }
  result_.findings.push_back(finding);
}

/// Null for no words.
const Phrase* Judge::keep_phrase(const Words& words) {
  if (words.pattern.empty()) return nullptr;
  Arena& texts = result_.texts();
  const Phrase phrase{words.pattern, texts.keep_all(words.values)};
  return texts.keep_once(phrase);
}

const Edit* Judge::edit_of(const Reading& reading, const EditIntent& intent) {
  const fix::Changes changes = editor_.changes(
      intent, {reading.text, reading.documents, reading.is_template(), reading.is_shared});
  std::vector<Change> kept;
  for (const auto& [place, text] : changes.all) {
    const Span span{context_.source.position(place.begin), context_.source.position(place.end)};
    kept.push_back({place, span, result_.texts().keep(text)});
  }
  return keep_edit({.title = intent.title,
                    .is_safe = intent.is_safe,
                    .changes = kept,
                    .extent = changes.extent,
                    .obstacle = changes.obstacle});
}

const Edit* Judge::keep_edit(const Edit& edit) {
  Arena& texts = result_.texts();
  Edit kept = edit;
  kept.title = texts.keep(edit.title);
  kept.changes = texts.keep_list<Change>(edit.changes);
  return texts.keep_list<Edit>(std::span(&kept, 1)).data();
}

}  // namespace lint
