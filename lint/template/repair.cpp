#include "lint/template/repair.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "lint/yaml/documents.hpp"

namespace lint::input {
namespace {

/// A template on its way to be readable.
class Repair {
 public:
  Repair(std::string_view text, const Actions& actions, MaskPlan plan, std::size_t& work_left)
      : text_(text), actions_(actions), work_left_(work_left), plan_(std::move(plan)) {
    masked_ = mask_template(text_, actions_, plan_);
    error_ = first_error(masked_.text);
  }

  RepairedTemplate run() {
    while (error_ && work_left_ > 0) {
      if (!improve()) give_up_on_line();
    }
    if (error_) give_up_on_documents();
    return {std::move(masked_.text), std::move(parses_), std::move(masked_.covered),
            std::move(plan_)};
  }

 private:
  std::optional<SyntaxError> first_error(std::string_view masked) {
    work_left_ -= std::min(work_left_, masked.size());
    parses_.clear();
    for (const ByteRange document : split_documents(masked)) {
      parses_.push_back(parse_with_libyaml(masked, document, nullptr));
      if (parses_.back().error) return parses_.back().error;
    }
    return std::nullopt;
  }

  /// Takes the first change of the plan that moves the error on; false when none does.
  bool improve() {
    const std::size_t at = line_at(error_->offset);
    const std::size_t context = error_->context.empty() ? at : line_at(error_->context_offset);
    const std::size_t before = text_line_before(at);
    for (const std::size_t line : {at, before, context}) {
      if (masked_.lines[line].can_shift && attempt_line(&MaskPlan::kept, line)) {
        return true;
      }
    }
    for (const std::uint32_t offset : {error_->offset, masked_.lines[at].start}) {
      for (const std::size_t branch : branches_near(offset, masked_.lines[before].begin)) {
        if (attempt_hidden(branch)) return true;
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
    MaskPlan plan = plan_;
    return (plan.*lines).insert(masked_.lines[line].begin).second && attempt(std::move(plan));
  }

  bool attempt_hidden(std::size_t branch) {
    MaskPlan plan = plan_;
    return plan.hidden.insert(branch).second && attempt(std::move(plan));
  }

  /// Adopts the plan if it moves the error to a later line.
  bool attempt(MaskPlan plan) {
    if (work_left_ == 0) return false;
    MaskedTemplate masked = mask_template(text_, actions_, plan);
    auto error = first_error(masked.text);
    const std::uint32_t line_end = masked_.lines[line_at(error_->offset)].end;
    if (error && error->offset <= line_end) return false;
    adopt(std::move(plan), std::move(masked), std::move(error));
    return true;
  }

  void adopt(MaskPlan plan, MaskedTemplate masked, std::optional<SyntaxError> error) {
    plan_ = std::move(plan);
    masked_ = std::move(masked);
    error_ = std::move(error);
  }

  /// Drops the line of the error and those before it as far as they were dropped already.
  void give_up_on_line() {
    MaskPlan plan = plan_;
    std::size_t line = line_at(error_->offset);
    while (!plan.dropped.insert(masked_.lines[line].begin).second && line > 0) --line;
    MaskedTemplate masked = mask_template(text_, actions_, plan);
    auto error = first_error(masked.text);
    adopt(std::move(plan), std::move(masked), std::move(error));
  }

  /// Drops every document that is not readable yet.
  void give_up_on_documents() {
    for (const ByteRange document : split_documents(masked_.text)) {
      if (!parse_with_libyaml(masked_.text, document, nullptr).error) continue;
      std::fill(masked_.text.begin() + document.begin, masked_.text.begin() + document.end, '\n');
    }
    parses_.clear();
    error_.reset();
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

  /// The branches that hold the offset, the innermost first; behind it those that end between the
  /// line before and it, as what is wrong there shows only behind it.
  std::vector<std::size_t> branches_near(std::uint32_t offset, std::uint32_t before) const {
    std::vector<std::size_t> around;
    std::vector<std::size_t> behind;
    for (std::size_t i = 0; i < actions_.branches.size(); ++i) {
      const ByteRange body = actions_.branches[i].body;
      if (plan_.hidden.contains(i)) continue;
      if (body.begin <= offset && offset < body.end) {
        around.push_back(i);
      } else if (body.end <= offset && body.end > before && body.begin < body.end) {
        behind.push_back(i);
      }
    }
    const auto size = [&](std::size_t i) {
      return actions_.branches[i].body.end - actions_.branches[i].body.begin;
    };
    std::ranges::stable_sort(around, {}, size);
    std::ranges::stable_sort(behind, {}, size);
    // What wraps the whole template is hidden last.
    const auto rest = around.empty() ? around.end() : around.begin() + 1;
    std::vector<std::size_t> near(around.begin(), rest);
    near.insert(near.end(), behind.begin(), behind.end());
    return near;
  }

  std::string_view text_;
  const Actions& actions_;
  std::size_t& work_left_;
  MaskPlan plan_;
  MaskedTemplate masked_;
  std::optional<SyntaxError> error_;
  std::vector<Parse> parses_;
};

}  // namespace

RepairedTemplate repair_template(std::string_view text, const Actions& actions, MaskPlan plan,
                                 std::size_t& work_left) {
  return Repair(text, actions, std::move(plan), work_left).run();
}

}  // namespace lint::input
