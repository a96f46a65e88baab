#pragma once
/// What a run found: the findings of each file, what was counted, and what could not be done.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/filter_state.hpp"
#include "lint/finding.hpp"
#include "lint/rule.hpp"
#include "lint/text/arena.hpp"

namespace lint {

struct Counts {
  std::size_t files = 0;
  std::size_t documents = 0;  // that hold more than comments and running text
  std::size_t workloads = 0;
  std::size_t templates = 0;  // documents that are unrendered Helm templates
  std::size_t skipped = 0;    // files that were not read
  std::size_t passed = 0;     // files that were not parsed, since no rule could find anything
  std::size_t unread = 0;     // lines of templates that name seccomp and were not read

  Counts& operator+=(const Counts& other);
};

/// How many findings there are, and what became of them.
struct Tally {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t suppressed = 0;
  std::size_t known = 0;  // to the baseline

  std::size_t findings() const { return errors + warnings; }
  Tally& operator+=(const Tally& other);
};

/// Something that was passed over, or could not be done, and why.
struct Note {
  std::string path;
  std::size_t line = 0;  // 1-based; 0 when it is about the whole file
  std::string text;
};

/// A finding that a directive or an annotation in the manifest takes back, and the reason given.
struct Suppressed {
  Finding finding;
  std::string_view reason;
};

/// A container that a file describes, and what filters its system calls. Texts are kept by the
/// result of the file.
struct ListedContainer {
  /// The object that runs it; for Docker it is the container.
  ObjectId object = kNoObject;
  /// "init container 'x'"; empty for Docker.
  std::string_view part;
  std::string_view name;
  std::string_view image;
  std::string_view runtime_class;
  FilterState state = FilterState::undecided;
  /// The file of a profile.
  std::string_view profile;
  Phrase why;
  /// What sets a profile for its image when it starts; empty where nothing is known to.
  Phrase binding;
  /// Its own place, and that of the value that decides its state.
  Position place;
  Position decided;
};

/// A file's bytes before and after edits.
struct Mended {
  bool is_stdin = false;
  std::string before;
  std::string after;
  std::size_t fixed = 0;  // edits that were made

  bool is_changed() const { return before != after; }
};

/// What was found in one file, or in some of its documents. Owns all that its findings refer to.
struct FileResult {
  /// As the reports call it.
  std::string name;
  std::vector<Object> objects;
  /// By place and rule once the file is finished.
  std::vector<Finding> findings;
  std::vector<Suppressed> suppressed;
  /// Those that the baseline has.
  std::vector<Finding> known;
  /// The workloads that the rules looked at; only when a report asks for them.
  std::vector<ObjectId> workloads;
  /// By the place that decides once the file is finished; only when a report asks for them.
  std::vector<ListedContainer> containers;
  /// Of a file that was to be mended: what came of it. The findings are those that are left.
  std::optional<Mended> mended;
  Counts counts;
  std::vector<Note> skipped;
  std::vector<Note> failed;

  Tally tally() const;
  Arena& texts();
  /// The id of an object in a document that is embedded `within`; the same as that of the object
  /// before if they are equal.
  ObjectId keep_object(const Subject& object, std::string_view within = {});
  /// The object of a finding; null when it is about none.
  const Object* object_of(const Finding& finding) const;
  const Object& object_of(const ListedContainer& container) const;
  /// About how many bytes it takes.
  std::size_t memory() const;
  /// Makes it smaller once nothing is added to it that was kept before.
  void finish();
  /// Puts what was found in later documents of the same file after what is there.
  void append(FileResult part);

 private:
  std::vector<std::unique_ptr<Arena>> arenas_;  // of this and of all parts that were appended
};

/// Everything, in the order of the files.
struct RunResult {
  /// Only those of which there is something to tell beyond notes and counts.
  std::vector<FileResult> files;
  Counts counts;
  Tally tally;
  std::vector<Note> skipped;
  std::vector<Note> failed;
  /// Whether the findings were compared with a baseline.
  bool has_baseline = false;
  /// The edits that were made, or would be.
  std::size_t fixed = 0;

  void append(FileResult file);
  /// The same of a file whose findings, workloads and containers have been told: only what reports
  /// tell at their end is kept, which is what was taken back or known.
  void append_told(FileResult file);
  void append(RunResult later);

 private:
  /// Takes over the notes.
  void count(FileResult& file);
};

}  // namespace lint
