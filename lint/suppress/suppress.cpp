#include "lint/suppress/suppress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "lint/text/text.hpp"
#include "rules/registry.hpp"

namespace lint {
namespace {

class Suppression {
 public:
  Suppression(FileResult& result, std::span<const EnabledRule> rules)
      : result_(result), rules_(rules) {}

  void run(const Source& source, const Directives& directives) {
    directives_ = directives.all(source.text());
    for (Directive& directive : directives_) check(directive);
    find_takers();
    std::vector<Finding> kept;
    for (std::size_t i = 0; i < result_.findings.size(); ++i) {
      const Finding& finding = result_.findings[i];
      if (takers_[i] == nullptr) {
        kept.push_back(finding);
      } else {
        result_.suppressed.push_back({finding, result_.texts().keep(takers_[i]->reason)});
      }
    }
    result_.findings = std::move(kept);
    report_unused(source);
  }

 private:
  /// Finds what is wrong with a directive, whatever findings there are.
  static void check(Directive& directive) {
    if (!directive.problem.empty()) return;
    if (rules::find(directive.rule) == nullptr) {
      const std::string meant = hint(directive.rule, rules::ids());
      directive.problem = fmt::format("names an unknown rule{}",
                                      meant.empty() ? "; see seccomp-lint --list-rules" : meant);
    } else if (directive.rule == kUnusedSuppression) {
      directive.problem = "cannot be ignored; mend or remove the directive that does nothing";
    } else if (directive.reason.empty()) {
      directive.problem = "gives no reason, and without one it does nothing";
    }
  }

  /// The findings of one rule, each by where it begins.
  using ByPlace = std::multimap<std::uint32_t, std::size_t>;

  /// Marks every directive that takes a finding back, and gives each finding the first that does.
  void find_takers() {
    takers_.resize(result_.findings.size());
    is_used_.resize(directives_.size());
    std::map<std::string_view, ByPlace> found;  // by rule
    for (std::size_t i = 0; i < result_.findings.size(); ++i) {
      const Finding& finding = result_.findings[i];
      found[finding.rule->id].emplace(finding.place.begin, i);
    }
    auto untaken = found;
    for (std::size_t i = 0; i < directives_.size(); ++i) {
      const Directive& directive = directives_[i];
      const auto [begin, end] = directive.scope;
      if (!directive.problem.empty() || begin >= end) continue;
      const ByPlace& all = found[directive.rule];
      is_used_[i] = all.lower_bound(begin) != all.lower_bound(end);
      ByPlace& rest = untaken[directive.rule];
      const auto first = rest.lower_bound(begin);
      const auto last = rest.lower_bound(end);
      for (auto taken = first; taken != last; ++taken) takers_[taken->second] = &directive;
      rest.erase(first, last);
    }
  }

  bool is_on(std::string_view rule) const { return level_of(rule) != nullptr; }

  const EnabledRule* level_of(std::string_view id) const {
    const auto found =
        std::ranges::find(rules_, id, [](const EnabledRule& enabled) { return enabled.rule->id; });
    return found == rules_.end() ? nullptr : &*found;
  }

  void report_unused(const Source& source) {
    const EnabledRule* unused = level_of(kUnusedSuppression);
    if (unused == nullptr) return;
    for (std::size_t i = 0; i < directives_.size(); ++i) {
      const Directive& directive = directives_[i];
      const bool is_idle = directive.problem.empty() && !is_used_[i] && is_on(directive.rule);
      if (directive.problem.empty() && !is_idle) continue;
      const std::string name = directive.name + (directive.name.empty() ? "" : " ");
      const std::array<std::string, 2> words{name, is_idle ? "" : directive.problem};
      Finding finding;
      finding.rule = unused->rule;
      finding.severity = unused->level;
      finding.place = directive.place;
      finding.span = source.span(directive.place);
      Arena& texts = result_.texts();
      finding.fact = texts.keep_once<Phrase>(
          {is_idle ? "{}has nothing to ignore{}" : "{}{}", texts.keep_all(words)});
      if (is_idle) finding.advice = texts.keep_once<Phrase>({"remove it", {}});
      result_.findings.push_back(finding);
    }
  }

  FileResult& result_;
  std::span<const EnabledRule> rules_;
  std::vector<Directive> directives_;
  std::vector<bool> is_used_;
  std::vector<const Directive*> takers_;  // of each finding; null for none
};

}  // namespace

void suppress(FileResult& result, const Source& source, const Directives& directives,
              std::span<const EnabledRule> rules) {
  Suppression(result, rules).run(source, directives);
}

}  // namespace lint
