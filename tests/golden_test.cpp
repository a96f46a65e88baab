/// Every file below fixtures/ against what is said beside it: NAME.yaml against NAME.out, all of a
/// folder NAME/ against NAME.out. What is in a folder called ok must be silent and has no .out.
/// UPDATE_GOLDEN=1 writes the .out files instead.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "tests/check.hpp"

namespace {

namespace fs = std::filesystem;

bool is_input(const fs::path& path) {
  const fs::path suffix = path.extension();
  return suffix == ".yaml" || suffix == ".yml" || suffix == ".json";
}

bool is_ok(const fs::path& path) {
  return std::ranges::find(path, fs::path("ok")) != path.end();
}

/// The rules that are on by default, and the one that the fixture's folder is named after.
lint::Settings settings_for(const fs::path& path) {
  lint::Settings settings;
  const std::string folder = path.begin()->string();
  for (const lint::EnabledRule& enabled : tests::all_rules().rules) {
    const bool is_meant = enabled.rule->is_on_by_default || enabled.rule->id == folder;
    if (is_meant) settings.rules.push_back(enabled);
  }
  return settings;
}

std::string lint_text(const fs::path& path) {
  const lint::RunResult run =
      tests::check_files(tests::files_in(path.string()), settings_for(path));
  CHECK(run.failed.empty());
  return tests::text_of(run);
}

void compare(const fs::path& input, const fs::path& expectation) {
  const std::string found = lint_text(input);
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream(expectation, std::ios::binary) << found;
    return;
  }
  CAPTURE(input);
  CHECK_MESSAGE(!found.empty(), "what is silent belongs in a folder called ok");
  CHECK(found == tests::read_file(expectation));
}

fs::path expectation_of(fs::path path) {
  return path.replace_extension(".out");
}

/// Compares the inputs below `folder` and removes the .out files used from `unused`.
void check_folder(const fs::path& folder, std::set<fs::path>& unused) {
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const fs::path path = entry.path().lexically_normal();
    const fs::path expectation =
        entry.is_directory() ? fs::path(path.string() + ".out") : expectation_of(path);
    if (!entry.is_directory() && !is_input(path)) continue;
    CAPTURE(path);
    const bool is_expected = unused.erase(expectation) > 0;
    if (is_ok(path)) {
      CHECK_MESSAGE(!is_expected, "what is in ok has no .out");
      if (entry.is_directory()) {
        check_folder(path, unused);
      } else {
        CHECK(lint_text(path).empty());
      }
    } else if (is_expected) {
      compare(path, expectation);
    } else if (entry.is_directory()) {
      check_folder(path, unused);
    } else if (std::getenv("UPDATE_GOLDEN") != nullptr) {
      compare(path, expectation);
    } else {
      FAIL_CHECK("a fixture without expectation: no .out beside it, and not in ok");
    }
  }
}

TEST_CASE("golden: each fixture gives the findings written beside it") {
  fs::current_path(PROJECT_FOLDER "/fixtures");
  std::set<fs::path> unused;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(".")) {
    if (entry.path().extension() == ".out") unused.insert(entry.path().lexically_normal());
  }
  CHECK_MESSAGE(!unused.empty(), "there are no fixtures");
  check_folder(".", unused);
  for (const fs::path& path : unused) FAIL_CHECK("an .out that belongs to no fixture: " << path);
}

}  // namespace
