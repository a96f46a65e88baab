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

bool is_same(const Object& kept, const Subject& object, std::string_view within) {
  return kept.name == object.name && kept.kind == object.kind &&
         kept.name_space == object.name_space && kept.api_version == object.api_version &&
         kept.detail == object.detail && kept.within == within;
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

Tally& Tally::operator+=(const Tally& other) {
  errors += other.errors;
  warnings += other.warnings;
  suppressed += other.suppressed;
  known += other.known;
  return *this;
}

Tally FileResult::tally() const {
  const auto errors =
      static_cast<std::size_t>(std::ranges::count(findings, Severity::error, &Finding::severity));
  return {errors, findings.size() - errors, suppressed.size(), known.size()};
}

Arena& FileResult::texts() {
  if (arenas_.empty()) arenas_.push_back(std::make_unique<Arena>());
  return *arenas_.front();
}

ObjectId FileResult::keep_object(const Subject& object, std::string_view within) {
  if (objects.empty() || !is_same(objects.back(), object, within)) {
    Arena& kept = texts();
    objects.push_back({kept.keep(object.api_version), kept.keep(object.kind),
                       kept.keep(object.name_space), kept.keep(object.name),
                       kept.keep(object.detail), kept.keep(within)});
  }
  return static_cast<ObjectId>(objects.size() - 1);
}

const Object* FileResult::object_of(const Finding& finding) const {
  return finding.object == kNoObject ? nullptr : &objects[finding.object];
}

const Object& FileResult::object_of(const ListedContainer& container) const {
  return objects[container.object];
}

std::size_t FileResult::memory() const {
  std::size_t bytes = findings.capacity() * sizeof(Finding) +
                      suppressed.capacity() * sizeof(Suppressed) +
                      containers.capacity() * sizeof(ListedContainer) +
                      workloads.capacity() * sizeof(ObjectId) + objects.capacity() * sizeof(Object);
  for (const auto& arena : arenas_) bytes += arena->size();
  return bytes;
}

void FileResult::finish() {
  for (const auto& arena : arenas_) arena->finish();
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

void RunResult::count(FileResult& file) {
  counts += file.counts;
  tally += file.tally();
  move_to_end(skipped, file.skipped);
  move_to_end(failed, file.failed);
}

void RunResult::append(FileResult file) {
  count(file);
  const bool has_findings =
      !file.findings.empty() || !file.suppressed.empty() || !file.known.empty();
  const bool is_mended = file.mended && (file.mended->is_changed() || file.mended->is_stdin);
  if (has_findings || !file.workloads.empty() || !file.containers.empty() || is_mended) {
    files.push_back(std::move(file));
  }
}

void RunResult::append_told(FileResult file) {
  count(file);
  file.findings = {};
  file.workloads = {};
  file.containers = {};
  if (!file.suppressed.empty() || !file.known.empty()) files.push_back(std::move(file));
}

void RunResult::append(RunResult later) {
  counts += later.counts;
  tally += later.tally;
  move_to_end(files, later.files);
  move_to_end(skipped, later.skipped);
  move_to_end(failed, later.failed);
}

}  // namespace lint
