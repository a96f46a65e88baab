#include "lint/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "lint/text/text.hpp"

namespace lint::report {
namespace {

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

/// The pattern with its values, as raw text.
void append_phrase(std::string& out, const Phrase& phrase) {
  std::string_view rest = phrase.pattern;
  for (const std::string_view value : phrase.values) {
    const std::size_t hole = std::min(rest.find("{}"), rest.size());
    out += rest.substr(0, hole);
    out += value;
    rest.remove_prefix(std::min(hole + 2, rest.size()));
  }
  out += rest;
}

/// " (written on line 4, anchor on line 2)"
void append_related(std::string& out, std::span<const Related> places) {
  std::string_view separator = " (";
  std::uint32_t written = 0;
  for (const Related& place : places) {
    const std::uint32_t line = place.span.begin.line;
    if (place.relation == Relation::written) written = line;
    if (place.relation == Relation::anchor && line == written) continue;
    out += separator;
    out += words_of(place);
    separator = ", ";
  }
  if (!places.empty()) out += ')';
}

}  // namespace

std::string object_words(const Object& object) {
  std::string words = object.within.empty() ? "" : printable(object.within) + ": ";
  words += printable(object.kind);
  if (!object.name.empty()) words += fmt::format(" {}", lint::quoted(object.name));
  if (!object.detail.empty()) words += fmt::format(" ({})", printable(object.detail));
  return words;
}

std::string subject_words(const FileResult& file, const Finding& finding) {
  const Object* const object = file.object_of(finding);
  if (object == nullptr || object->kind.empty()) return {};
  std::string words = object_words(*object);
  if (!finding.part.empty()) words += fmt::format(", {}", printable(finding.part));
  return words;
}

std::string words_of(const Related& related) {
  const std::uint32_t line = related.span.begin.line;
  switch (related.relation) {
    case Relation::written:
      return fmt::format("written on line {}", line);
    case Relation::anchor:
      return fmt::format("anchor on line {}", line);
    case Relation::duplicate_key:
      return fmt::format("the key {} stands here again on line {}", quoted(related.name), line);
    case Relation::profile:
      return fmt::format("the profile is on line {}", line);
    case Relation::privileged:
      return fmt::format("'privileged' is on line {}", line);
    case Relation::node_choice:
      return fmt::format("{} is on line {}", quoted(related.name), line);
  }
  return {};
}

std::string message_of(const Finding& finding) {
  std::string message;
  if (finding.fact != nullptr) append_phrase(message, *finding.fact);
  append_related(message, finding.related);
  if (!message.empty() && finding.advice != nullptr) message += "; ";
  if (finding.advice != nullptr) append_phrase(message, *finding.advice);
  if (!message.empty() && !finding.remark.empty()) message += "; ";
  message += finding.remark;
  return message;
}

std::string text_of(const Phrase& phrase) {
  std::string text;
  append_phrase(text, phrase);
  return text;
}

std::string sentence(const FileResult& file, const Finding& finding) {
  const std::string subject = subject_words(file, finding);
  return fmt::format("{}{}{}", subject, subject.empty() ? "" : ": ",
                     printable(message_of(finding)));
}

std::string line_of(const FileResult& file, const Finding& finding) {
  return fmt::format("{}:{}:{}: {}: {} [{}]", printable(file.name), finding.span.begin.line,
                     finding.span.begin.column, to_string(finding.severity),
                     sentence(file, finding), finding.rule->id);
}

std::string relative_path(std::string_view path) {
  const std::filesystem::path normal = std::filesystem::path(path).lexically_normal();
  if (!normal.is_absolute()) return normal.string();
  std::error_code error;
  const std::filesystem::path here = std::filesystem::current_path(error);
  const std::filesystem::path relative = normal.lexically_relative(here);
  const bool is_below = !error && !relative.empty() && *relative.begin() != "..";
  return is_below ? relative.string() : normal.string();
}

std::string repository_path(std::string_view path) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path here = fs::current_path(error);
  if (error || path == kUnnamedStdin) return relative_path(path);
  for (fs::path at = here;; at = at.parent_path()) {
    if (fs::exists(at / ".git", error)) {
      const fs::path relative = (here / path).lexically_normal().lexically_relative(at);
      const bool is_below = !relative.empty() && *relative.begin() != "..";
      return is_below ? relative.string() : relative_path(path);
    }
    if (at == at.parent_path()) return relative_path(path);
  }
}

std::string percent_encoded(std::string_view path) {
  constexpr std::string_view kPlain = "-._~/";
  std::string out;
  for (const char c : path) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || kPlain.find(c) != std::string_view::npos;
    if (is_plain) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::string remedy_of(const Rule& rule) {
  std::string remedy(rule.remedy);
  std::ranges::replace(remedy, '\n', ' ');
  return remedy;
}

std::string summary(const RunResult& run) {
  const Tally& tally = run.tally;
  const Counts& counts = run.counts;
  return fmt::format(
      "seccomp-lint: {}, {}, {} checked, {}; {}, {}; {} suppressed, {}{} skipped{}{}\n",
      counted(counts.files, "file"), counted(counts.documents, "document"),
      counted(counts.workloads, "workload"), counted(counts.templates, "template"),
      counted(tally.errors, "error"), counted(tally.warnings, "warning"), tally.suppressed,
      run.has_baseline ? fmt::format("{} in the baseline, ", tally.known) : "", counts.skipped,
      counts.unread == 0 ? "" : ", " + counted(counts.unread, "line") + " not read",
      run.failed.empty() ? "" : fmt::format(", {} failed", run.failed.size()));
}

}  // namespace lint::report
