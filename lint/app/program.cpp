#include "lint/app/program.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "lint/app/output.hpp"
#include "lint/check/run.hpp"
#include "lint/check/select.hpp"
#include "lint/check/triggers.hpp"
#include "lint/files/discover.hpp"
#include "lint/report/words.hpp"
#include "lint/text/source.hpp"
#include "lint/text/text.hpp"
#include "rules/registry.hpp"

namespace lint {
namespace {

/// A configuration file that says what holds in this run.
std::string print_config(const Options& options, const Config& config) {
  std::string out =
      fmt::format("# {}\n", config.path.empty() ? "no configuration file" : printable(config.path));
  std::vector<std::string> excludes = config.excludes;
  excludes.insert(excludes.end(), options.excludes.begin(), options.excludes.end());
  out += excludes.empty() ? "exclude: []\n" : "exclude:\n";
  for (const std::string& pattern : excludes) out += fmt::format("  - {}\n", yaml_quoted(pattern));
  out += fmt::format("fail-level: {}\n", to_string(fail_level(options, config)));
  if (!config.unset_means.empty()) out += fmt::format("unset-means: {}\n", config.unset_means);
  out += "rules:\n";
  const std::vector<EnabledRule> enabled = enabled_rules(options, config);
  for (const Rule* const rule : rules::all()) {
    const auto found = std::ranges::find(enabled, rule, &EnabledRule::rule);
    const bool is_on = found != enabled.end();
    out += fmt::format("  {}: {{level: {}}}\n", rule->id, is_on ? to_string(found->level) : "off");
  }
  return out;
}

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

/// Adds the files to check. What stands in the way is in `run`.
void select(const Options& options, const Config& config, RunResult& run,
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
      return;
    }
    selection.listed = std::move(listed.value());
  } else if (selection.paths.empty()) {
    selection.paths.emplace_back(".");
  }
  templates::Charts charts;
  selection.advice = advice_of(charts);
  const files::Discovery found = files::discover(selection, add);
  for (const auto& note : found.failed) run.failed.push_back({note.path, 0, note.text});
  for (const auto& note : found.skipped) run.skipped.push_back({note.path, 0, note.text});
  run.counts.skipped += found.skipped.size();
}

/// How many findings each rule has in each folder.
std::string statistics(const RunResult& run) {
  std::map<std::pair<std::string_view, std::string>, std::size_t> counts;
  for (const FileResult& file : run.files) {
    const std::size_t slash = file.name.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : file.name.substr(0, slash);
    for (const Finding& finding : file.findings) ++counts[{finding.rule->id, folder}];
  }
  std::string out;
  for (const auto& [key, count] : counts) {
    out += fmt::format("{:>7}  {}  {}\n", count, key.first, printable(key.second));
  }
  return out;
}

/// The settings that findings and inventories share.
Settings settings_of(const Options& options, const Config& config) {
  Settings settings;
  settings.rules = enabled_rules(options, config);
  if (!options.stdin_name.empty()) settings.stdin_name = options.stdin_name;
  settings.skip = !options.no_skip;
  settings.counts_all_workloads = options.require_workloads;
  settings.threads = options.threads;
  settings.suppress = !options.no_suppress;
  return settings;
}

/// An inventory that lacks a document is not whole: there what cannot be read is a failure.
void fail_for_findings(RunResult& run) {
  for (FileResult& file : run.files) {
    for (const Finding& finding : file.findings) {
      run.failed.push_back({file.name, finding.span.begin.line, report::message_of(finding)});
    }
    file.findings.clear();
  }
}

}  // namespace

struct Program::Plan {
  std::vector<Output> outputs;
  Severity lowest = Severity::error;
  ColorMode color = ColorMode::automatic;
  /// Whether text on standard output shows the source.
  bool shows_excerpts = false;
  std::string_view unset_means;
  Settings settings;

  Plan(const Options& options, const Config& config)
      : outputs(lint::outputs(options)),
        lowest(fail_level(options, config)),
        color(color_mode(options)),
        unset_means(config.unset_means),
        settings(settings_of(options, config)) {
    for (const Output& output : outputs) {
      settings.needs = settings.needs | output.format->needs;
    }
  }
};

int Program::run(const Options& options) const {
  if (options.list_rules) return finish(rule_format(options).list(rules::all()), kClean);
  if (!options.explain.empty()) {
    return finish(rule_format(options).explain(find_rule(options.explain)), kClean);
  }
  const Config config = load_config(options);
  if (options.print_config) return finish(print_config(options, config), kClean);
  return options.inventory ? take_inventory(options, config) : check(options, config);
}

