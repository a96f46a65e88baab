#include "lint/template/repair.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "lint/yaml/documents.hpp"
#include "lint/yaml/reader.hpp"

namespace lint::templates {
namespace {

/// Adds to the plan of one template until its masked text is readable.
class Repair {
 public:
  Repair(std::string_view text, const Actions& actions, MaskPlan plan, KnownDocuments& documents,
         std::size_t& work_left)
      : text_(text),
        actions_(actions),
        documents_(documents),
        work_left_(work_left),
        plan_(std::move(plan)) {
    mask();
  }

  RepairedTemplate run() {
    while (error_ && work_left_ > 0) {
      if (!improve()) give_up_on_line();
    }
    std::vector<yaml::Parse> parses;
    if (error_) {
      give_up_on_documents();
    } else {
      parses = parses_of_documents();
    }
    return {std::move(masked_.text), std::move(parses), std::move(masked_.covered),
            std::move(plan_)};
  }

 private:
  /// Masks the template as the plan says now.
  void mask() {
    masked_ = mask_template(text_, actions_, plan_);
    error_ = first_error(masked_.text);
  }

  std::optional<yaml::SyntaxError> first_error(std::string_view masked) {
    work_left_ -= std::min(work_left_, masked.size());
    for (const ByteRange document : yaml::split_documents(masked)) {
      const yaml::Parse& parse = documents_.parse_of(masked, document);
      if (parse.error) return parse.error;
    }
    return std::nullopt;
  }

  std::vector<yaml::Parse> parses_of_documents() {
    std::vector<yaml::Parse> parses;
    for (const ByteRange document : yaml::split_documents(masked_.text)) {
      parses.push_back(documents_.parse_of(masked_.text, document));
    }
    return parses;
  }

  /// Adds the first thing to the plan that moves the error to a later line; false when none does.
  bool improve() {
    const std::size_t at = line_at(error_->offset);
    const std::size_t context = error_->context.empty() ? at : line_at(error_->context_offset);
    const std::size_t before = text_line_before(at);
    for (const std::size_t line : {at, before, context}) {
      if (masked_.lines[line].can_shift && attempt_line(&MaskPlan::kept, line)) return true;
    }
    for (const std::uint32_t offset : {error_->offset, masked_.lines[at].start}) {
      for (const std::size_t branch : branches_near(offset, masked_.lines[before].begin)) {
        if (attempt(plan_.hidden, branch)) return true;
      }
    }
    for (const std::size_t line : {at, before, context}) {
      if (masked_.lines[line].has_action && attempt_line(&MaskPlan::cleared, line)) return true;
    }
    for (const std::size_t line : {at, before, context}) {
      if (attempt_line(&MaskPlan::dropped, line)) return true;
    }
    return false;
  }

  bool attempt_line(std::set<std::uint32_t> MaskPlan::*lines, std::size_t line) {
    return attempt(plan_.*lines, masked_.lines[line].begin);
  }

  /// Adds to a part of the plan, and takes it back unless it moves the error to a later line.
  template <typename Part>
  bool attempt(Part& part, typename Part::value_type added) {
    if (work_left_ == 0) return false;
    const auto [place, is_new] = part.insert(added);
    if (!is_new) return false;
    MaskedTemplate masked = mask_template(text_, actions_, plan_);
    auto error = first_error(masked.text);
    if (error && error->offset <= masked_.lines[line_at(error_->offset)].end) {
      part.erase(place);
      return false;
    }
    masked_ = std::move(masked);
    error_ = std::move(error);
    return true;
  }

  /// Drops the line of the error; if it was dropped before, the last one above it that was not.
  void give_up_on_line() {
    std::size_t line = line_at(error_->offset);
    while (!plan_.dropped.insert(masked_.lines[line].begin).second && line > 0) --line;
    mask();
  }

  /// Blanks every document that is not yet readable.
  void give_up_on_documents() {
    for (const ByteRange document : yaml::split_documents(masked_.text)) {
      if (!documents_.parse_of(masked_.text, document).error) continue;
      std::fill(masked_.text.begin() + document.begin, masked_.text.begin() + document.end, '\n');
    }
  }

  std::size_t line_at(std::uint32_t offset) const {
    const auto after = std::ranges::upper_bound(masked_.lines, offset, {}, &TemplateLine::begin);
    return static_cast<std::size_t>(after - masked_.lines.begin()) - 1;
  }

  std::size_t text_line_before(std::size_t line) const {
    for (std::size_t i = line; i-- > 0;) {
      if (masked_.lines[i].has_text()) return i;
    }
    return line;
  }

  /// The innermost branch that holds the offset, then those that end between the line before and
  /// the offset, as what is wrong in them shows only after them; the shortest first. Other branches
  /// that hold the offset have their turn when the innermost is hidden: what wraps the whole
  /// template comes last.
  std::vector<std::size_t> branches_near(std::uint32_t offset, std::uint32_t line_before) const {
    std::vector<std::size_t> near;
    std::size_t around = kNoBranch;
    for (std::size_t i = 0; i < actions_.branches.size(); ++i) {
      const ByteRange body = actions_.branches[i].body;
      const bool holds = body.begin <= offset && offset < body.end;
      const bool ends = body.end <= offset && body.end > line_before && body.begin < body.end;
      if ((!holds && !ends) || plan_.hidden.contains(i)) continue;
      if (ends) near.push_back(i);
      if (holds && (around == kNoBranch || length_of(i) < length_of(around))) around = i;
    }
    std::ranges::stable_sort(near, {}, [this](std::size_t i) { return length_of(i); });
    if (around != kNoBranch) near.insert(near.begin(), around);
    return near;
  }

  std::uint32_t length_of(std::size_t branch) const {
    const ByteRange body = actions_.branches[branch].body;
    return body.end - body.begin;
  }

  std::string_view text_;
  const Actions& actions_;
  KnownDocuments& documents_;
  std::size_t& work_left_;
  MaskPlan plan_;
  MaskedTemplate masked_;                   // by the plan
  std::optional<yaml::SyntaxError> error_;  // the first one in the masked text
};

}  // namespace

const yaml::Parse& KnownDocuments::parse_of(std::string_view masked, ByteRange document) {
  const auto [begin, end] = document;
  const std::string_view bytes = masked.substr(begin, end - begin);
  const auto known = known_.find(begin);
  const bool is_known = known != known_.end() && known->second.end == end &&
                        std::string_view(text_).substr(begin, end - begin) == bytes;
  if (is_known) return known->second.parse;
  forget(document);
  text_.resize(masked.size());
  std::ranges::copy(bytes, text_.begin() + begin);
  return known_.emplace(begin, Known{end, yaml::parse_document(masked, document, nullptr)})
      .first->second.parse;
}

/// Forgets all documents of which the range holds a part.
void KnownDocuments::forget(ByteRange range) {
  auto first = known_.lower_bound(range.begin);
  if (first != known_.begin() && std::prev(first)->second.end > range.begin) --first;
  known_.erase(first, known_.lower_bound(range.end));
}

RepairedTemplate repair_template(std::string_view text, const Actions& actions, MaskPlan plan,
                                 KnownDocuments& documents, std::size_t& work_left) {
  return Repair(text, actions, std::move(plan), documents, work_left).run();
}

}  // namespace lint::templates
