#include "lint/cli.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "lint/engine.hpp"
#include "lint/input/discover.hpp"
#include "lint/input/source.hpp"
#include "lint/report/report.hpp"
#include "lint/terminal.hpp"
#include "lint/text.hpp"
#include "rules/registry.hpp"

namespace lint::cli {
namespace {

struct Options {
  std::vector<std::string> paths;
  std::string stdin_name = "<stdin>";
  std::string files_from;
  bool null_separated = false;
  std::vector<std::string> excludes;
  bool force_exclude = false;
  bool list_files = false;
  std::string format = "text";
  std::string color = "auto";
  std::string fail_level = "error";
  bool exit_zero = false;
  std::vector<std::string> enable;
  std::vector<std::string> disable;
  std::vector<std::string> only;
  bool list_rules = false;
  std::string explain;
  unsigned threads = 0;
  bool no_skip = false;
  bool quiet = false;
  bool verbose = false;
};

/// A command line that cannot be followed; the message is for the user.
struct UsageError {
  std::string message;
};

constexpr std::string_view kFooter = R"(Examples:
  seccomp-lint                              check the current folder
  seccomp-lint deploy/ pod.yaml             check a folder and a file
  helm template . | seccomp-lint -          check what a chart renders to
  git ls-files -z | seccomp-lint --files-from - -0
                                            check what git knows
  seccomp-lint --explain restrict-seccomp   what a rule wants, and why

Exit codes:
  0  nothing at or above --fail-level
  1  findings
  2  the command line is wrong; nothing was checked
  3  an input or output failed, or an internal error
)";

void declare(CLI::App& app, Options& options) {
  app.add_option("PATH", options.paths,
                 "Files, or folders to walk for .yaml, .yml and .json; - is standard input "
                 "(default: the current folder)");
  const auto input = "Input";
  app.add_option("--stdin-filename", options.stdin_name, "Name of standard input in findings")
      ->type_name("NAME")
      ->group(input);
  app.add_option("--files-from", options.files_from,
                 "Read paths from FILE, one a line; - is standard input")
      ->type_name("FILE")
      ->group(input);
  app.add_flag("-0,--null", options.null_separated, "Paths in --files-from end with a NUL byte")
      ->group(input);
  app.add_option(
         "--exclude", options.excludes,
         "Leave out files and folders that match, relative to the current folder; ** stands "
         "for any folders; may be given again")
      ->type_name("GLOB")
      ->allow_extra_args(false)
      ->group(input);
  app.add_flag("--force-exclude", options.force_exclude,
               "Excludes hold for files that are named, too")
      ->group(input);
  app.add_flag("--list-files", options.list_files,
               "Print the files that would be checked, and stop")
      ->group(input);

  const auto rules = "Rules";
  const auto rule_list = [&](const std::string& name, std::vector<std::string>& to,
                             const std::string& text) {
    app.add_option(name, to, text)
        ->type_name("RULE")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->group(rules);
  };
  rule_list("--enable", options.enable, "Switch a rule on");
  rule_list("--disable", options.disable, "Switch a rule off");
  rule_list("--only", options.only, "Switch all other rules off");
  app.add_flag("--list-rules", options.list_rules, "Print the rules, and stop")->group(rules);
  app.add_option("--explain", options.explain, "Print what a rule is about, and stop")
      ->type_name("RULE")
      ->group(rules);

  const auto output = "Output";
  app.add_option("--format", options.format, "Format of the findings: text")
      ->type_name("NAME")
      ->group(output);
  app.add_option("--color", options.color, "auto, always or never")
      ->type_name("WHEN")
      ->group(output);
  app.add_option("--fail-level", options.fail_level,
                 "Lowest level of a finding that makes the exit code 1: warning or error")
      ->type_name("LEVEL")
      ->group(output);
  app.add_flag("--exit-zero", options.exit_zero, "Exit with 0 whatever is found")->group(output);
  app.add_option("-j,--threads", options.threads, "Number of threads (default: one a core)")
      ->check(CLI::Range(0, 1024))
      ->type_name("N")
      ->group("Speed");
  app.add_flag(
         "--no-skip", options.no_skip,
         "Read documents to the end that no rule can find anything in; the findings are the same")
      ->group("Speed");
  app.add_flag("-q,--quiet", options.quiet, "No summary")->group(output);
  app.add_flag("-v,--verbose", options.verbose, "Say what was skipped, and why")->group(output);
}

/// ". Did you mean 'x'?" or nothing.
std::string hint(std::string_view word, std::span<const std::string_view> candidates) {
  const auto found = nearest(word, candidates);
  return found ? fmt::format("; did you mean '{}'?", *found) : std::string();
}

[[noreturn]] void reject(std::string_view what, std::string_view word,
                         std::span<const std::string_view> candidates) {
  throw UsageError{fmt::format("unknown {} {}{}", what, quoted(word), hint(word, candidates))};
}

std::vector<std::string_view> rule_ids() {
  std::vector<std::string_view> ids;
  for (const Rule& rule : rules::all()) ids.push_back(rule.id);
  return ids;
}

const Rule& find_rule(const std::string& id) {
  const Rule* rule = rules::find(id);
  if (rule == nullptr) reject("rule", id, rule_ids());
  return *rule;
}

const report::Format& find_format(const std::string& name) {
  std::vector<std::string_view> names;
  for (const report::Format& format : report::formats()) {
    if (format.name == name) return format;
    names.push_back(format.name);
  }
  reject("format", name, names);
}

/// The value of an option that takes one of a few words.
template <typename T, std::size_t N>
T choice(std::string_view option, const std::string& word,
         const std::pair<std::string_view, T> (&choices)[N]) {
  std::vector<std::string_view> words;
  for (const auto& [name, value] : choices) {
    if (name == word) return value;
    words.push_back(name);
  }
  reject(fmt::format("value of {}:", option), word, words);
}

Severity fail_level(const Options& options) {
  return choice<Severity>("--fail-level", options.fail_level,
                          {{"warning", Severity::warning}, {"error", Severity::error}});
}

ColorMode color_mode(const Options& options) {
  return choice<ColorMode>(
      "--color", options.color,
      {{"auto", ColorMode::automatic}, {"always", ColorMode::always}, {"never", ColorMode::never}});
}

std::vector<EnabledRule> enabled_rules(const Options& options) {
  const auto names = [](const std::vector<std::string>& list, const Rule& rule) {
    return std::ranges::find(list, rule.id) != list.end();
  };
  for (const auto* list : {&options.enable, &options.disable, &options.only}) {
    for (const std::string& id : *list) find_rule(id);
  }
  std::vector<EnabledRule> enabled;
  for (const Rule& rule : rules::all()) {
    const bool is_default = options.only.empty() ? true : names(options.only, rule);
    const bool is_on = (is_default || names(options.enable, rule)) && !names(options.disable, rule);
    if (is_on) enabled.push_back({&rule, rule.level});
  }
  return enabled;
}

std::string list_rules() {
  std::size_t widest = 0;
  for (const Rule& rule : rules::all()) widest = std::max(widest, rule.id.size());
  std::string out;
  for (const Rule& rule : rules::all()) {
    out += fmt::format("{:<{}}  {:<7}  {}\n", rule.id, widest, to_string(rule.level), rule.summary);
  }
  return out;
}

std::string indented(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out += end == 0 ? "\n" : fmt::format("    {}\n", text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

/// The rule's references, one a line, under a heading; empty when it has none.
std::string references(const Rule& rule) {
  std::string out = rule.references.empty() ? "" : "\nReferences\n";
  for (const auto& [label, id] : rule.references) out += fmt::format("    {:<6}  {}\n", label, id);
  return out;
}

std::string explain(const Rule& rule) {
  return fmt::format("{} ({})\n{}\n\n{}\n\nWhat to do\n{}\n\nReported\n{}\nNot reported\n{}{}",
                     rule.id, to_string(rule.level), rule.summary, rule.rationale, rule.remedy,
                     indented(rule.bad), indented(rule.good), references(rule));
}

/// The names in a --files-from list.
Result<std::vector<std::string>> listed_paths(const Options& options) {
  input::Buffer buffer;
  const bool is_stdin = options.files_from == input::kStdin;
  const auto size =
      is_stdin ? input::read_stdin(buffer) : input::read_file(options.files_from, buffer);
  if (!size.ok()) return size.error();
  std::vector<std::string> paths;
  std::string_view rest = buffer.view();
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(options.null_separated ? '\0' : '\n'), rest.size());
    std::string_view path = rest.substr(0, end);
    if (!options.null_separated && path.ends_with('\r')) path.remove_suffix(1);
    // In a list, "-" can only be a file of that name.
    if (!path.empty()) paths.push_back(path == input::kStdin ? "./-" : std::string(path));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return paths;
}

/// Everything that goes to standard output, and the exit code that it deserves.
class Program {
 public:
  Program(std::FILE* out, std::FILE* err) : out_(out), err_(err) {}

  int run(const Options& options) {
    if (options.list_rules) return finish(list_rules(), kClean);
    if (!options.explain.empty()) return finish(explain(find_rule(options.explain)), kClean);
    return check(options);
  }

  /// --help or --version.
  int show(const CLI::App& app, const CLI::Success& request) {
    std::ostringstream text;
    app.exit(request, text, text);
    return finish(text.str(), kClean);
  }

  void complain(std::string_view message) const { fmt::print(err_, "seccomp-lint: {}\n", message); }

 private:
  int check(const Options& options) {
    const report::Format& format = find_format(options.format);
    const Severity lowest = fail_level(options);
    const bool color = use_color(color_mode(options), out_);
    const Settings settings{enabled_rules(options), options.stdin_name, !options.no_skip,
                            options.threads};
    const std::optional<input::Discovery> found = select(options);
    if (!found) return kFailed;
    if (options.list_files) {
      std::string list;
      for (const std::string& file : found->files) list += printable(file) + '\n';
      complain_about(found->failed);
      return finish(list, found->failed.empty() ? kClean : kFailed);
    }
    Report report = check_files(found->files, settings);
    add(report, *found);
    return tell(report, format, color, lowest, options);
  }

  std::optional<input::Discovery> select(const Options& options) const {
    input::Selection selection{options.paths, options.excludes, options.force_exclude};
    if (!options.files_from.empty()) {
      auto listed = listed_paths(options);
      if (!listed.ok()) {
        complain(fmt::format("{}: {}", printable(options.files_from), listed.error().message));
        return std::nullopt;
      }
      for (std::string& path : listed.value()) selection.paths.push_back(std::move(path));
    } else if (selection.paths.empty()) {
      selection.paths.emplace_back(".");
    }
    return input::discover(selection);
  }

  static void add(Report& report, const input::Discovery& found) {
    for (const auto& note : found.failed) report.failed.push_back({note.path, 0, note.text});
    for (const auto& note : found.skipped) report.skipped.push_back({note.path, 0, note.text});
    report.counts.skipped += found.skipped.size();
  }

  int tell(const Report& report, const report::Format& format, bool color, Severity lowest,
           const Options& options) {
    const bool has_findings = std::ranges::any_of(
        report.findings, [&](const Finding& finding) { return finding.severity >= lowest; });
    int code = has_findings && !options.exit_zero ? kFindings : kClean;
    if (!report.failed.empty()) code = kFailed;
    code = finish(format.render(report, color), code);
    complain_about(report.failed);
    if (options.verbose) {
      for (const Note& note : report.skipped) {
        const std::string line = note.line == 0 ? "" : fmt::format("{}:", note.line);
        complain(fmt::format("skipped {}:{} {}", printable(note.path), line, printable(note.text)));
      }
    }
    if (!options.quiet) fmt::print(err_, "{}", report::summary(report));
    return code;
  }

  template <typename Notes>
  void complain_about(const Notes& notes) const {
    for (const auto& note : notes) complain(fmt::format("{}: {}", printable(note.path), note.text));
  }

  /// Writes `text`; a reader that has gone away is no error, any other failure is.
  int finish(std::string_view text, int code) {
    const std::size_t written = std::fwrite(text.data(), 1, text.size(), out_);
    if (written == text.size() && std::fflush(out_) == 0) return code;
    if (errno == EPIPE) return code;
    complain(fmt::format("cannot write: {}", std::strerror(errno)));
    return kFailed;
  }

  std::FILE* out_;
  std::FILE* err_;
};

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

/// Arguments that look like options and are none.
void reject_extras(const CLI::App& app) {
  const std::vector<std::string> extras = app.remaining();
  if (extras.empty()) return;
  const std::vector<std::string> names = option_names(app);
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  const std::string word = extras.front().substr(0, extras.front().find('='));
  reject("option", word, candidates);
}

void check_combination(const Options& options) {
  const bool reads_stdin = std::ranges::find(options.paths, input::kStdin) != options.paths.end();
  if (reads_stdin && options.files_from == input::kStdin) {
    throw UsageError{"standard input cannot be both a manifest and the list of files"};
  }
  if (options.null_separated && options.files_from.empty()) {
    throw UsageError{"-0 goes with --files-from"};
  }
}

}  // namespace

int run(int argc, const char* const* argv, std::FILE* out, std::FILE* err) {
  Program program(out, err);
  Options options;
  CLI::App app("Finds workloads whose seccomp filter is switched off.", "seccomp-lint");
  app.footer(std::string(kFooter));
  app.set_version_flag("--version", "seccomp-lint " SECCOMP_LINT_VERSION);
  app.allow_extras();
  declare(app, options);
  try {
    app.parse(argc, argv);
    reject_extras(app);
    check_combination(options);
    return program.run(options);
  } catch (const CLI::Success& request) {
    return program.show(app, request);
  } catch (const CLI::ParseError& error) {
    program.complain(error.what());
  } catch (const UsageError& error) {
    program.complain(error.message);
  }
  fmt::print(err, "Try 'seccomp-lint --help'.\n");
  return kUsage;
}

}  // namespace lint::cli
