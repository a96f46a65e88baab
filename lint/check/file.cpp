#include "lint/check/file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <set>
#include <utility>

#include "lint/check/relevance.hpp"
#include "lint/manifest/kubernetes/custom_resource.hpp"
#include "lint/manifest/kubernetes/kinds.hpp"
#include "lint/manifest/recognise.hpp"
#include "lint/search/search.hpp"
#include "lint/template/chart.hpp"
#include "lint/template/readings.hpp"
#include "lint/text/encoding.hpp"
#include "lint/text/text.hpp"
#include "lint/yaml/documents.hpp"
#include "lint/yaml/json_text.hpp"
#include "lint/yaml/libyaml_reader.hpp"
#include "lint/yaml/yaml_cpp_reader.hpp"

namespace lint {
namespace {

constexpr std::string_view kUndecidedRule = "undecided-seccomp";

/// Documents within documents are followed this far.
constexpr int kMostEmbedded = 3;

/// What is known of a document from where it stands.
struct Context {
  manifest::Shape shape = manifest::Shape::manifest;
  /// What a document is called that is no object.
  Subject place;
  /// For one within another document: where, whether it takes effect there, and how deep.
  std::string within;
  bool is_in_force = true;
  int depth = 0;
};

class Check {
 public:
  Check(const std::string& name, const input::Source& source, const Settings& settings,
        const Triggers& triggers)
      : name_(name), source_(source), settings_(settings), triggers_(triggers) {
    const input::ChartRole role = input::chart_role(name);
    if (role == input::ChartRole::values) enter(manifest::Shape::values, manifest::kChartValues);
    if (role == input::ChartRole::template_file) enter(manifest::Shape::fragment, "template");
  }

  Report run(std::span<const ByteRange> documents) {
    for (const ByteRange range : documents) document(source_.text(), range);
    return std::move(report_);
  }

  Report run_template(const input::Actions& actions) {
    if (actions.unclosed) {
      syntax_finding({*actions.unclosed, *actions.unclosed + 2},
                     "the action that begins here is not closed, so Helm refuses the template");
    }
    template_text({0, static_cast<std::uint32_t>(source_.text().size())}, actions);
    report_.counts.templates = 1;
    return std::move(report_);
  }

  /// For a text that stands in another document.
  Report run_embedded(const Context& context, bool is_template) {
    context_ = context;
    is_template_ = is_template;
    const input::Actions actions = input::find_actions(source_.text());
    if (!is_template && input::has_bare_action(source_.text(), actions)) {
      return run_template(actions);
    }
    return run(input::split_documents(source_.text()));
  }

 private:
  void enter(manifest::Shape shape, std::string_view called) {
    context_.shape = shape;
    context_.place.kind = called;
  }

  /// Judges every reading of a template, which is all of the text or a part of it.
  void template_text(ByteRange part, const input::Actions& actions) {
    const std::string_view text = source_.text().substr(part.begin, part.end - part.begin);
    const input::TemplateReadings readings = input::read_template(text, actions);
    const Context outer = context_;
    const std::string scratched(source_.scratch() + part.begin, text.size());
    is_template_ = true;
    reading(readings.texts.front(), part.begin, readings.surveys);
    // The other readings show the same objects again.
    const Counts counts = report_.counts;
    const std::size_t workloads = report_.workloads.size();
    is_counting_ = false;
    for (std::size_t i = 1; i < readings.texts.size(); ++i) reading(readings.texts[i], part.begin);
    enter(manifest::Shape::fragment, "template definition");
    for (const auto& [at, body] : readings.definitions) reading(body, part.begin + at);
    context_ = outer;
    documents_as_written(part);
    std::ranges::copy(scratched, source_.scratch() + part.begin);
    is_counting_ = true;
    is_template_ = false;
    report_.counts = counts;
    report_.workloads.resize(std::min(workloads, report_.workloads.size()));
    for (const ByteRange line : readings.unread) {
      unread({part.begin + line.begin, part.begin + line.end});
    }
  }

