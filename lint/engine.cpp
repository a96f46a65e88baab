#include "lint/engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "lint/input/discover.hpp"
#include "lint/input/json_text.hpp"
#include "lint/input/reader.hpp"
#include "lint/input/source.hpp"
#include "lint/input/stream.hpp"
#include "lint/input/survey.hpp"
#include "lint/manifest/kubernetes.hpp"
#include "lint/manifest/recognise.hpp"
#include "lint/text.hpp"

namespace lint {
namespace {

constexpr std::string_view kSyntaxRule = "yaml-syntax";

/// The way of one file through the pipeline.
class FileCheck {
 public:
  FileCheck(const std::string& name, std::string bytes, const Settings& settings)
      : name_(name), source_(std::move(bytes)), settings_(settings) {}

  Report run() {
    report_.counts.files = 1;
    for (const ByteRange range : input::split_documents(source_.text())) {
      document(source_.text(), range);
    }
    std::ranges::sort(report_.findings, {}, [](const Finding& finding) {
      return std::pair(finding.span.begin, finding.rule);
    });
    return std::move(report_);
  }

 private:
  /// `text` is the source's, or a masked copy of it with every byte at the same place.
  void document(std::string_view text, ByteRange range) {
    input::TreeBuilder builder(text);
    const input::Survey survey = input::survey(text, range, &builder);
    if (survey.error) {
      unreadable(text, range, *survey.error);
    } else if (!survey.is_empty) {
      ++report_.counts.documents;
      judge(builder.take(), range, survey);
    }
  }

  void judge(const input::Tree& tree, ByteRange range, const input::Survey& survey) {
    const std::size_t workloads = judge_reading(tree);
    report_.counts.workloads +=
        manifest::is_list_kind(survey.kind)
            ? workloads
            : std::size_t{manifest::is_workload_kind(survey.api_version, survey.kind)};
    const auto second = input::second_reading(tree, range);
    if (second) judge_reading(*second);
  }

  /// Returns the number of workloads that this reading of the document holds.
  std::size_t judge_reading(const input::Tree& tree) {
    const manifest::Document document(tree, source_);
    const manifest::Manifest manifest = manifest::recognise(document, name_);
    for (const EnabledRule& enabled : settings_.rules) {
      if (enabled.rule->check == nullptr) continue;
      Sink sink;
      enabled.rule->check(manifest, sink);
      for (Sink::Report& report : sink.reports()) add(enabled, std::move(report));
    }
    if (document.is_exhausted()) {
      syntax_finding(tree[0].range, "aliases and merge keys lead to more than can be followed");
    }
    return manifest.workloads.size();
  }

  void unreadable(std::string_view text, ByteRange range, const input::SyntaxError& error) {
    if (read_as_json(text, range)) return;
    ++report_.counts.documents;
    const std::string_view document = text.substr(range.begin, range.end - range.begin);
    if (document.find("{{") != std::string_view::npos) {
      ++report_.counts.templates;
      skip(range, "template, not read yet");
    } else if (name_.ends_with(".json") && !may_be_kubernetes(document)) {
      skip(range, fmt::format("JSON that is no YAML: {}", error.problem));
    } else {
      syntax_finding(place_of(error), words_of(error));
    }
  }

  /// Tries what JSON allows and YAML does not; returns whether that was it.
  bool read_as_json(std::string_view text, ByteRange range) {
    if (is_json_) return false;
    const std::vector<ByteRange> values = input::split_json(text, range);
    if (values.empty()) return false;
    const std::string masked = input::mask_surrogates(text);
    if (values.size() == 1 && masked == text) return false;
    is_json_ = true;
    for (const ByteRange value : values) document(masked, value);
    is_json_ = false;
    return true;
  }

  /// A JSON file is not expected to be YAML, but a manifest that cannot be read must not pass.
  static bool may_be_kubernetes(std::string_view document) {
    return document.find("\"apiVersion\"") != std::string_view::npos &&
           document.find("\"kind\"") != std::string_view::npos;
  }

  /// Where an error is mended: a construct that runs to the document's end is wrong at its begin.
  ByteRange place_of(const input::SyntaxError& error) const {
    const std::string_view rest = source_.text().substr(error.offset);
    const bool is_at_end = rest.empty() || rest.starts_with("---") || rest.starts_with("...");
    const std::uint32_t at =
        is_at_end && !error.context.empty() ? error.context_offset : error.offset;
    return {at, at + 1};
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

  /// One finding for each place and rule, however many ways lead there.
  void add(const EnabledRule& enabled, Sink::Report report) {
    if (!known_.insert({report.place.begin, enabled.rule->id}).second) return;
    report_.findings.push_back({name_, source_.span(report.place), enabled.level, enabled.rule->id,
                                std::move(report.subject), std::move(report.message)});
  }

  void skip(ByteRange range, std::string why) {
    ++report_.counts.skipped;
    report_.skipped.push_back({name_, source_.line(range.begin), std::move(why)});
  }

  std::string name_;
  input::Source source_;
  const Settings& settings_;
  Report report_;
  std::set<std::pair<std::uint32_t, std::string_view>> known_;
  bool is_json_ = false;
};

}  // namespace

Report check_text(const std::string& name, std::string bytes, const Settings& settings) {
  return FileCheck(name, std::move(bytes), settings).run();
}

Report check_files(const std::vector<std::string>& files, const Settings& settings) {
  Report whole;
  for (const std::string& file : files) {
    const bool is_stdin = file == input::kStdin;
    Result<std::string> bytes = is_stdin ? input::read_stdin() : input::read_file(file);
    const std::string& name = is_stdin ? settings.stdin_name : file;
    if (bytes.ok()) {
      append(whole, check_text(name, std::move(bytes.value()), settings));
    } else {
      whole.failed.push_back({name, 0, bytes.error().message});
    }
  }
  return whole;
}

}  // namespace lint