int Program::check(const Options& options, const Config& config) const {
  Plan plan(options, config);
  plan.shows_excerpts = options.excerpt.value_or(isatty(fileno(out_)) != 0);
  plan.settings.needs.excerpts = plan.settings.needs.excerpts || plan.shows_excerpts;
  RunResult run;
  const FileList files = [&](const auto& add) { select(options, config, run, add); };
  if (options.list_files) return list_files(files, run);
  run.append(check_files(files, plan.settings));
  const bool has_findings = std::ranges::any_of(run.files, [&](const FileResult& file) {
    return std::ranges::any_of(
        file.findings, [&](const Finding& finding) { return finding.severity >= plan.lowest; });
  });
  int code = has_findings && !options.exit_zero ? kFindings : kClean;
  code = std::max(code, write(plan, run, options));
  return finish_run(run, options, code);
}

int Program::take_inventory(const Options& options, const Config& config) const {
  const std::vector<InventoryOutput> outputs = inventory_outputs(options);
  Settings settings = settings_of(options, config);
  settings.needs.containers = true;
  settings.counts_all_workloads = true;
  std::erase_if(settings.rules,
                [](const EnabledRule& enabled) { return enabled.rule->id != kSyntaxRule; });
  RunResult run;
  const FileList files = [&](const auto& add) { select(options, config, run, add); };
  if (options.list_files) return list_files(files, run);
  run.append(check_files(files, settings));
  fail_for_findings(run);
  report::Style style;
  style.version = version_;
  style.unset_means = config.unset_means;
  int code = kClean;
  for (const auto& [format, file] : outputs) {
    code = std::max(code, write_to(file, format->render(run, style)));
  }
  return finish_run(run, options, code);
}

/// Tells what else there is to say; returns the exit code of the run, of which the reports alone
/// made `code`.
int Program::finish_run(const RunResult& run, const Options& options, int code) const {
  if (!run.failed.empty()) code = kFailed;
  tell(run, options);
  if (options.require_workloads && run.counts.workloads == 0) {
    complain("no workload was checked");
    code = kFailed;
  }
  return code;
}

int Program::list_files(const FileList& files, const RunResult& run) const {
  std::string list;
  files([&](const files::File& file) { list += printable(file.path) + '\n'; });
  for (const Note& note : run.failed) complain(printable(note.path) + ": " + note.text);
  return finish(list, run.failed.empty() ? kClean : kFailed);
}

/// Writes every report, whatever becomes of the others.
int Program::write(const Plan& plan, const RunResult& run, const Options& options) const {
  int code = kClean;
  for (const auto& [format, file] : plan.outputs) {
    const bool is_stdout = file.empty();
    report::Style style;
    style.links = is_stdout && use_links(out_);
    style.color = is_stdout ? use_color(plan.color, out_) : plan.color == ColorMode::always;
    style.excerpt = is_stdout ? plan.shows_excerpts : options.excerpt.value_or(false);
    style.version = version_;
    style.unset_means = plan.unset_means;
    style.rules = plan.settings.rules;
    code = std::max(code, write_to(file, report::render(*format, run, style)));
  }
  return code;
}

int Program::write_to(const std::string& file, std::string_view text) const {
  if (file.empty()) return finish(text, kClean);
  const auto error = write_file(file, text);
  if (!error) return kClean;
  complain(fmt::format("cannot write {}: {}", printable(file), error->message));
  return kFailed;
}

void Program::tell(const RunResult& run, const Options& options) const {
  for (const Note& note : run.failed) {
    const std::string line = note.line == 0 ? "" : fmt::format("{}:", note.line);
    complain(fmt::format("{}:{} {}", printable(note.path), line, printable(note.text)));
  }
  if (options.verbose) {
    for (const Note& note : run.skipped) {
      const std::string line = note.line == 0 ? "" : fmt::format("{}:", note.line);
      complain(fmt::format("skipped {}:{} {}", printable(note.path), line, printable(note.text)));
    }
    for (const FileResult& file : run.files) {
      for (const auto& [finding, reason] : file.suppressed) {
        complain(fmt::format("ignored {} ({})", report::line_of(file, finding), printable(reason)));
      }
    }
  }
  if (options.statistics) fmt::print(err_, "{}", statistics(run));
  if (!options.quiet) fmt::print(err_, "{}", report::summary(run));
}

int Program::finish(std::string_view text, int code) const {
  const auto error = write_stream(out_, text);
  if (!error) return code;
  complain(fmt::format("cannot write: {}", error->message));
  return kFailed;
}

void Program::complain(std::string_view message) const {
  fmt::print(err_, "seccomp-lint: {}\n", message);
}

}  // namespace lint
