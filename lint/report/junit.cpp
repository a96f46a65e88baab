/// JUnit XML, as GitLab, Jenkins and others read it: a suite for each file, a passing case for each
/// workload without findings, and a failing case for each finding.

#include <fmt/format.h>

#include <map>
#include <pugixml.hpp>
#include <set>
#include <sstream>
#include <tuple>
#include <utility>

#include "lint/report/format.hpp"
#include "lint/report/words.hpp"
#include "lint/text/text.hpp"

namespace lint::report {
namespace {

/// What there is to tell of one file.
struct Suite {
  const FileResult* file = nullptr;  // null when it could not be read
  std::vector<const Note*> failed;
};

/// What tells objects of one file apart.
auto identity_of(const Subject& object) {
  return std::tie(object.api_version, object.kind, object.name_space, object.name, object.detail);
}

/// The workloads of a file that no finding is about.
std::vector<const Subject*> passing(const FileResult& file) {
  std::set<decltype(identity_of(std::declval<const Subject&>()))> found;
  for (const Finding& finding : file.findings) {
    const Subject* const object = file.object_of(finding);
    if (object != nullptr) found.insert(identity_of(*object));
  }
  std::vector<const Subject*> passing;
  for (const ObjectId workload : file.workloads) {
    const Subject& object = file.objects[workload];
    if (!found.contains(identity_of(object))) passing.push_back(&object);
  }
  return passing;
}

class SuiteWriter {
 public:
  SuiteWriter(pugi::xml_node suites, std::string_view path) : path_(printable(path)) {
    suite_ = suites.append_child("testsuite");
    suite_.append_attribute("name") = path_.c_str();
  }

  void write(const Suite& suite) {
    static const FileResult kNothing;
    const FileResult& file = suite.file == nullptr ? kNothing : *suite.file;
    const std::vector<const Subject*> passed = passing(file);
    suite_.append_attribute("tests") = file.findings.size() + passed.size() + suite.failed.size();
    suite_.append_attribute("failures") = file.findings.size();
    suite_.append_attribute("errors") = suite.failed.size();
    for (const Note* note : suite.failed) {
      pugi::xml_node error = add_case("read").append_child("error");
      error.append_attribute("message") = printable(note->text).c_str();
    }
    for (const Finding& finding : file.findings) add_failure(file, finding);
    for (const Subject* object : passed) add_case(object_words(*object));
  }

 private:
  void add_failure(const FileResult& file, const Finding& finding) {
    const std::string id(finding.rule->id);
    const std::string subject = subject_words(file, finding);
    pugi::xml_node node = add_case(subject.empty() ? id : fmt::format("{}: {}", subject, id));
    node.append_attribute("file") = path_.c_str();
    node.append_attribute("line") = finding.span.begin.line;
    pugi::xml_node failure = node.append_child("failure");
    failure.append_attribute("message") = printable(message_of(finding)).c_str();
    failure.append_attribute("type") = id.c_str();
    failure.text() = line_of(file, finding).c_str();
  }

  /// Readers take cases of the same name for one; later ones are numbered.
  pugi::xml_node add_case(const std::string& name) {
    std::string unique = name;
    while (!names_.insert(unique).second) {
      unique = fmt::format("{} ({})", name, ++repeated_[name] + 1);
    }
    pugi::xml_node node = suite_.append_child("testcase");
    node.append_attribute("classname") = path_.c_str();
    node.append_attribute("name") = unique.c_str();
    return node;
  }

  std::string path_;
  pugi::xml_node suite_;
  std::set<std::string> names_;
  std::map<std::string, std::size_t> repeated_;
};

class JunitReport {
 public:
  JunitReport(Write write, const Style&) : write_(std::move(write)) {}

  void file(const FileResult& file) {
    if (!file.findings.empty() || !file.workloads.empty()) suites_[file.name].file = &file;
  }
  void finding(const FileResult&, const Finding&) {}

  void end(const RunResult& run) {
    for (const Note& note : run.failed) suites_[note.path].failed.push_back(&note);
    pugi::xml_document document;
    pugi::xml_node suites = document.append_child("testsuites");
    suites.append_attribute("name") = "seccomp-lint";
    for (const auto& [path, suite] : suites_) SuiteWriter(suites, path).write(suite);
    std::ostringstream out;
    document.save(out, "  ");
    write_(out.str());
  }

 private:
  Write write_;
  std::map<std::string_view, Suite> suites_;  // by path
};

}  // namespace

extern const Format kJunit{
    "junit", "JUnit XML, one case for each workload", begin<JunitReport>, {.workloads = true}};

}  // namespace lint::report
