#include "lint/check/run.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <system_error>
#include <thread>
#include <utility>

#include "lint/check/finish.hpp"
#include "lint/files/discover.hpp"
#include "lint/text/source.hpp"
#include "lint/yaml/documents.hpp"

namespace lint {
namespace {

/// A file whose documents are checked in batches, so that a large one can be shared out.
struct OpenFile {
  explicit OpenFile(std::string file_name, input::Buffer bytes)
      : name(std::move(file_name)), source(std::move(bytes)) {}

  std::string name;
  input::Source source;
  std::vector<ByteRange> documents;
  std::vector<std::span<const ByteRange>> batches;
  std::vector<Report> reports;  // one a batch
  std::size_t unfinished = 0;   // batches
};

/// Cuts the documents into batches of about this many bytes.
constexpr std::uint32_t kBatchBytes = 64 * 1024;

void split_into_batches(OpenFile& file) {
  const std::span<const ByteRange> documents = file.documents;
  std::size_t first = 0;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const bool is_last = i + 1 == documents.size();
    if (is_last || documents[i].end - documents[first].begin >= kBatchBytes) {
      file.batches.push_back(documents.subspan(first, i + 1 - first));
      first = i + 1;
    }
  }
  file.reports.resize(file.batches.size());
  file.unfinished = file.batches.size();
}

/// The work of a run. Threads take the next batch of a file that is open, or else the next file.
class Run {
 public:
  explicit Run(const Settings& settings) : settings_(settings), triggers_(settings) {}

  Report go(const FileList& list) {
    try {
      list([this](std::string file) { add(std::move(file)); });
    } catch (...) {
      fail();
    }
    {
      const std::lock_guard lock(mutex_);
      is_listed_ = true;
    }
    changed_.notify_all();
    work();
    helpers_.clear();
    if (failure_) std::rethrow_exception(failure_);
    Report whole;
    for (Task& task : tasks_) append(whole, std::move(task.report));
    return whole;
  }

 private:
  /// A file to check, and what was found in it.
  struct Task {
    std::string file;
    Report report = {};
  };

  struct Batch {
    Task* task = nullptr;
    std::size_t index = 0;
  };

  /// The first file is left to the thread that adds it, until a second one shows that others help.
  void add(std::string file) {
    {
      const std::lock_guard lock(mutex_);
      tasks_.push_back({std::move(file)});
      start_threads(tasks_.size());
    }
    changed_.notify_one();
  }

  void fail() {
    const std::lock_guard lock(mutex_);
    failure_ = std::current_exception();
  }

  /// Makes sure that `tasks` can be done side by side, as far as the settings allow. A run over one
  /// small file never starts a second thread.
  void start_threads(std::size_t tasks) {
    if (tasks <= helpers_.size() + 1) return;
    // Asked once, for that reads a file.
    static const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t most = settings_.threads == 0 ? cores : settings_.threads;
    try {
      while (helpers_.size() + 1 < std::min(tasks, most)) {
        helpers_.emplace_back([this] { work(); });
      }
    } catch (const std::system_error&) {
      // Where no more threads may run, fewer do the work.
    }
  }

  void work() {
    try {
      std::unique_lock lock(mutex_);
      while (!failure_) {
        if (!batches_.empty()) {
          const Batch batch = batches_.back();
          batches_.pop_back();
          check(batch, lock);
        } else if (next_ < tasks_.size()) {
          take(tasks_[next_++], lock);
        } else if (is_listed_ && busy_ == 0) {
          break;
        } else {
          changed_.wait(lock);
        }
      }
    } catch (...) {
      fail();
    }
    changed_.notify_all();
  }

