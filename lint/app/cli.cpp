#include "lint/app/cli.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "lint/app/help.hpp"
#include "lint/app/options.hpp"
#include "lint/app/program.hpp"
#include "lint/app/terminal.hpp"
#include "lint/text/text.hpp"

namespace lint::cli {
namespace {

class Formatter : public CLI::Formatter {
 public:
  explicit Formatter(std::size_t width) : width_(width) {}

  std::string make_description(const CLI::App* app) const override {
    return help_paragraph(app->get_description(), width_);
  }

  std::string make_option(const CLI::Option* option, bool is_positional) const override {
    return help_option(make_option_name(option, is_positional) + make_option_opts(option),
                       make_option_desc(option), width_);
  }

 private:
  std::size_t width_;
};

/// An option that may be given again and takes one argument each time, not all that follow.
CLI::Option* repeatable(CLI::Option* option) {
  return option->allow_extra_args(false);
}

std::string format_help() {
  std::string help =
      "Write the findings in this format, to FILE or to standard output; may be given "
      "again. The formats:";
  for (const report::Format* format : report::formats()) {
    help += fmt::format("\n{}: {}", format->name, format->summary);
  }
  return help;
}

void declare(CLI::App& app, Options& options) {
  app.add_option("PATH", options.paths,
                 "Files, or folders to walk for .yaml, .yml and .json, charts' templates and what "
                 "kustomizations name; - is standard input (default: the current folder)")
      ->type_name("");
  const auto input = "Input";
  app.add_option("--stdin-filename", options.stdin_name, "Name of standard input in findings")
      ->type_name("NAME")
      ->group(input);
  app.add_option(
         "--files-from", options.files_from,
         "Read paths from FILE, one a line; - is standard input; files that are not manifests "
         "by name or contents are passed over")
      ->type_name("FILE")
      ->group(input);
  app.add_flag("-0,--null", options.null_separated, "Paths in --files-from end with a NUL byte")
      ->group(input);
  repeatable(
      app.add_option("--exclude", options.excludes,
                     "Leave out files and folders that match, relative to the current folder; ** "
                     "stands for any folders; may be given again"))
      ->type_name("GLOB")
      ->group(input);
  app.add_flag("--force-exclude", options.force_exclude,
               "Apply excludes also to files that are named")
      ->group(input);
  app.add_option("--config", options.config,
                 "Configuration (default: the nearest .seccomp-lint.yaml or .yml, from the current "
                 "folder up to the one that holds .git)")
      ->type_name("FILE")
      ->group(input);
  app.add_flag("--no-config", options.no_config, "Use no configuration file")->group(input);
  app.add_flag(
         "--print-config", options.print_config,
         "Print the configuration that holds, and stop; with a PATH, what holds for that path, "
         "and where it is said")
      ->group(input);
  app.add_flag("--list-files", options.list_files,
               "Print the files that would be checked, and stop")
      ->group(input);

  const auto rules = "Rules";
  const auto rule_list = [&](const std::string& name, std::vector<std::string>& to,
                             const std::string& text) {
    repeatable(app.add_option(name, to, text))->type_name("RULE")->delimiter(',')->group(rules);
  };
  rule_list("--enable", options.enable, "Switch a rule on");
  rule_list("--disable", options.disable, "Switch a rule off");
  rule_list("--only", options.only, "Switch all other rules off");
  app.add_flag("--no-suppress", options.no_suppress,
               "Report what comments and annotations ignore, too")
      ->group(rules);
  app.add_flag("--list-rules", options.list_rules,
               "Print the rules, and stop; --format may be text, json or markdown")
      ->group(rules);
  app.add_option("--explain", options.explain,
                 "Print what a rule is about, and stop; --format as for --list-rules")
      ->type_name("RULE")
      ->group(rules);

  const auto baseline = "Baseline";
  app.add_option("--baseline", options.baseline,
                 "Do not report the findings that FILE has, a baseline written before")
      ->type_name("FILE")
      ->group(baseline);
  app.add_option("--write-baseline", options.write_baseline,
                 "Write what is found to FILE, so that from now on only new findings are reported")
      ->type_name("FILE")
      ->group(baseline);

  const auto fixes = "Fixes";
  app.add_flag(
         "--fix", options.fix,
         "Mend what can be mended without a change to anything that runs today, in place; what "
         "comes on standard input goes to standard output")
      ->group(fixes);
  app.add_flag("--diff", options.diff,
               "Print what --fix would change, as 'git apply' takes it, and change nothing")
      ->group(fixes);
  app.add_flag("--unsafe-fixes", options.unsafe_fixes,
               "With --fix or --diff, also switch filters on that are off: a program may need a "
               "system call that they refuse")
      ->group(fixes);

  app.add_flag("--language-server", options.language_server,
               "Serve an editor on standard input and output: the Language Server Protocol")
      ->group("Editors");

  const auto output = "Output";
  repeatable(app.add_option("--format", options.formats, format_help()))
      ->type_name("NAME[=FILE]")
      ->group(output);
  app.add_flag("--inventory", options.inventory,
               "List every container with what filters its system calls, instead of findings; "
               "--format may be text, json, csv or markdown")
      ->group(output);
  app.add_flag_callback(
         "--excerpt", [&options] { options.excerpt = true; },
         "Show the source under each finding (default: on a terminal)")
      ->group(output);
  app.add_flag_callback(
         "--no-excerpt", [&options] { options.excerpt = false; }, "Show findings only")
      ->group(output);
  app.add_option("--color", options.color, "auto, always or never")
      ->type_name("WHEN")
      ->group(output);
  app.add_option("--fail-level", options.fail_level,
                 "Lowest level of a finding that makes the exit code 1: warning or error")
      ->type_name("LEVEL")
      ->group(output);
  app.add_flag("--exit-zero", options.exit_zero, "Exit with 0 whatever is found")->group(output);
  app.add_flag("--require-workloads", options.require_workloads,
               "Exit with 3 when not a single workload was checked")
      ->group(output);
  app.add_flag("--statistics", options.statistics, "Count the findings by rule and folder")
      ->group(output);
  app.add_option("-j,--threads", options.threads, "Number of threads (default: one a core)")
      ->check(CLI::Range(0, 1024))
      ->type_name("N")
      ->group("Speed");
  app.add_flag(
         "--no-skip", options.no_skip,
         "Read every document to its end, also where no rule can find anything; the findings are "
         "the same")
      ->group("Speed");
  app.add_flag("-q,--quiet", options.quiet,
               "No summary, and no word when there was nothing to check")
      ->group(output);
  app.add_flag("-v,--verbose", options.verbose, "Say what was skipped, and why")->group(output);
}

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
  std::vector<std::string> extras = app.remaining();
  std::erase(extras, "--");  // the end of the options, which CLI11 counts among them
  if (extras.empty()) return;
  const std::vector<std::string> names = option_names(app);
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  const std::string word = extras.front().substr(0, extras.front().find('='));
  // They are too many to list, and help does.
  throw UsageError{fmt::format("unknown option {}{}", lint::quoted(word), hint(word, candidates))};
}

}  // namespace

int run(int argc, const char* const* argv, std::FILE* out, std::FILE* err) {
  const Program program(out, err, SECCOMP_LINT_VERSION);
  Options options;
  CLI::App app("Finds workloads whose seccomp filter is switched off.", "seccomp-lint");
  const std::size_t width = terminal_width(out);
  app.formatter(std::make_shared<Formatter>(width));
  app.footer(help_footer(width));
  app.set_version_flag("--version", "seccomp-lint " SECCOMP_LINT_VERSION);
  app.allow_extras();
  declare(app, options);
  try {
    app.parse(argc, argv);
    reject_extras(app);
    check_combination(options);
    return program.run(options);
  } catch (const CLI::Success& request) {
    std::ostringstream text;
    app.exit(request, text, text);
    return program.finish(text.str(), kClean);
  } catch (const CLI::ParseError& error) {
    program.complain(printable(error.what()));
  } catch (const ConfigError& error) {
    program.complain(error.message);
    return kUsage;
  } catch (const UsageError& error) {
    program.complain(error.message);
  }
  fmt::print(err, "Try 'seccomp-lint --help'.\n");
  return kUsage;
}

}  // namespace lint::cli