  /// kubectl takes actions for text, and sees what they hide. Most templates are not readable so.
  void documents_as_written(ByteRange part) {
    is_as_written_ = true;
    const std::string_view text = source_.text();
    const std::string_view written = text.substr(part.begin, part.end - part.begin);
    for (const ByteRange found : input::split_documents(written)) {
      ByteRange range{part.begin + found.begin, part.begin + found.end};
      while (const auto separator = input::disputed_separator(text, range)) {
        document(text, {range.begin, *separator});
        const std::size_t line_end = find_bytes(text, "\n", *separator);
        range.begin = std::min(static_cast<std::uint32_t>(line_end), range.end);
      }
      document(text, range);
    }
    is_as_written_ = false;
  }

  /// Judges a readable copy of the text that begins at `begin`. `surveys` are of its documents.
  void reading(std::string_view readable, std::uint32_t begin,
               std::span<const input::Survey> surveys = {}) {
    const std::string_view text(source_.scratch(), source_.text().size());
    std::ranges::copy(readable, source_.scratch() + begin);
    const std::vector<ByteRange> ranges = input::split_documents(readable);
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      const input::Survey* const known = surveys.size() == ranges.size() ? &surveys[i] : nullptr;
      document(text, {begin + ranges[i].begin, begin + ranges[i].end}, known);
    }
  }

  void unread(ByteRange range) {
    const std::string_view text = source_.text().substr(range.begin, range.end - range.begin);
    const auto begin = range.begin + static_cast<std::uint32_t>(text.find_first_not_of(" \t\n-"));
    const std::string_view what = text.find('\n') == std::string_view::npos ? "line" : "part";
    pass_over({begin, range.end}, text,
              fmt::format("{} of the template can be read only when it is rendered", what));
  }

  /// What is not read must not pass in silence if it matters: if `text`, which stands at `place`,
  /// holds a word that does.
  void pass_over(ByteRange place, std::string_view text, const std::string& why) {
    for (const EnabledRule& enabled : settings_.rules) {
      const bool is_meant = enabled.rule->id == kUndecidedRule;
      if (!is_meant || !Words(enabled.rule->triggers).are_in(text)) continue;
      add(enabled, {place, {}, fmt::format("this {}, and is not checked", why)});
    }
    skip(place, why);
  }

  Relevance relevance_of(std::string_view document) const {
    return lint::relevance(document, triggers_.words(), context_.shape);
  }

  /// `text` is the source's, or a masked copy of it with every byte at the same place. `known`,
  /// when given, is what the survey says of the document.
  void document(std::string_view text, ByteRange range, const input::Survey* known = nullptr) {
    const Relevance relevance = relevance_of(text.substr(range.begin, range.end - range.begin));
    const bool is_read = relevance == Relevance::likely || !triggers_.is_skipping();
    // Only what counts has to be surveyed, as what is embedded or read again has no syntax errors.
    const bool is_surveyed = triggers_.wants_syntax() && is_counting_ && context_.depth == 0;
    if (relevance == Relevance::none && !is_read && !is_surveyed) return;
    input::TreeBuilder builder(text);
    const bool is_known = known != nullptr && relevance == Relevance::none && !is_read;
    const input::Survey survey =
        is_known ? *known
                 : input::survey(text, range, is_read ? &builder : nullptr,
                                 relevance == Relevance::hidden ? &triggers_.words() : nullptr);
    if (survey.error) return unreadable(text, range, *survey.error);
    if (survey.is_empty) return;
    ++report_.counts.documents;
    const bool matters = relevance == Relevance::likely || survey.has_hidden_word;
    const bool is_list = manifest::is_list_kind(survey.kind);
    if (!is_read && (matters || is_list)) input::survey(text, range, &builder);
    if (is_read || matters) {
      const std::size_t workloads = judge(builder.take(), range, matters);
      // Docker's manifests have no kind, and count when they are read with or without skipping.
      const bool is_docker = survey.kind.empty() && matters;
      if (is_list || is_docker) report_.counts.workloads += workloads;
    } else if (is_list) {
      const input::Tree tree = builder.take();
      const manifest::Document list(tree, source_);
      report_.counts.workloads += manifest::recognise(list, name_).workloads.size();
    }
    const bool is_workload = !manifest::pod_spec_path(survey.api_version, survey.kind).empty();
    report_.counts.workloads += is_workload ? 1 : 0;
  }

