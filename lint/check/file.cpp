#include "lint/check/file.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "lint/check/finish.hpp"
#include "lint/check/judge.hpp"
#include "lint/check/readings.hpp"
#include "lint/manifest/recognise.hpp"
#include "lint/search/search.hpp"
#include "lint/template/chart.hpp"
#include "lint/template/detect.hpp"

namespace lint {
namespace {

/// Cuts a reading into batches of about so many bytes. Each document is judged by itself, so that
/// it does not matter which others are in its batch.
std::vector<Reading> batches_of(const Reading& whole) {
  constexpr std::uint32_t kBatchBytes = 64 * 1024;
  std::vector<Reading> batches;
  for (const ByteRange document : whole.documents) {
    if (batches.empty() || document.begin - batches.back().documents.front().begin >= kBatchBytes) {
      batches.push_back(whole);
      batches.back().documents.clear();
    }
    batches.back().documents.push_back(document);
  }
  return batches;
}

}  // namespace

void do_in_order(std::size_t pieces, const std::function<void(std::size_t)>& piece) {
  for (std::size_t i = 0; i < pieces; ++i) piece(i);
}

FileResult lint_file(const std::string& name, Role role, const Source& source,
                     const Settings& settings, const Triggers& triggers, const DoAll& do_all) {
  FileResult result;
  result.name = name;
  result.counts.files = 1;
  const std::string_view text = source.text();
  if (triggers.can_pass(text)) return result;

  const templates::Written written(text);
  const bool has_directives = settings.suppress && find_bytes(text, kDirectiveWord) < text.size();
  const FileContext context{name, source, written, settings, triggers, has_directives};
  Reading whole = plain_reading(text, role);
  whole.may_be_text = templates::is_called_like_a_text(name, role);
  std::deque<Judge> judges;
  if (templates::is_template(written, role)) {
    // A template is judged as a whole: its actions may span documents.
    judges.emplace_back(context).judge_template_file(whole, written.actions());
  } else if (whole.documents.size() > 1 && is_open(role) && manifest::may_be_merged(text)) {
    judges.emplace_back(context).judge_together(whole);
  } else {
    const std::vector<Reading> batches = batches_of(whole);
    while (judges.size() < batches.size()) judges.emplace_back(context);
    do_all(batches.size(), [&](std::size_t i) { judges[i].judge(batches[i]); });
  }

  Directives directives;
  for (Judge& judge : judges) {
    result.append(std::move(judge.result()));
    directives.append(std::move(judge.directives()));
  }
  finish_file(result, source, has_directives ? &directives : nullptr, settings);
  return result;
}

}  // namespace lint