  /// Reads a file and checks it, or leaves its batches to all threads when it has several.
  void take(Task& task, std::unique_lock<std::mutex>& lock) {
    ++busy_;
    input::Buffer buffer;
    if (!spare_.empty()) {
      buffer = std::move(spare_.back());
      spare_.pop_back();
    }
    lock.unlock();
    std::unique_ptr<OpenFile> file = open(task, buffer);
    if (file && file->batches.size() == 1) {
      append(task.report,
             check_documents(file->name, file->source, file->batches[0], settings_, triggers_));
      settle(task.report, file->name, file->source, settings_);
      buffer = file->source.release();
      file.reset();
    }
    lock.lock();
    --busy_;
    if (!file) return spare_.push_back(std::move(buffer));
    for (std::size_t i = file->batches.size(); i > 0; --i) batches_.push_back({&task, i - 1});
    start_threads(batches_.size());
    open_[&task] = std::move(file);
    changed_.notify_all();
  }

  /// The file with its batches; none when there is nothing left to do for it.
  std::unique_ptr<OpenFile> open(Task& task, input::Buffer& buffer) {
    const bool is_stdin = task.file == input::kStdin;
    const std::string& name = is_stdin ? settings_.stdin_name : task.file;
    const Result<std::size_t> size =
        is_stdin ? input::read_stdin(buffer) : input::read_file(task.file, buffer);
    if (!size.ok()) {
      task.report.failed.push_back({name, 0, size.error().message});
      return nullptr;
    }
    task.report.counts.files = 1;
    auto file = std::make_unique<OpenFile>(name, std::move(buffer));
    if (!triggers_.can_pass(file->source.text())) read(task, *file);
    if (!file->batches.empty()) return file;
    buffer = file->source.release();
    return nullptr;
  }

  /// Checks a template, which has to be seen as a whole; cuts any other file into batches.
  void read(Task& task, OpenFile& file) {
    auto of_template = check_template(file.name, file.source, settings_, triggers_);
    if (!of_template) {
      file.documents = input::split_documents(file.source.text());
      split_into_batches(file);
      return;
    }
    append(task.report, *std::move(of_template));
    settle(task.report, file.name, file.source, settings_);
  }

  void check(const Batch& batch, std::unique_lock<std::mutex>& lock) {
    OpenFile& file = *open_[batch.task];
    ++busy_;
    lock.unlock();
    Report report =
        check_documents(file.name, file.source, file.batches[batch.index], settings_, triggers_);
    lock.lock();
    file.reports[batch.index] = std::move(report);
    if (--file.unfinished == 0) close(*batch.task, file, lock);
    --busy_;
    changed_.notify_all();
  }

  /// Puts together what the batches of a file gave.
  void close(Task& task, OpenFile& file, std::unique_lock<std::mutex>& lock) {
    for (Report& part : file.reports) append(task.report, std::move(part));
    lock.unlock();
    settle(task.report, file.name, file.source, settings_);
    lock.lock();
    spare_.push_back(file.source.release());
    open_.erase(&task);
  }

  const Settings& settings_;
  const Triggers triggers_;

  std::mutex mutex_;  // guards all below
  std::condition_variable changed_;
  std::deque<Task> tasks_;  // each where it stays
  bool is_listed_ = false;  // all of them
  std::size_t next_ = 0;
  std::vector<Batch> batches_;  // still to be taken, the next one last
  std::map<const Task*, std::unique_ptr<OpenFile>> open_;
  std::vector<input::Buffer> spare_;  // for the next files
  std::size_t busy_ = 0;              // threads at work
  std::exception_ptr failure_;
  std::vector<std::jthread> helpers_;  // beside the thread that called
};

}  // namespace

Report check_files(const FileList& list, const Settings& settings) {
  return Run(settings).go(list);
}

Report check_text(const std::string& name, std::string_view bytes, const Settings& settings) {
  const input::Source source(bytes);
  const Triggers triggers(settings);
  auto of_template = check_template(name, source, settings, triggers);
  const std::vector<ByteRange> documents = input::split_documents(source.text());
  Report report = of_template ? *std::move(of_template)
                              : check_documents(name, source, documents, settings, triggers);
  settle(report, name, source, settings);
  report.counts.files = 1;
  return report;
}

}  // namespace lint
