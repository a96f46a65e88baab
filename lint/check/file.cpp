#include "lint/check/file.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "lint/check/containers.hpp"
#include "lint/check/finish.hpp"
#include "lint/check/judge.hpp"
#include "lint/check/readings.hpp"
#include "lint/check/relevance.hpp"
#include "lint/manifest/kubernetes/security_profiles.hpp"
#include "lint/manifest/kubernetes/variables.hpp"
#include "lint/manifest/recognise.hpp"
#include "lint/search/search.hpp"
#include "lint/template/chart.hpp"
#include "lint/template/detect.hpp"
#include "lint/yaml/reader.hpp"

namespace lint {
namespace {

/// Cuts a reading into batches of about so many bytes. Each document is judged by itself, so that
/// it does not matter which others are in its batch.
std::vector<Reading> batches_of(const Reading& whole) {
  constexpr std::uint32_t kBatchBytes = 64 * 1024;
  Reading empty = whole;
  empty.documents = {};
  std::vector<Reading> batches;
  for (const ByteRange document : whole.documents) {
    if (batches.empty() || document.begin - batches.back().documents.front().begin >= kBatchBytes) {
      batches.push_back(empty);
    }
    batches.back().documents.push_back(document);
  }
  return batches;
}

void append(Judged part, Judged& all) {
  all.result.append(std::move(part.result));
  all.directives.append(std::move(part.directives));
  std::ranges::copy(part.bindings, std::back_inserter(all.bindings));
}

/// Puts together what the batches of a file show, in their order. Each is added as soon as those
/// before it are: were all kept until the last one is done, many findings would be there twice.
class InOrder {
 public:
  explicit InOrder(Judged& all) : all_(all) {}

  void add(std::size_t number, Judged part) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(number, std::move(part));
    while (!waiting_.empty() && waiting_.begin()->first == next_) {
      append(std::move(waiting_.extract(waiting_.begin()).mapped()), all_);
      ++next_;
    }
  }

 private:
  std::mutex mutex_;  // guards all below
  Judged& all_;
  std::map<std::size_t, Judged> waiting_;
  std::size_t next_ = 0;
};

/// Judges each document by itself.
void judge_batches(const Reading& whole, const FileContext& context, const DoAll& do_all,
                   Judged& all) {
  const std::vector<Reading> batches = batches_of(whole);
  InOrder in_order(all);
  do_all(batches.size(), [&](std::size_t i) {
    Judge judge(context);
    judge.judge(batches[i]);
    in_order.add(i, judge.take());
  });
}

/// Whether several documents may be one to their reader.
bool may_be_merged(const Reading& whole) {
  if (whole.documents.size() < 2 || !manifest::may_be_merged(whole.text.text())) return false;
  return std::ranges::count_if(whole.documents, [&](ByteRange document) {
           return manifest::may_be_one_of_merged(whole.text[document]);
         }) > 1;
}

/// What a text may hold that counts for all of it: words to the linter, of variables or of
/// profiles, and actions. Nearly none does, which one search tells.
struct Signs {
  explicit Signs(std::string_view text) {
    static constexpr std::array kWords{kDirectiveWords[0], kDirectiveWords[1],
                                       manifest::kFluxVariablesWord, manifest::kProfileGroup};
    static constexpr std::array kAll{kWords[0], kWords[1], kWords[2], kWords[3],
                                     templates::kOpenBraces};
    static const Patterns kAllSigns(kAll);
    static const Patterns kSpeaking(kWords);
    if (!kAllSigns.are_in(text)) return;
    speaks_of_whole = kSpeaking.are_in(text);
    may_hold_action = templates::may_hold_action(text);
  }

