/// GitLab Code Quality (docs.gitlab.com/ci/testing/code_quality): an array, also when empty. GitLab
/// takes paths as seen from the repository, shows no rule names, so that the description holds
/// them, and ignores `column`, which is for other readers.

#include <fmt/format.h>

#include <unordered_map>
#include <utility>

#include "lint/report/format.hpp"
#include "lint/report/json_text.hpp"
#include "lint/report/json_writer.hpp"
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
  static const Object kNone;
  const Object* const object = file.object_of(finding);
  const Object& subject = object == nullptr ? kNone : *object;
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
  GitlabReport(Write write, const Style&) : json_(std::move(write)) { json_.open_list(); }

  void file(const FileResult& file) {
    if (!file.findings.empty()) path_ = repository_path(file.name);
  }

  void finding(const FileResult& file, const Finding& finding) {
    const std::string identity = identity_of(file, finding, path_);
    const std::size_t ordinal = ordinals_[hash_of(identity)]++;
    const std::uint64_t hash = hash_of(fmt::format("{}{}", identity, ordinal));
    const bool is_error = finding.severity == Severity::error;
    const std::string words = sentence(file, finding);
    json_.open_object();
    json_.text("description", fmt::format("{} [{}]", words, finding.rule->id));
    json_.text("check_name", finding.rule->id);
    json_.text("fingerprint", fmt::format("{:016x}", hash));
    json_.text("severity", is_error ? "major" : "minor");
    json_.open_object("location");
    json_.text("path", path_);
    json_.open_object("lines");
    json_.number("begin", finding.span.begin.line);
    json_.close();
    json_.close();
    json_.number("column", finding.span.begin.column);
    json_.close();
  }

  void end(const RunResult&) { json_.close(); }

 private:
  JsonWriter json_;
  std::string path_;  // of the file that is told, as GitLab takes it
  /// How often each identity was met, by its hash: identities themselves would be most of what a
  /// run over many findings keeps.
  std::unordered_map<std::uint64_t, std::uint32_t> ordinals_;
};

}  // namespace

extern const Format kGitlab{"gitlab", "Code Quality report, for GitLab merge requests",
                            begin<GitlabReport>};

}  // namespace lint::report
