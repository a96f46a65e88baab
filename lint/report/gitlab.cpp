/// GitLab Code Quality (docs.gitlab.com/ci/testing/code_quality): an array, also when empty. GitLab
/// takes paths as seen from the repository, shows no rule names, so that the description holds
/// them, and ignores `column`, which is for other readers.

#include <fmt/format.h>

#include <map>
#include <utility>

#include "lint/report/format.hpp"
#include "lint/report/json_text.hpp"
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
std::string identity_of(const FileResult& file, const Finding& finding, const std::string& path) {
  static const Subject kNone;
  const Subject* const object = file.object_of(finding);
  const Subject& subject = object == nullptr ? kNone : *object;
  std::string identity;
  for (const std::string_view part :
       {std::string_view(path), finding.rule->id, std::string_view(subject.kind),
        std::string_view(subject.name_space), std::string_view(subject.name),
        std::string_view(subject.detail), finding.part}) {
    identity += part;
    identity += '\0';
  }
  return identity;
}

class GitlabReport {
 public:
  GitlabReport(Write write, const Style&) : write_(std::move(write)) {}

  void finding(const FileResult& file, const Finding& finding) {
    const std::string path = repository_path(file.name);
    const std::string identity = identity_of(file, finding, path);
    const std::size_t ordinal = ordinals_[identity]++;
    const std::uint64_t hash = hash_of(fmt::format("{}{}", identity, ordinal));
    const bool is_error = finding.severity == Severity::error;
    const std::string words = sentence(file, finding);
    issues_.push_back(
        {{"description", fmt::format("{} [{}]", words, finding.rule->id)},
         {"check_name", finding.rule->id},
         {"fingerprint", fmt::format("{:016x}", hash)},
         {"severity", is_error ? "major" : "minor"},
         {"location",
          {{"path", json_string(path)}, {"lines", {{"begin", finding.span.begin.line}}}}},
         {"column", finding.span.begin.column}});
  }

  void end(const RunResult&) { write_(dump(issues_)); }

 private:
  Write write_;
  std::map<std::string, std::size_t> ordinals_;  // how often each identity was met
  Json issues_ = Json::array();
};

}  // namespace

extern const Format kGitlab{"gitlab", "Code Quality report, for GitLab merge requests",
                            begin<GitlabReport>};

}  // namespace lint::report
