#include "lint/app/program.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_set>
#include <utility>
#include <vector>

#include "lint/app/fixes.hpp"
#include "lint/app/language_server.hpp"
#include "lint/app/output.hpp"
#include "lint/app/path_rules.hpp"
#include "lint/app/print_config.hpp"
#include "lint/app/reports.hpp"
#include "lint/app/unused.hpp"
#include "lint/check/run.hpp"
#include "lint/check/select.hpp"
#include "lint/check/triggers.hpp"
#include "lint/files/discover.hpp"
#include "lint/report/words.hpp"
#include "lint/suppress/baseline.hpp"
#include "lint/template/chart.hpp"
#include "lint/text/source.hpp"
#include "lint/text/text.hpp"
#include "rules/registry.hpp"

namespace lint {
namespace {

/// The names in a --files-from list.
Result<std::vector<std::string>> listed_paths(const Options& options) {
  Buffer buffer;
  const bool is_stdin = options.files_from == files::kStdin;
  const auto size = is_stdin ? read_stdin(buffer) : read_file(options.files_from, buffer);
  if (!size.ok()) return size.error();
  std::vector<std::string> paths;
  std::string_view rest = buffer.view();
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(options.null_separated ? '\0' : '\n'), rest.size());
    std::string_view path = rest.substr(0, end);
    if (!options.null_separated && path.ends_with('\r')) path.remove_suffix(1);
    // In a list, "-" can only be a file of that name.
    if (!path.empty()) paths.push_back(path == files::kStdin ? "./-" : std::string(path));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return paths;
}

/// Adds the files to check. What stands in the way is in `run`. Returns what the configuration's
/// patterns left out.
std::vector<std::string> select(const Options& options, const Config& config, RunResult& run,
                                const std::function<void(files::File)>& add) {
  files::Selection selection;
  selection.paths = options.paths;
  selection.excludes = options.excludes;
  selection.config_excludes = config.excludes;
  selection.config_path = config.path;
  selection.stdin_name = options.stdin_name;
  selection.force_exclude = options.force_exclude;
  if (!options.files_from.empty()) {
    auto listed = listed_paths(options);
    if (!listed.ok()) {
      run.failed.push_back({options.files_from, 0, listed.error().message});
      return {};
    }
    selection.listed = std::move(listed.value());
  } else if (selection.paths.empty()) {
    selection.paths.emplace_back(".");
  }
  templates::Charts charts;
  selection.advice = advice_of(charts);
  files::Discovery found = files::discover(selection, add);
  for (const auto& note : found.failed) run.failed.push_back({note.path, 0, note.text});
  for (const auto& note : found.skipped) run.skipped.push_back({note.path, 0, note.text});
  run.counts.skipped += found.skipped.size();
  return std::move(found.excluded);
}

bool is_changed(const FileResult& file) {
  return file.mended && file.mended->is_changed();
}

/// Whether a file was changed that says what becomes of other files.
bool is_changed_chart(const FileResult& file) {
  if (!is_changed(file)) return false;
  templates::Charts charts;
  const Role role = role_of(file.name, charts);
  return role == Role::chart_values || role == Role::chart_template;
}

bool has_findings(const Tally& tally, Severity lowest) {
  return tally.errors > 0 || (lowest == Severity::warning && tally.warnings > 0);
}

/// The baseline of the options and the configuration, or the one to be written; nothing when there
/// is none.
std::optional<Baseline> baseline_of(const Options& options, const Config& config) {
  if (!options.write_baseline.empty()) return Baseline(options.write_baseline);
  return read_baseline(options, config);
}

/// What stands in the way is in `run`.
void write_baseline(const std::string& path, const Baseline& baseline, RunResult& run) {
  if (const auto error = write_file(path, baseline.text())) {
    run.failed.push_back({path, 0, error->message});
  }
}

std::string canonical(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::weakly_canonical(std::filesystem::absolute(path, ignored), ignored)
      .string();
}

/// How many findings each rule has in each folder.
class Statistics {
 public:
  void add(const FileResult& file) {
    const std::size_t slash = file.name.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : file.name.substr(0, slash);
    for (const Finding& finding : file.findings) ++counts_[{finding.rule->id, folder}];
  }

