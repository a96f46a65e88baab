#include "lint/file_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "lint/directive.hpp"
#include "lint/input/json_text.hpp"
#include "lint/input/reader.hpp"
#include "lint/input/survey.hpp"
#include "lint/manifest/kubernetes_kinds.hpp"
#include "lint/manifest/recognise.hpp"
#include "lint/skip.hpp"
#include "lint/text.hpp"

namespace lint {
namespace {

constexpr std::string_view kSyntaxRule = "yaml-syntax";
constexpr std::span<const std::string_view> kNoWords;

class Check {
 public:
  Check(const std::string& name, const input::Source& source, const Settings& settings,
        const Triggers& triggers)
      : name_(name), source_(source), settings_(settings), triggers_(triggers) {}

  Report run(std::span<const ByteRange> documents) {
    for (const ByteRange range : documents) document(source_.text(), range);
    return std::move(report_);
  }

 private:
  /// `text` is the source's, or a masked copy of it with every byte at the same place.
  void document(std::string_view text, ByteRange range) {
    const Relevance relevance =
        lint::relevance(text.substr(range.begin, range.end - range.begin), triggers_.words());
    const bool is_read = relevance == Relevance::likely || !triggers_.is_skipping();
    if (relevance == Relevance::none && !is_read && !triggers_.wants_syntax()) return;
    input::TreeBuilder builder(text);
    const input::Survey survey =
        input::survey(text, range, is_read ? &builder : nullptr,
                      relevance == Relevance::hidden ? triggers_.words() : kNoWords);
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
      report_.counts.workloads += count_workloads(builder.take());
    }
    const bool is_workload = !manifest::pod_spec_path(survey.api_version, survey.kind).empty();
    report_.counts.workloads += is_workload ? 1 : 0;
  }

  std::size_t count_workloads(const input::Tree& tree) const {
    return manifest::recognise(manifest::Document(tree, source_), name_).workloads.size();
  }

  /// Judges both readings of a document; returns how many workloads the first one holds.
  std::size_t judge(const input::Tree& tree, ByteRange range, bool matters) {
    const std::size_t workloads = judge_reading(tree, matters);
    if (settings_.needs.workloads) keep_workloads(tree);
    const auto second = input::second_reading(tree, range);
    if (second) judge_reading(*second, matters);
    return workloads;
  }

  void keep_workloads(const input::Tree& tree) {
    const manifest::Document document(tree, source_);
    for (manifest::Workload& workload : manifest::recognise(document, name_).workloads) {
      report_.workloads.push_back({name_, std::move(workload.object)});
    }
  }

  std::size_t judge_reading(const input::Tree& tree, bool matters) {
    const manifest::Document document(tree, source_);
    const manifest::Manifest manifest = manifest::recognise(document, name_);
    for (const EnabledRule& enabled : settings_.rules) {
      if (enabled.rule->check == nullptr) continue;
      Sink sink;
      enabled.rule->check(manifest, sink);
      for (Sink::Report& report : sink.reports()) add(enabled, std::move(report));
    }
    for (const manifest::Remark& remark : manifest.remarks) {
      if (known_.insert({remark.place.begin, {}}).second) skip(remark.place, remark.text);
    }
    // Where nothing could be found anyway, nothing was missed.
    if (document.is_exhausted() && matters) {
      give_up(tree[0].range);
    }
    return manifest.workloads.size();
  }

  void unreadable(std::string_view text, ByteRange range, const input::SyntaxError& error) {
    if (read_as_json(text, range)) return;
    ++report_.counts.documents;
    const std::string_view document = text.substr(range.begin, range.end - range.begin);
    if (may_be_template(document)) {
      ++report_.counts.templates;
      skip(range, "template, not read yet");
    } else if (name_.ends_with(".json") && !manifest::may_be_manifest(document)) {
      skip(range, fmt::format("JSON that is no YAML: {}", error.problem));
    } else {
      syntax_finding({error.offset, error.offset + 1}, words_of(error));
    }
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

  /// Whether an action stands anywhere but in a comment.
  static bool may_be_template(std::string_view document) {
    for (std::size_t at = find_bytes(document, "{{"); at < document.size();
         at = find_bytes(document, "{{", at + 1)) {
      const std::size_t line = document.rfind('\n', at) + 1;
      if (document.substr(line, at - line).find('#') == std::string_view::npos) return true;
    }
    return false;
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

  /// A document that could not be looked into to its end must not pass, whatever rules are on.
  void give_up(ByteRange place) {
    const std::string_view message = "aliases and merge keys lead to more than can be followed";
    if (triggers_.wants_syntax()) return syntax_finding(place, std::string(message));
    report_.failed.push_back({name_, source_.line(place.begin), std::string(message)});
  }

  /// One finding for each place and rule, however many ways lead there.
  void add(const EnabledRule& enabled, Sink::Report report) {
    if (!known_.insert({report.place.begin, enabled.rule->id}).second) return;
    report_.findings.push_back({name_,
                                source_.span(report.place),
                                enabled.level,
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
  bool is_json_ = false;
};

}  // namespace

Triggers::Triggers(const Settings& settings)
    : is_skipping_(settings.skip && !settings.needs.workloads) {
  for (const auto& [rule, level] : settings.rules) {
    if (rule->id == kSyntaxRule) wants_syntax_ = true;
    if (rule->check == nullptr) continue;
    if (rule->triggers.empty()) is_skipping_ = false;
    for (const std::string_view word : rule->triggers) {
      if (std::ranges::find(words_, word) == words_.end()) words_.push_back(word);
    }
  }
}

Report check_documents(const std::string& name, const input::Source& source,
                       std::span<const ByteRange> documents, const Settings& settings,
                       const Triggers& triggers) {
  return Check(name, source, settings, triggers).run(documents);
}

bool can_skip_file(std::string_view text, const Triggers& triggers) {
  return triggers.is_skipping() && !triggers.wants_syntax() && !has_any(text, triggers.words()) &&
         find_bytes(text, kDirectiveWord) == text.size() && !input::may_hide_words(text);
}

}  // namespace lint