  /// Judges both readings of a document; returns how many workloads the first one holds. What holds
  /// none for libyaml holds none for kubectl and Docker, whose readers are ports of it.
  std::size_t judge(const input::Tree& tree, ByteRange range, bool matters) {
    const std::size_t workloads = judge_reading(tree, matters, true);
    if (workloads == 0) return 0;
    const auto second = input::second_reading(tree, range);
    if (second) judge_reading(*second, matters, false);
    return workloads;
  }

  std::size_t judge_reading(const input::Tree& tree, bool matters, bool is_first) {
    const manifest::Document document(tree, source_, is_template_);
    const manifest::Manifest manifest =
        manifest::recognise(document, name_, context_.shape, context_.place);
    for (const EnabledRule& enabled : settings_.rules) {
      if (enabled.rule->check == nullptr) continue;
      Sink sink;
      enabled.rule->check(manifest, sink);
      for (Sink::Report& report : sink.reports()) add(enabled, std::move(report));
    }
    const bool is_kept = is_first && settings_.needs.workloads && context_.depth == 0;
    for (const manifest::Workload& workload : manifest.workloads) {
      if (is_kept) report_.workloads.push_back({name_, workload.object});
    }
    for (const manifest::Remark& remark : manifest.remarks) {
      if (known_.insert({remark.place.begin, {}}).second) skip(remark.place, remark.text);
    }
    // Where nothing could be found anyway, nothing was missed.
    if (document.is_exhausted() && matters) {
      refuse(tree[0].range, "aliases, merge keys or extends lead to more than can be followed");
    }
    for (const manifest::Embedded& embedded : manifest.embedded) {
      if (is_first) this->embedded(tree, embedded);
    }
    return manifest.workloads.size();
  }

  /// Reads a scalar as a document of its own. The lines of a literal block stand in this very text
  /// and are read there if they can be; any other text is read on its own, and reported at its
  /// begin.
  void embedded(const input::Tree& tree, const manifest::Embedded& embedded) {
    const Context outer = context_;
    const Counts counts = report_.counts;
    context_ = {embedded.shape,
                {},
                outer.within.empty() ? embedded.where : outer.within + ": " + embedded.where,
                outer.is_in_force && embedded.is_in_force,
                outer.depth + 1};
    context_.place.kind =
        embedded.shape == manifest::Shape::values ? manifest::kChartValues : "patch";
    const ByteRange place = embedded.text.used;
    const input::Node& scalar = tree[embedded.text.node];
    const bool is_encoded = scalar.tag == input::Tag::binary;
    const auto documents =
        is_encoded ? std::nullopt : input::split_literal(tree.source(), scalar.range);
    if (context_.depth > kMostEmbedded) {
      pass_over(place, tree.text(embedded.text.node),
                "text stands within more than three other manifests");
    } else if (documents) {
      literal_block(tree.source(), *documents);
    } else if (apart_.insert({place.begin, embedded.shape}).second) {
      const input::Source apart(tree.text(embedded.text.node));
      Report report =
          Check(name_, apart, settings_, triggers_).run_embedded(context_, is_template_);
      for (Finding& finding : report.findings) {
        finding.span = source_.span(place);
        finding.place = place;
        report_.findings.push_back(std::move(finding));
      }
      for (Note& note : report.failed) {
        report_.failed.push_back({name_, source_.line(place.begin), std::move(note.text)});
      }
      for (Note& note : report.skipped) skip(place, std::move(note.text));
    }
    context_ = outer;
    const std::size_t skipped = report_.counts.skipped;
    report_.counts = counts;
    report_.counts.skipped = skipped;
  }

  void literal_block(std::string_view text, std::span<const ByteRange> documents) {
    for (const ByteRange range : documents) {
      const std::string_view part = text.substr(range.begin, range.end - range.begin);
      const input::Actions actions = input::find_actions(part);
      const bool is_template = !is_template_ && input::has_bare_action(part, actions);
      is_template ? template_text(range, actions) : document(text, range);
    }
  }