  std::string text() const {
    std::string out;
    for (const auto& [key, count] : counts_) {
      out += fmt::format("{:>7}  {}  {}\n", count, key.first, printable(key.second));
    }
    return out;
  }

 private:
  std::map<std::pair<std::string_view, std::string>, std::size_t> counts_;
};

bool is_nothing_checked(const RunResult& run) {
  const Counts& counts = run.counts;
  return counts.documents + counts.templates + counts.workloads + counts.passed == 0 &&
         run.tally.findings() == 0 && run.failed.empty();
}

/// Why nothing was checked, so that a gate that looks at nothing is noticed.
std::string nothing_to_check(const Options& options) {
  std::string_view where = "no manifest was found in the paths given";
  if (options.paths.empty()) where = "no manifest was found in the current folder";
  if (!options.files_from.empty()) where = "no manifest is among the files listed";
  if (reads_stdin(options)) where = "standard input holds no manifest";
  return fmt::format("warning: nothing to check: {}", where);
}

/// Adds the files of a list by the names that reports call them, as an inventory is sorted, so that
/// it can be written while it is taken. What the walk has read is read again rather than kept for
/// so long.
void add_by_name(const FileList& list, const std::string& stdin_name,
                 const std::function<void(files::File)>& add) {
  std::vector<files::File> found;
  list([&](files::File file) {
    file.bytes.reset();
    found.push_back(std::move(file));
  });
  const auto name = [&](const files::File& file) -> const std::string& {
    return file.path == files::kStdin ? stdin_name : file.path;
  };
  std::ranges::stable_sort(found, {}, name);
  for (files::File& file : found) add(std::move(file));
}

/// An inventory that lacks a document is not whole: there what cannot be read is a failure.
void fail_for_findings(FileResult& file) {
  for (const Finding& finding : file.findings) {
    file.failed.push_back({file.name, finding.span.begin.line, report::message_of(finding)});
  }
  file.findings.clear();
}

}  // namespace

struct Program::Plan {
  PathRules path_rules;
  std::vector<Output> outputs;
  Severity lowest = Severity::error;
  ColorMode color = ColorMode::automatic;
  /// Whether text on standard output shows the source.
  bool shows_excerpts = false;
  std::string_view unset_means;
  Settings settings;
  /// Those that are on for some path.
  std::vector<EnabledRule> all_rules;
  /// Whether something else than a report goes to standard output.
  bool is_stdout_taken = false;
  /// Whether findings are kept when they have been told.
  bool keeps_findings = false;

  Plan(const Options& options, const Config& config)
      : path_rules(options, config),
        outputs(lint::outputs(options)),
        lowest(fail_level(options, config)),
        color(color_mode(options)),
        unset_means(config.unset_means),
        settings(settings_of(options, config)) {
    all_rules = path_rules.all();
    if (path_rules.has_overrides()) {
      settings.rules_for = [this](const std::string& path) { return path_rules.rules_for(path); };
    }
    settings.fixing = fixing(options);
    for (const Output& output : outputs) {
      settings.needs = settings.needs | output.format->needs;
    }
    keeps_findings = settings.needs.whole_run || settings.fixing != Fixing::none;
    settings.needs.edits = settings.needs.edits || settings.fixing != Fixing::none;
    is_stdout_taken = options.diff || (options.fix && reads_stdin(options));
  }
  // The settings refer to it.
  Plan(const Plan&) = delete;
  Plan& operator=(const Plan&) = delete;
};

int Program::run(const Options& options) const {
  if (options.list_rules) return finish(rule_format(options).list(rules::all()), kClean);
  if (!options.explain.empty()) {
    return finish(rule_format(options).explain(find_rule(options.explain)), kClean);
  }
  if (options.language_server) return serve_editor(options, fileno(out_), version_);
  const Config config = load_config(options);
  if (options.print_config) return finish(print_config(options, config), kClean);
  return options.inventory ? take_inventory(options, config) : check(options, config);
}

