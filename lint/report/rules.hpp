#pragma once
/// The words of the rules, without any findings: for people, scripts and web pages.

#include <span>
#include <string>
#include <string_view>

#include "lint/rule.hpp"

namespace lint::report {

/// Where the project lives. Nothing else in the program says so.
inline constexpr std::string_view kProjectAddress = "https://github.com/seccomp-lint/seccomp-lint";

/// The address of the page about a rule.
std::string page_of(const Rule& rule);

struct RuleFormat {
  std::string_view name;
  std::string (*list)(std::span<const Rule* const> rules);
  std::string (*explain)(const Rule& rule);
};

std::span<const RuleFormat* const> rule_formats();

/// All that a rule has to say but its id, for a page that has a heading already. Its own headings
/// are of the given level: 2 for `##`.
std::string help_markdown(const Rule& rule, std::size_t level = 2);

}  // namespace lint::report
