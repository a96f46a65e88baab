/// JUnit XML, as GitLab, Jenkins and others read it: a suite for each file, a passing case for each
/// workload without findings, and a failing case for each finding.

#include <fmt/format.h>

#include <map>
#include <pugixml.hpp>
#include <set>
#include <sstream>
#include <tuple>
#include <utility>

#include "lint/report/report.hpp"
#include "lint/report/words.hpp"
#include "lint/text/text.hpp"

namespace lint::report {
namespace {

struct Suite {
  std::vector<const Finding*> findings;
  std::vector<const Checked*> workloads;
  std::vector<const Note*> failed;
};

std::map<std::string_view, Suite> suites_of(const Report& report) {
  std::map<std::string_view, Suite> suites;
  for (const Checked& checked : report.workloads)
    suites[checked.path].workloads.push_back(&checked);
  for (const Finding& finding : report.findings) suites[finding.path].findings.push_back(&finding);
  for (const Note& note : report.failed) suites[note.path].failed.push_back(&note);
  return suites;
}

/// What tells objects of one file apart.
auto identity_of(const Subject& object) {
  return std::tie(object.api_version, object.kind, object.name_space, object.name, object.detail);
}

/// The workloads of a file that no finding is about.
std::vector<const Checked*> passing(const Suite& suite) {
  std::set<decltype(identity_of(std::declval<const Subject&>()))> found;
  for (const Finding* finding : suite.findings) found.insert(identity_of(finding->subject));
  std::vector<const Checked*> passing;
  for (const Checked* checked : suite.workloads) {
    if (!found.contains(identity_of(checked->object))) passing.push_back(checked);
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
    const std::vector<const Checked*> passed = passing(suite);
    suite_.append_attribute("tests") = suite.findings.size() + passed.size() + suite.failed.size();
    suite_.append_attribute("failures") = suite.findings.size();
    suite_.append_attribute("errors") = suite.failed.size();
    for (const Note* note : suite.failed) {
      pugi::xml_node error = add_case("read").append_child("error");
      error.append_attribute("message") = printable(note->text).c_str();
    }
    for (const Finding* finding : suite.findings) add_failure(*finding);
    for (const Checked* checked : passed) add_case(subject_words(checked->object));
  }

 private:
  void add_failure(const Finding& finding) {
    const std::string subject = subject_words(finding.subject);
    pugi::xml_node node = add_case(subject.empty() ? std::string(finding.rule)
                                                   : fmt::format("{}: {}", subject, finding.rule));
    node.append_attribute("file") = path_.c_str();
    node.append_attribute("line") = finding.span.begin.line;
    pugi::xml_node failure = node.append_child("failure");
    failure.append_attribute("message") = printable(finding.message).c_str();
    failure.append_attribute("type") = std::string(finding.rule).c_str();
    failure.text() = line_of(finding).c_str();
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

}  // namespace

std::string render_junit(const Report& report, const Style&) {
  pugi::xml_document document;
  pugi::xml_node suites = document.append_child("testsuites");
  suites.append_attribute("name") = "seccomp-lint";
  for (const auto& [path, suite] : suites_of(report)) SuiteWriter(suites, path).write(suite);
  std::ostringstream out;
  document.save(out, "  ");
  return out.str();
}

}  // namespace lint::report