int Program::check(const Options& options, const Config& config) const {
  Plan plan(options, config);
  plan.shows_excerpts = options.excerpt.value_or(isatty(fileno(out_)) != 0);
  plan.settings.needs.excerpts = plan.settings.needs.excerpts || plan.shows_excerpts;
  auto baseline = baseline_of(options, config);
  RunResult run;
  Unused unused(options, config, plan.path_rules);
  std::unordered_set<std::string> named;
  const FileList files = [&](const auto& add) {
    const auto excluded = select(options, config, run, [&](files::File file) {
      if (options.verbose) unused.see_file(file.path);
      if (options.verbose && baseline) named.insert(canonical(file.path));
      add(std::move(file));
    });
    for (const std::string& path : excluded) unused.see_excluded(path);
  };
  if (options.list_files) return list_files(files, run);
  Reports reports;
  begin(plan, options, baseline.has_value(), reports);
  Statistics statistics;
  RunResult checked;
  const auto take = [&](FileResult file) {
    if (!options.write_baseline.empty()) baseline->add(file);
    if (baseline) baseline->apply(file);
    if (options.statistics) statistics.add(file);
    reports.tell(file);
    plan.keeps_findings ? checked.append(std::move(file)) : checked.append_told(std::move(file));
  };
  if (plan.settings.fixing == Fixing::none) {
    check_files(files, plan.settings, take);
  } else {
    for (FileResult& file : mend(options, files, plan.settings, run)) take(std::move(file));
  }
  run.append(std::move(checked));
  run.has_baseline = baseline.has_value();
  if (!options.write_baseline.empty()) write_baseline(options.write_baseline, *baseline, run);
  if (options.verbose) {
    if (baseline) note(baseline->stale([&](const auto& path) { return named.contains(path); }));
    note(unused.notes());
  }
  return conclude(plan, run, options, reports, options.statistics ? statistics.text() : "");
}

/// Ends the reports, and says what is to be said beside them. Returns the exit code.
int Program::conclude(const Plan& plan, const RunResult& run, const Options& options,
                      Reports& reports, const std::string& statistics) const {
  const bool is_to_change = options.diff && std::ranges::any_of(run.files, is_changed);
  int code = is_to_change || has_findings(run.tally, plan.lowest) ? kFindings : kClean;
  if (options.exit_zero) code = kClean;
  if (!end(reports, run)) code = kFailed;
  return finish_run(run, options, code, statistics);
}

bool Program::end(Reports& reports, const RunResult& run) const {
  return reports.end(run, [this](std::string_view message) { complain(message); });
}

int Program::take_inventory(const Options& options, const Config& config) const {
  const std::vector<Output> outputs = lint::outputs(options);
  Settings settings = settings_of(options, config);
  settings.needs.containers = true;
  settings.counts_all_workloads = true;
  std::erase_if(settings.rules,
                [](const EnabledRule& enabled) { return enabled.rule->id != kSyntaxRule; });
  RunResult run;
  const FileList files = [&](const auto& add) {
    const FileList all = [&](const auto& found) { select(options, config, run, found); };
    add_by_name(all, settings.stdin_name, add);
  };
  if (options.list_files) return list_files(files, run);
  report::Style style;
  style.version = version_;
  style.unset_means = config.unset_means;
  Reports reports;
  for (const auto& [format, file] : outputs) reports.begin(*format, style, file, out_);
  RunResult checked;
  check_files(files, settings, [&](FileResult file) {
    fail_for_findings(file);
    reports.tell(file);
    checked.append_told(std::move(file));
  });
  run.append(std::move(checked));
  return finish_run(run, options, end(reports, run) ? kClean : kFailed, "");
}

/// Tells what else there is to say; returns the exit code of the run, of which the reports alone
/// made `code`.
int Program::finish_run(const RunResult& run, const Options& options, int code,
                        const std::string& statistics) const {
  if (!run.failed.empty()) code = kFailed;
  tell(run, options, statistics);
  if (options.require_workloads && run.counts.workloads == 0) {
    complain("no workload was checked");
    code = kFailed;
  }
  return code;
}

