#include "lint/report/run_result.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace lint {
namespace {

template <typename T>
void move_to_end(std::vector<T>& whole, std::vector<T>& part) {
  whole.insert(whole.end(), std::make_move_iterator(part.begin()),
               std::make_move_iterator(part.end()));
}

template <typename Count>
std::size_t sum(const RunResult& run, Count count) {
  std::size_t sum = 0;
  for (const FileResult& file : run.files) sum += count(file);
  return sum;
}

}  // namespace

Counts& Counts::operator+=(const Counts& other) {
  files += other.files;
  documents += other.documents;
  workloads += other.workloads;
  templates += other.templates;
  skipped += other.skipped;
  passed += other.passed;
  unread += other.unread;
  return *this;
}

Arena& FileResult::texts() {
  if (arenas_.empty()) arenas_.push_back(std::make_unique<Arena>());
  return *arenas_.front();
}

ObjectId FileResult::keep_object(const Subject& object) {
  if (objects.empty() || objects.back() != object) objects.push_back(object);
  return static_cast<ObjectId>(objects.size() - 1);
}

const Subject* FileResult::object_of(const Finding& finding) const {
  return finding.object == kNoObject ? nullptr : &objects[finding.object];
}

const Subject& FileResult::object_of(const ListedContainer& container) const {
  return objects[container.object];
}

void FileResult::append(FileResult part) {
  const auto first_object = static_cast<ObjectId>(objects.size());
  const auto renumber = [&](ObjectId& id) {
    if (id != kNoObject) id += first_object;
  };
  for (Finding& finding : part.findings) renumber(finding.object);
  for (auto& [finding, reason] : part.suppressed) renumber(finding.object);
  for (ObjectId& workload : part.workloads) renumber(workload);
  for (ListedContainer& container : part.containers) renumber(container.object);
  move_to_end(objects, part.objects);
  move_to_end(findings, part.findings);
  move_to_end(suppressed, part.suppressed);
  move_to_end(workloads, part.workloads);
  move_to_end(containers, part.containers);
  move_to_end(skipped, part.skipped);
  move_to_end(failed, part.failed);
  move_to_end(arenas_, part.arenas_);
  counts += part.counts;
}

void RunResult::append(FileResult file) {
  counts += file.counts;
  move_to_end(skipped, file.skipped);
  move_to_end(failed, file.failed);
  const bool has_findings = !file.findings.empty() || !file.suppressed.empty();
  const bool is_mended = file.mended && (file.mended->is_changed() || file.mended->is_stdin);
  if (has_findings || !file.workloads.empty() || !file.containers.empty() || is_mended) {
    files.push_back(std::move(file));
  }
}

void RunResult::append(RunResult later) {
  counts += later.counts;
  move_to_end(files, later.files);
  move_to_end(skipped, later.skipped);
  move_to_end(failed, later.failed);
}

std::size_t count_findings(const RunResult& run) {
  return sum(run, [](const FileResult& file) { return file.findings.size(); });
}

std::size_t count_suppressed(const RunResult& run) {
  return sum(run, [](const FileResult& file) { return file.suppressed.size(); });
}

std::size_t count_known(const RunResult& run) {
  return sum(run, [](const FileResult& file) { return file.known.size(); });
}

std::size_t count_errors(const RunResult& run) {
  return sum(run, [](const FileResult& file) {
    return static_cast<std::size_t>(
        std::ranges::count(file.findings, Severity::error, &Finding::severity));
  });
}

}  // namespace lint
