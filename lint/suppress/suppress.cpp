#include "lint/suppress/suppress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "lint/manifest/document.hpp"
#include "lint/search/search.hpp"
#include "lint/suppress/directive.hpp"
#include "lint/template/chart.hpp"
#include "lint/template/readings.hpp"
#include "lint/text/text.hpp"
#include "lint/yaml/documents.hpp"
#include "lint/yaml/libyaml_reader.hpp"
#include "rules/registry.hpp"

namespace lint {
namespace {

using manifest::Document;
using manifest::Value;

/// The annotations of one document that are directives. They hold for the mapping around the
/// `metadata` that they stand in: an object, or the template of its pods.
void annotation_directives(const input::Tree& tree, const input::Source& source, ByteRange range,
                           std::vector<Directive>& directives) {
  const Document document(tree, source);
  for (input::NodeId id = 0; id < tree.size(); ++id) {
    if (tree[id].kind != input::NodeKind::mapping) continue;
    const input::NodeId next = tree[id].next;
    const ByteRange scope{tree[id].range.begin,
                          next < tree.size() ? tree[next].range.begin : range.end};
    Value owner;
    owner.node = id;
    owner.used = owner.key = tree[id].range;
    for (const Value& metadata : document.get(owner, "metadata")) {
      for (const Value& annotations : document.get(metadata, "annotations")) {
        for (const auto& [key, value] : document.entries(annotations)) {
          const std::string_view name = document.text(key);
          if (!name.starts_with(kAnnotationPrefix)) continue;
          directives.push_back({key.used, fmt::format("annotation {}", quoted(name)),
                                std::string(name.substr(kAnnotationPrefix.size())), scope,
                                std::string(trimmed(document.text(value))), ""});
        }
      }
    }
  }
}

/// Every directive of a file. Documents that cannot be read have none but in the file's head:
/// nobody can tell their comments from their text.
std::vector<Directive> directives_in(const std::string& name, const input::Source& source) {
  std::string masked;
  std::string_view text = source.text();
  if (const auto actions = input::actions_of_template(name, text)) {
    masked = input::read_template(text, *actions).texts.front();
    text = masked;
  }
  std::vector<ByteRange> opaque;
  std::vector<Directive> directives;
  for (const ByteRange range : input::split_documents(text)) {
    if (find_bytes(text.substr(0, range.end), kDirectiveWord, range.begin) == range.end) continue;
    input::TreeBuilder builder(text);
    if (input::survey(text, range, &builder).error) {
      opaque.push_back(range);
      continue;
    }
    const input::Tree tree = builder.take();
    add_opaque(tree, opaque);
    annotation_directives(tree, source, range, directives);
  }
  std::ranges::move(comment_directives(source.text(), opaque), std::back_inserter(directives));
  return directives;
}

class Suppression {
 public:
  Suppression(Report& report, std::span<const EnabledRule> rules)
      : report_(report), rules_(rules) {}

  void run(const std::string& name, const input::Source& source) {
    directives_ = directives_in(name, source);
    for (Directive& directive : directives_) check(directive);
    find_takers();
    std::vector<Finding> kept;
    for (std::size_t i = 0; i < report_.findings.size(); ++i) {
      Finding& finding = report_.findings[i];
      if (takers_[i] == nullptr) {
        kept.push_back(std::move(finding));
      } else {
        report_.suppressed.push_back({std::move(finding), takers_[i]->reason});
      }
    }
    report_.findings = std::move(kept);
    report_unused(name, source);
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
      directive.problem = "cannot be; mend or remove the directive that does nothing";
    } else if (directive.reason.empty()) {
      directive.problem = "gives no reason, and without one it does nothing";
    }
  }

  /// The findings of one rule, each by where it begins.
  using ByPlace = std::multimap<std::uint32_t, std::size_t>;

  /// Marks every directive that takes a finding back, and gives each finding the first that does.
  void find_takers() {
    takers_.resize(report_.findings.size());
    is_used_.resize(directives_.size());
    std::map<std::string_view, ByPlace> found;
    for (std::size_t i = 0; i < report_.findings.size(); ++i) {
      const Finding& finding = report_.findings[i];
      found[finding.rule].emplace(finding.place.begin, i);
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

  void report_unused(const std::string& name, const input::Source& source) {
    const EnabledRule* unused = level_of(kUnusedSuppression);
    if (unused == nullptr) return;
    for (std::size_t i = 0; i < directives_.size(); ++i) {
      const Directive& directive = directives_[i];
      const bool is_idle = directive.problem.empty() && !is_used_[i] && is_on(directive.rule);
      if (directive.problem.empty() && !is_idle) continue;
      Finding finding;
      finding.path = name;
      finding.span = source.span(directive.place);
      finding.severity = unused->level;
      finding.rule = unused->rule->id;
      finding.message =
          fmt::format("{}{}{}", directive.name, directive.name.empty() ? "" : " ",
                      is_idle ? "has nothing to ignore; remove it" : directive.problem);
      finding.place = directive.place;
      report_.findings.push_back(std::move(finding));
    }
  }

  Report& report_;
  std::span<const EnabledRule> rules_;
  std::vector<Directive> directives_;
  std::vector<bool> is_used_;
  std::vector<const Directive*> takers_;  // of each finding; null for none
};

}  // namespace

void suppress(Report& report, const std::string& name, const input::Source& source,
              std::span<const EnabledRule> rules) {
  if (find_bytes(source.text(), kDirectiveWord) == source.text().size()) return;
  Suppression(report, rules).run(name, source);
}

}  // namespace lint