/// Checks the files and writes what was mended, or shows it; returns what is left. What becomes of
/// a chart's templates depends on its values, so that the files of charts are checked again. What
/// stands in the way is in `run`.
std::vector<FileResult> Program::mend(const Options& options, const FileList& files,
                                      const Settings& settings, RunResult& run) const {
  constexpr int kMostRuns = 5;
  std::size_t fixed = 0;
  for (int runs = 1;; ++runs) {
    run = RunResult();
    std::vector<FileResult> checked;
    check_files(files, settings, [&](FileResult file) { checked.push_back(std::move(file)); });
    const std::string text = options.diff ? diff_of(checked) : write_fixes(checked);
    if (finish(text, kClean) != kClean) run.failed.push_back({"standard output", 0, "not written"});
    for (const FileResult& file : checked) fixed += file.mended ? file.mended->fixed : 0;
    run.fixed = fixed;
    const bool is_final = options.diff || reads_stdin(options) || runs == kMostRuns ||
                          std::ranges::none_of(checked, is_changed_chart);
    if (is_final) return checked;
  }
}

int Program::list_files(const FileList& files, const RunResult& run) const {
  std::string list;
  files([&](const files::File& file) { list += printable(file.path) + '\n'; });
  for (const Note& note : run.failed) complain(printable(note.path) + ": " + note.text);
  return finish(list, run.failed.empty() ? kClean : kFailed);
}

void Program::begin(const Plan& plan, const Options& options, bool has_baseline,
                    Reports& reports) const {
  for (const auto& [format, file] : plan.outputs) {
    const bool is_stdout = file.empty();
    std::FILE* const stream = plan.is_stdout_taken ? err_ : out_;
    report::Style style;
    style.links = is_stdout && use_links(stream);
    style.color = is_stdout ? use_color(plan.color, stream) : plan.color == ColorMode::always;
    style.excerpt = is_stdout ? plan.shows_excerpts : options.excerpt.value_or(false);
    style.version = version_;
    style.unset_means = plan.unset_means;
    style.rules = plan.all_rules;
    style.has_baseline = has_baseline;
    reports.begin(*format, style, file, stream);
  }
}

void Program::note(const std::vector<Note>& notes) const {
  for (const auto& [path, line, text] : notes) {
    const std::string at = line == 0 ? "" : fmt::format("{}:", line);
    complain(fmt::format("{}:{} {}", printable(path), at, printable(text)));
  }
}

void Program::tell(const RunResult& run, const Options& options,
                   const std::string& statistics) const {
  note(run.failed);
  if (!options.quiet && is_nothing_checked(run)) complain(nothing_to_check(options));
  if (options.verbose) {
    for (const Note& note : run.skipped) {
      const std::string line = note.line == 0 ? "" : fmt::format("{}:", note.line);
      complain(fmt::format("skipped {}:{} {}", printable(note.path), line, printable(note.text)));
    }
    for (const FileResult& file : run.files) {
      for (const auto& [finding, reason] : file.suppressed) {
        complain(fmt::format("ignored {} ({})", report::line_of(file, finding), printable(reason)));
      }
      for (const Finding& finding : file.known) {
        complain(fmt::format("in the baseline: {}", report::line_of(file, finding)));
      }
    }
  }
  fmt::print(err_, "{}", statistics);
  if (options.quiet) return;
  std::string summary = report::summary(run);
  if (fixing(options) != Fixing::none) {
    summary.pop_back();  // the line's end
    summary += fmt::format("; {}\n", fix_summary(run));
  }
  fmt::print(err_, "{}", summary);
}

int Program::finish(std::string_view text, int code) const {
  const auto error = write_stream(out_, text);
  if (!error) return code;
  complain(cannot_write("", *error));
  return kFailed;
}

void Program::complain(std::string_view message) const {
  fmt::print(err_, "seccomp-lint: {}\n", message);
}

}  // namespace lint