  void unreadable(std::string_view text, ByteRange range, const input::SyntaxError& error) {
    if (read_as_json(text, range) || context_.depth > 0) return;
    const std::string_view document = text.substr(range.begin, range.end - range.begin);
    const bool is_mended = read_mended(document, range);
    if (is_as_written_ || is_mended_) return;
    report_.counts.documents += is_mended ? 0 : 1;
    if (name_.ends_with(".json") && !manifest::may_be_manifest(document)) {
      skip(range, fmt::format("JSON that is no YAML: {}", error.problem));
    } else if (triggers_.wants_syntax() ||
               (!is_mended && relevance_of(document) != Relevance::none)) {
      refuse({error.offset, error.offset + 1}, words_of(error));
    }
  }

  /// Reads a document with its malformed UTF-8 replaced, as kubectl does; returns whether that made
  /// it readable.
  bool read_mended(std::string_view document, ByteRange range) {
    if (is_mended_) return false;
    char* const scratch = source_.scratch();
    std::memmove(scratch + range.begin, document.data(), document.size());
    if (!input::mask_malformed({scratch + range.begin, document.size()})) return false;
    const std::size_t documents = report_.counts.documents;
    is_mended_ = true;
    this->document({scratch, source_.text().size()}, range);
    is_mended_ = false;
    return report_.counts.documents > documents;
  }

  /// Tries what JSON allows and YAML does not; returns whether the document is read as JSON.
  bool read_as_json(std::string_view text, ByteRange range) {
    if (is_json_) return false;
    const std::vector<ByteRange> values = input::split_json(text, range);
    if (values.empty()) return false;
    is_json_ = true;
    char* const scratch = source_.scratch();
    for (const ByteRange value : values) {
      input::mask_json({scratch + value.begin, scratch + value.end});
      document({scratch, text.size()}, value);
    }
    is_json_ = false;
    return true;
  }

  std::string words_of(const input::SyntaxError& error) const {
    if (error.context.empty()) return error.problem;
    return fmt::format("{} (line {}): {}", error.context, source_.line(error.context_offset),
                       error.problem);
  }

  void syntax_finding(ByteRange place, std::string message) {
    const auto rule = std::ranges::find(settings_.rules, kSyntaxRule,
                                        [](const EnabledRule& e) { return e.rule->id; });
    if (rule != settings_.rules.end()) add(*rule, {place, {}, std::move(message)});
  }

  /// What could not be looked into to its end must not pass, whatever rules are on.
  void refuse(ByteRange place, std::string message) {
    if (triggers_.wants_syntax()) return syntax_finding(place, std::move(message));
    report_.failed.push_back({name_, source_.line(place.begin), std::move(message)});
  }

  /// One finding for each place and rule, however many ways lead there.
  void add(const EnabledRule& enabled, Sink::Report report) {
    if (!known_.insert({report.place.begin, enabled.rule->id}).second) return;
    const Severity level = context_.is_in_force ? enabled.level : Severity::warning;
    report.subject.within = context_.within;
    report_.findings.push_back({name_,
                                source_.span(report.place),
                                level,
                                enabled.rule->id,
                                std::move(report.subject),
                                std::move(report.message),
                                report.place,
                                {},
                                {}});
  }

  void skip(ByteRange range, std::string why) {
    ++report_.counts.skipped;
    report_.skipped.push_back({name_, source_.line(range.begin), std::move(why)});
  }

  const std::string& name_;
  const input::Source& source_;
  const Settings& settings_;
  const Triggers& triggers_;
  Report report_;
  std::set<std::pair<std::uint32_t, std::string_view>> known_;
  std::set<std::pair<std::uint32_t, manifest::Shape>> apart_;  // embedded, read on their own
  bool is_json_ = false;
  bool is_template_ = false;
  bool is_counting_ = true;     // not when a template is read once more
  bool is_as_written_ = false;  // a template's text that is not masked
  bool is_mended_ = false;
  Context context_;
};

}  // namespace

Report check_documents(const std::string& name, const input::Source& source,
                       std::span<const ByteRange> documents, const Settings& settings,
                       const Triggers& triggers) {
  return Check(name, source, settings, triggers).run(documents);
}

std::optional<Report> check_template(const std::string& name, const input::Source& source,
                                     const Settings& settings, const Triggers& triggers) {
  const auto actions = input::actions_of_template(name, source.text());
  if (!actions) return std::nullopt;
  return Check(name, source, settings, triggers).run_template(*actions);
}

}  // namespace lint
