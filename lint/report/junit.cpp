/// JUnit XML, as GitLab, Jenkins and others read it: a suite for each file, a passing case for each
/// workload without findings, and a failing case for each finding.

#include <fmt/format.h>

#include <functional>
#include <map>
#include <pugixml.hpp>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "lint/report/format.hpp"
#include "lint/report/words.hpp"
#include "lint/text/text.hpp"

namespace lint::report {
namespace {

/// What tells objects of one file apart.
auto identity_of(const Object& object) {
  return std::tie(object.api_version, object.kind, object.name_space, object.name, object.detail);
}

/// The workloads of a file that no finding is about.
std::vector<const Object*> passing(const FileResult& file) {
  std::set<decltype(identity_of(std::declval<const Object&>()))> found;
  const Object* last = nullptr;
  for (const Finding& finding : file.findings) {
    const Object* const object = file.object_of(finding);
    if (object != nullptr && object != last) found.insert(identity_of(*object));
    last = object;
  }
  std::vector<const Object*> passing;
  for (const ObjectId workload : file.workloads) {
    const Object& object = file.objects[workload];
    if (!found.contains(identity_of(object))) passing.push_back(&object);
  }
  return passing;
}

/// One element as text, as deep within the document.
std::string text_of(const pugi::xml_node& node, unsigned depth) {
  std::ostringstream out;
  node.print(out, "  ", pugi::format_default, pugi::encoding_utf8, depth);
  return out.str();
}

/// Writes the cases of a file one by one. There has to be at least one.
class SuiteWriter {
 public:
  SuiteWriter(const Write& write, std::string_view path) : write_(write), path_(printable(path)) {}

  void begin(std::size_t passed, std::size_t failures, std::size_t errors) {
    pugi::xml_document document;
    pugi::xml_node suite = document.append_child("testsuite");
    suite.append_attribute("name") = path_.c_str();
    suite.append_attribute("tests") = passed + failures + errors;
    suite.append_attribute("failures") = failures;
    suite.append_attribute("errors") = errors;
    std::string text = text_of(suite, 1);
    text.replace(text.rfind(" />"), std::string::npos, ">\n");  // left open
    write_(text);
  }

  void error(const Note& note) {
    add_case("read", [&](pugi::xml_node node) {
      node.append_child("error").append_attribute("message") = printable(note.text).c_str();
    });
  }

  void failure(const FileResult& file, const Finding& finding) {
    const std::string id(finding.rule->id);
    const std::string subject = subject_words(file, finding);
    add_case(subject.empty() ? id : fmt::format("{}: {}", subject, id), [&](pugi::xml_node node) {
      node.append_attribute("file") = path_.c_str();
      node.append_attribute("line") = finding.span.begin.line;
      pugi::xml_node failure = node.append_child("failure");
      failure.append_attribute("message") = printable(message_of(finding)).c_str();
      failure.append_attribute("type") = id.c_str();
      failure.text() = line_of(file, finding).c_str();
    });
  }

  void pass(const Object& object) {
    add_case(object_words(object), [](pugi::xml_node) {});
  }

  void end() { write_("  </testsuite>\n"); }

 private:
  /// Readers take cases of the same name for one; later ones are numbered.
  template <typename Fill>
  void add_case(const std::string& name, Fill fill) {
    std::string unique = name;
    while (!names_.insert(unique).second) {
      unique = fmt::format("{} ({})", name, ++repeated_[name] + 1);
    }
    pugi::xml_document document;
    pugi::xml_node node = document.append_child("testcase");
    node.append_attribute("classname") = path_.c_str();
    node.append_attribute("name") = unique.c_str();
    fill(node);
    write_(text_of(node, 2));
  }

  const Write& write_;
  std::string path_;
  std::unordered_set<std::string> names_;
  std::unordered_map<std::string, std::size_t> repeated_;
};

class JunitReport {
 public:
  JunitReport(Write write, const Style&) : write_(std::move(write)) {
    write_("<?xml version=\"1.0\"?>\n");
  }

  /// A suite begins with its numbers, which its file knows.
  void file(const FileResult& file) {
    const std::vector<const Object*> passed = passing(file);
    if (file.findings.empty() && passed.empty() && file.failed.empty()) return;
    begin();
    SuiteWriter suite(write_, file.name);
    suite.begin(passed.size(), file.findings.size(), file.failed.size());
    for (const Note& note : file.failed) suite.error(note);
    for (const Finding& finding : file.findings) suite.failure(file, finding);
    for (const Object* object : passed) suite.pass(*object);
    suite.end();
    if (!file.failed.empty()) told_[file.name] = file.failed.size();
  }
  void finding(const FileResult&, const Finding&) {}

  /// What failed beside the files that were told, by path.
  void end(const RunResult& run) {
    std::map<std::string_view, std::vector<const Note*>> failed;
    for (const Note& note : run.failed) {
      const auto told = told_.find(note.path);
      if (told == told_.end() || told->second == 0) {
        failed[note.path].push_back(&note);
      } else {
        --told->second;
      }
    }
    for (const auto& [path, notes] : failed) {
      begin();
      SuiteWriter suite(write_, path);
      suite.begin(0, 0, notes.size());
      for (const Note* note : notes) suite.error(*note);
      suite.end();
    }
    write_(has_suite_ ? "</testsuites>\n" : "<testsuites name=\"seccomp-lint\" />\n");
  }

 private:
  void begin() {
    if (!std::exchange(has_suite_, true)) write_("<testsuites name=\"seccomp-lint\">\n");
  }

  Write write_;
  bool has_suite_ = false;
  std::map<std::string, std::size_t, std::less<>> told_;  // failures, by path
};

}  // namespace

extern const Format kJunit{
    "junit", "JUnit XML, one case for each workload", begin<JunitReport>, {.workloads = true}};

}  // namespace lint::report
