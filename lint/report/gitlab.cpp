/// GitLab Code Quality (docs.gitlab.com/ci/testing/code_quality): an array, also when empty. GitLab
/// shows no rule names, so that the description holds them, and ignores `column`, which is for
/// other readers.

#include <fmt/format.h>

#include <map>

#include "lint/report/json_text.hpp"
#include "lint/report/report.hpp"
#include "lint/report/words.hpp"

namespace lint::report {
namespace {

/// FNV-1a, 64 bits.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xCBF2'9CE4'8422'2325U;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100'0000'01B3U;
  }
  return hash;
}

/// Says where a finding is without its line, which moves when something above it changes.
std::string identity_of(const Finding& finding, const std::string& path) {
  const Subject& subject = finding.subject;
  std::string identity;
  for (const std::string_view part :
       {std::string_view(path), finding.rule, std::string_view(subject.kind),
        std::string_view(subject.name_space), std::string_view(subject.name),
        std::string_view(subject.detail), std::string_view(subject.part)}) {
    identity += part;
    identity += '\0';
  }
  return identity;
}

}  // namespace

std::string render_gitlab(const Report& report, const Style&) {
  std::map<std::string, std::size_t> ordinals;
  Json issues = Json::array();
  for (const Finding& finding : report.findings) {
    const std::string path = relative_path(finding.path);
    const std::string identity = identity_of(finding, path);
    const std::size_t ordinal = ordinals[identity]++;
    const std::uint64_t hash = hash_of(fmt::format("{}{}", identity, ordinal));
    const bool is_error = finding.severity == Severity::error;
    issues.push_back(
        {{"description", fmt::format("{} [{}]", sentence(finding), finding.rule)},
         {"check_name", finding.rule},
         {"fingerprint", fmt::format("{:016x}", hash)},
         {"severity", is_error ? "major" : "minor"},
         {"location",
          {{"path", json_string(path)}, {"lines", {{"begin", finding.span.begin.line}}}}},
         {"column", finding.span.begin.column}});
  }
  return dump(issues);
}

}  // namespace lint::report
