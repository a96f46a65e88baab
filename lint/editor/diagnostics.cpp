#include "lint/editor/diagnostics.hpp"

#include <algorithm>
#include <utility>

#include "lint/report/rules.hpp"
#include "lint/report/words.hpp"
#include "lint/text/encoding.hpp"
#include "lint/text/text.hpp"

namespace lint::editor {
namespace {

constexpr std::string_view kSource = "seccomp-lint";
/// LSP 3.17, DiagnosticSeverity and DiagnosticTag.
constexpr int kError = 1;
constexpr int kWarning = 2;
constexpr int kUnnecessary = 1;

std::uint32_t line_end(std::string_view text, std::uint32_t at) {
  auto end = static_cast<std::uint32_t>(std::min(text.find('\n', at), text.size()));
  if (end > at && text[end - 1] == '\r') --end;
  return end;
}

Json related_of(const Document& document, const Source& source, const Finding& finding,
                Places& places) {
  Json list = Json::array();
  for (const Related& related : finding.related) {
    const ByteRange place{source.offset(related.span.begin), source.offset(related.span.end)};
    Json location{{"uri", document.uri}};
    location["range"] = places.range(document.in_text(place));
    Json entry{{"message", json_text(printable(report::words_of(related)))}};
    entry["location"] = std::move(location);
    list.push_back(std::move(entry));
  }
  return list;
}

}  // namespace

ByteRange marked_range(std::string_view text, const Finding& finding) {
  const auto [begin, end] = finding.place;
  return {begin, std::max(begin, std::min(end, line_end(text, begin)))};
}

Json diagnostic_of(const FileResult& file, const Finding& finding, Json range,
                   const Client& client) {
  const Rule& rule = *finding.rule;
  Json json{{"severity", finding.severity == Severity::error ? kError : kWarning},
            {"code", rule.id},
            {"source", kSource},
            {"message", json_text(report::sentence(file, finding))}};
  json["range"] = std::move(range);
  if (client.has_code_pages) json["codeDescription"] = {{"href", report::page_of(rule)}};
  if (client.has_tags && rule.is_about_idle) json["tags"] = Json::array({kUnnecessary});
  return json;
}

Json diagnostics_of(const Document& document, const Source& source, const FileResult& file,
                    const Client& client) {
  Json list = Json::array();
  Places places(document.text, document.lines, client.encoding);
  Places elsewhere(document.text, document.lines, client.encoding);
  for (const Finding& finding : file.findings) {
    const ByteRange marked = marked_range(source.text(), finding);
    Json json = diagnostic_of(file, finding, places.range(document.in_text(marked)), client);
    if (client.has_related_information && !finding.related.empty()) {
      json["relatedInformation"] = related_of(document, source, finding, elsewhere);
    }
    list.push_back(std::move(json));
  }
  return list;
}

Json diagnostics_of(std::span<const Problem> problems, const std::string& path,
                    std::string_view text, const Client& client) {
  Json list = Json::array();
  const Source source(text);
  const Lines lines(text);
  const auto mark = static_cast<std::uint32_t>(source.has_mark() ? kByteOrderMark.size() : 0);
  for (const auto& [file, place, message] : problems) {
    if (file != path) continue;
    const std::uint32_t begin = source.offset(place);
    const std::uint32_t end = std::max(begin, line_end(source.text(), begin));
    Json json{{"severity", kError}, {"source", kSource}, {"message", json_text(message)}};
    json["range"] = Places(text, lines, client.encoding).range({begin + mark, end + mark});
    list.push_back(std::move(json));
  }
  return list;
}

}  // namespace lint::editor