  bool speaks_of_whole = false;
  bool may_hold_action = false;
};

/// Visits each document of the file that holds the word and can be read.
void visit_documents(const Reading& whole, const templates::Written& written, std::string_view word,
                     const std::function<void(const manifest::Document&)>& visit) {
  for (const ByteRange range : whole.documents) {
    const std::string_view bytes = whole.text[range];
    if (find_bytes(bytes, word) == bytes.size()) continue;
    yaml::TreeBuilder builder(whole.text);
    if (yaml::parse_document(whole.text, range, &builder).error) continue;
    const yaml::Tree tree = builder.take();
    visit(manifest::Document(tree, written));
  }
}

/// What one document of the file says of variables in the others.
manifest::Variables variables_of(const Reading& whole, const templates::Written& written) {
  manifest::Variables variables;
  visit_documents(whole, written, manifest::kFluxVariablesWord,
                  [&](const auto& document) { manifest::add_flux_variables(document, variables); });
  return variables;
}

/// Who uses profiles, in a file that describes some. In a template, what stands in the text need
/// not be rendered.
manifest::ProfileUses profile_uses_of(const Reading& whole, const templates::Written& written) {
  manifest::ProfileUses uses;
  const std::string_view text = whole.text.text();
  if (find_bytes(text, manifest::kProfileGroup) == text.size()) return uses;
  visit_documents(whole, written, manifest::kProfilePathKey,
                  [&](const auto& document) { manifest::add_profile_uses(document, uses); });
  return uses;
}

}  // namespace

void do_in_order(std::size_t pieces, const std::function<void(std::size_t)>& piece) {
  for (std::size_t i = 0; i < pieces; ++i) piece(i);
}

FileResult lint_file(const std::string& name, Role role, const Source& source,
                     const Settings& settings, const Triggers& triggers, const DoAll& do_all,
                     const templates::Chart* chart) {
  FileResult result;
  result.name = name;
  result.counts.files = 1;
  const std::string_view text = source.text();
  const templates::Written written(text, role, chart);
  const std::size_t first_sign = triggers.first_sign(text);
  if (triggers.can_pass(written, role, first_sign)) {
    result.counts.passed = holds_structure(text) ? 1 : 0;
    return result;
  }

  const Signs signs(text.substr(first_sign));
  const bool has_directives =
      signs.speaks_of_whole && settings.suppress && may_hold_directive(text);
  Reading whole =
      manifest::takes_comments(name) ? forgiven_reading(text, role) : plain_reading(text, role);
  whole.may_be_text = templates::is_called_like_a_text(name, role);
  const manifest::Variables variables =
      signs.speaks_of_whole ? variables_of(whole, written) : manifest::Variables();
  const manifest::ProfileUses profile_uses = signs.speaks_of_whole && !signs.may_hold_action
                                                 ? profile_uses_of(whole, written)
                                                 : manifest::ProfileUses();
  const bool has_telling_variable =
      variables.any_value([&](std::string_view value) { return triggers.words().are_in(value); });
  const FileContext context{.name = name,
                            .source = source,
                            .written = written,
                            .settings = settings,
                            .triggers = triggers,
                            .variables = variables,
                            .profile_uses = profile_uses,
                            .has_telling_variable = has_telling_variable,
                            .has_directives = has_directives,
                            .may_hold_action = signs.may_hold_action};
  Judged all;
  all.result = std::move(result);
  if (!whole.is_forgiven && signs.may_hold_action && templates::is_template(written, role)) {
    // A template is judged as a whole: its actions may span documents.
    Judge judge(context);
    judge.judge_template_file(whole, written.actions());
    append(judge.take(), all);
  } else if (is_open(role) && may_be_merged(whole)) {
    Judge judge(context);
    judge.judge_together(whole);
    append(judge.take(), all);
  } else {
    judge_batches(whole, context, do_all, all);
  }

  // Not every document was parsed, so that none may have been counted.
  const bool is_read = !triggers.is_skipping() || triggers.wants_syntax();
  Counts& counts = all.result.counts;
  if (!is_read && counts.documents == 0 && holds_structure(text)) counts.passed = 1;
  finish_containers(all.result, source, all.bindings);
  finish_file(all.result, source, has_directives ? &all.directives : nullptr, settings);
  return std::move(all.result);
}

}  // namespace lint
