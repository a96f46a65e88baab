#pragma once
/// Checks one file after the other: knows the rules and the charts that each of them asks for.

#include <deque>
#include <mutex>
#include <optional>
#include <string>

#include "lint/check/file.hpp"
#include "lint/check/settings.hpp"
#include "lint/check/triggers.hpp"
#include "lint/report/run_result.hpp"
#include "lint/role.hpp"
#include "lint/template/chart.hpp"
#include "lint/text/source.hpp"

namespace lint {

/// Any number of threads may ask it at the same time.
class Checker {
 public:
  /// Both must live as long; `open` has the texts that hold instead of what the disk says of a
  /// chart, or is null.
  explicit Checker(const Settings& settings, const templates::OpenTexts* open = nullptr)
      : settings_(settings), charts_(open) {
    ways_.emplace_back(settings);
  }

  /// Lints a text as the file called `name`, and mends it where the settings say so. Its role is
  /// the given one, or what its place says.
  FileResult check(const std::string& name, std::optional<Role> role, const Source& source,
                   const DoAll& do_all);

 private:
  /// Settings, and what follows from them.
  struct Way {
    explicit Way(const Settings& given) : settings(given), triggers(settings) {}
    Settings settings;
    Triggers triggers;
  };

  const Way& way_for(const std::string& name);

  const Settings& settings_;
  templates::Charts charts_;
  std::mutex mutex_;      // guards the next
  std::deque<Way> ways_;  // a deque, so that addresses stay valid
};

}  // namespace lint
